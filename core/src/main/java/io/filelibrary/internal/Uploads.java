package io.filelibrary.internal;

import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Uploads in one call: the bytes are staged, then one transaction makes the file. */
public final class Uploads {
  private final Transactions transactions;
  private final Placer placer;
  private final Staging staging;
  private final Ids ids;
  private final long maxFileSize;

  Uploads(Transactions transactions, Placer placer, Staging staging, Ids ids, long maxFileSize) {
    this.transactions = transactions;
    this.placer = placer;
    this.staging = staging;
    this.ids = ids;
    this.maxFileSize = maxFileSize;
  }

  /**
   * Uploads bytes.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param bytes the content
   * @param options how
   * @return the file
   */
  public FileItem upload(
      Session session, Destination destination, byte[] bytes, UploadOptions options) {
    return upload(
        session, destination, new ByteArrayInputStream(bytes), sized(options, bytes.length));
  }

  /**
   * Uploads a file of the disk.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param source the file
   * @param options how
   * @return the file
   */
  public FileItem upload(
      Session session, Destination destination, Path source, UploadOptions options) {
    try (InputStream bytes = Files.newInputStream(source)) {
      return upload(session, destination, bytes, sized(options, Files.size(source)));
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
  }

  /**
   * Uploads a stream.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param source the content
   * @param options how
   * @return the file
   */
  public FileItem upload(
      Session session, Destination destination, InputStream source, UploadOptions options) {
    ItemName name = Placer.nameOf(destination);
    CreateOptions create = options.create();
    MeasuredStream.Terms terms = terms(options);
    requireAllowed(terms);
    Placer.Arrival arrival = Placer.Arrival.of(ItemKind.FILE, create.conflict());
    ContentType type = options.contentType().orElseGet(() -> ContentType.guess(name));
    Staging.Staged staged =
        staging.stage(
            new Staging.Order(session, create.visibility(), type, isBounded(create.conflict())),
            new MeasuredStream(source, terms),
            tree -> {
              placer.preview(tree, destination.folder(), name, create.createParents(), arrival);
              if (isBounded(create.conflict())) {
                tree.requireRoom(options.expectedSize().orElse(0));
              }
            });
    boolean published = false;
    try {
      FileItem file =
          transactions.write(
              session,
              tree -> {
                Placer.Place place =
                    placer.take(tree, destination.folder(), name, create.createParents(), arrival);
                staging.publish(tree, staged);
                ItemRecord record = newFile(tree, place, create, completed(staged, type));
                tree.create(record);
                return (FileItem) place.folder().child(record).item();
              });
      published = true;
      return file;
    } finally {
      if (!published) {
        staging.discard(session, staged);
      }
    }
  }

  /** What an upload declares and allows, within the library's own limit. */
  MeasuredStream.Terms terms(UploadOptions options) {
    return new MeasuredStream.Terms(
        options.expectedSize(),
        options.expectedSha256(),
        Math.min(options.maxSize(), maxFileSize),
        options.progress());
  }

  /** Fails if more is declared than allowed. */
  static void requireAllowed(MeasuredStream.Terms terms) {
    if (terms.expectedSize().orElse(0) > terms.maxSize()) {
      throw new FileTooLarge(terms.maxSize());
    }
  }

  /** Whether the bytes add to the channel's usage; a file that is replaced gives its own back. */
  static boolean isBounded(ConflictPolicy conflict) {
    return conflict != ConflictPolicy.REPLACE;
  }

  ItemRecord newFile(TreeWriter tree, Placer.Place place, CreateOptions options, FileRecord file) {
    return new ItemRecord(
        ids.item(),
        tree.session().channel(),
        ItemKind.FILE,
        place.living(),
        place.name().value(),
        tree.key(place.name()),
        tree.stamp(),
        tree.stamp(),
        1,
        options.visibility(),
        options.attributes(),
        Optional.empty(),
        Optional.of(file));
  }

  static FileRecord completed(Staging.Staged staged, ContentType type) {
    return new FileRecord(
        FileStatus.COMPLETED,
        staged.size(),
        type,
        1,
        Optional.of(staged.key()),
        Optional.of(staged.sha256()),
        false);
  }

  private static UploadOptions sized(UploadOptions options, long size) {
    return options.expectedSize().isPresent() ? options : options.withExpectedSize(size);
  }
}
