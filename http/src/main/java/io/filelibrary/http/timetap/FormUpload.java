package io.filelibrary.http.timetap;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidContentType;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.spool.WaitingFile;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.Visibility;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers {@code POST /businessWeb/fileUploadS3.do}. The file goes to the library while it comes if
 * {@code businessId}, {@code uploadedFileName} and {@code userName} came before it; otherwise it
 * waits in the spool for them. Either way the form is read to its end before the file is published:
 * a form that breaks off, or is wrong anywhere, leaves nothing behind.
 */
final class FormUpload {
  private static final int BUFFER_BYTES = 65_536;

  private final FileObjects objects;
  private final SpoolDirectory spool;
  private final TimeTapOptions options;

  FormUpload(FileObjects objects, SpoolDirectory spool, TimeTapOptions options) {
    this.objects = objects;
    this.spool = spool;
    this.options = options;
  }

  void upload(Exchange exchange) throws IOException {
    Business business = Business.of(exchange, options);
    MultipartForm form = MultipartForm.open(exchange);
    FormFields fields = new FormFields();
    Optional<FormPart> file = fields.readToFile(form);
    if (file.isEmpty()) {
      fields.check(business);
      throw HttpFailure.invalid("file", "it is required");
    }
    fields.checkKnown(business);
    Item stored =
        fields.isEnough()
            ? stream(business, form, fields, file.get())
            : spool(exchange, business, form, fields, file.get());
    exchange.answer(200, objects.changed(exchange, business, stored));
  }

  private static Item stream(
      Business business, MultipartForm form, FormFields fields, FormPart part) {
    fields.check(business);
    Destination destination = fields.destination();
    boolean placed = fields.namesFolder();
    InputStream source =
        new ToEndOfForm(
            part.bytes(),
            () -> {
              fields.readToEnd(form);
              fields.checkKnown(business);
              if (fields.namesFolder() && !placed) {
                throw HttpFailure.invalid(
                    FolderField.NAME, "it comes before the file, as the other fields did");
              }
            });
    FileItem stored;
    try {
      stored = business.files().upload(destination, source, fields.options(contentType(part)));
    } catch (SourceFailed e) {
      if (e.getCause() instanceof HttpFailure refused) {
        throw refused;
      }
      throw e;
    }
    return fields.visibility() == stored.visibility()
        ? stored
        : published(business.files(), stored);
  }

  /** The type came behind the file. */
  private static Item published(ChannelFiles files, FileItem stored) {
    try {
      return files.update(stored.id(), ItemChanges.NONE.withVisibility(Visibility.PUBLIC));
    } catch (FileLibraryException e) {
      try {
        files.delete(stored.id(), DeleteOptions.DEFAULT);
      } catch (FileLibraryException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private Item spool(
      Exchange exchange, Business business, MultipartForm form, FormFields fields, FormPart part)
      throws IOException {
    long most = options.maxSpooledBytes();
    OptionalLong whole = exchange.contentLength();
    OptionalLong about =
        whole.isPresent() ? OptionalLong.of(Math.min(whole.getAsLong(), most)) : whole;
    try (WaitingFile waiting = spool.keep(new Bounded(part.bytes(), most), about)) {
      fields.readToEnd(form);
      fields.check(business);
      return business
          .files()
          .upload(fields.destination(), waiting.path(), fields.options(contentType(part)));
    }
  }

  private static Optional<ContentType> contentType(FormPart part) {
    try {
      return part.contentType().map(ContentType::of);
    } catch (InvalidContentType e) {
      return Optional.empty();
    }
  }

  /** The bytes of a part, which may be so many and no more. */
  private static final class Bounded extends FilterInputStream {
    private final long most;
    private long count;

    Bounded(InputStream part, long most) {
      super(part);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      if (count > most) {
        throw MultipartForm.tooLarge(
            "a file of more than "
                + most
                + " bytes comes after businessId, uploadedFileName and userName");
      }
      return read;
    }
  }

  /** What has to be done at the end of a stream. */
  private interface Ending {
    void run() throws IOException;
  }

  /** The bytes of a part, which end when the form behind them was read and found right. */
  private static final class ToEndOfForm extends FilterInputStream {
    private final Ending ending;
    private boolean ended;

    ToEndOfForm(InputStream part, Ending ending) {
      super(part);
      this.ending = ending;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      int read = super.read(buffer, offset, length);
      if (read < 0) {
        ending.run();
        ended = true;
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), BUFFER_BYTES)];
      return Math.max(read(skipped, 0, skipped.length), 0);
    }
  }
}
