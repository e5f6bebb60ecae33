package io.filelibrary.http.tus;

import io.filelibrary.UploadDesk;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.spool.SpooledUpload;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands an upload whose bytes are in the spool to the library. The spool forgets an upload that the
 * library has, or has no more; whatever else fails may be tried again.
 */
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final UploadDesk desk;
  private final SpooledUpload upload;
  private final UploadId id;

  Handover(UploadDesk desk, SpooledUpload upload) {
    this.desk = desk;
    this.upload = upload;
    this.id = new UploadId(upload.record().upload());
  }

  /** Completes the upload, whose bytes have all come. */
  FileItem complete() {
    FileItem file;
    try (InputStream content = upload.content()) {
      file = desk.complete(id, content);
    } catch (UploadCompleted e) {
      return completedBefore();
    } catch (UploadNotFound | UploadExpired e) {
      upload.delete();
      throw e;
    } catch (SourceFailed | IOException e) {
      LOG.error("the bytes of upload {} cannot be read from the spool", id, e);
      throw new HttpFailure(
          500, "spool_failed", "the server could not read the bytes; its log says why");
    }
    upload.delete();
    return file;
  }

  /**
   * Looks whether the library still waits for the bytes.
   *
   * @return empty if so; the file if the upload was completed by these very bytes, and a crash came
   *     before the spool could forget them
   */
  Optional<FileItem> completedAlready() {
    return isAwaited() ? Optional.empty() : Optional.of(completedBefore());
  }

  private boolean isAwaited() {
    try {
      return desk.find(new ItemId(upload.record().file()))
          .filter(pending -> pending.id().equals(id))
          .isPresent();
    } catch (ItemNotFound e) {
      return false;
    }
  }

  private FileItem completedBefore() {
    FileItem file;
    try {
      file = desk.complete(id);
    } catch (UploadNotFound | UploadExpired e) {
      upload.delete();
      throw e;
    }
    boolean same = upload.isWhole() && file.sha256().equals(Optional.of(upload.sha256()));
    upload.delete();
    if (!same) {
      throw new UploadCompleted(id.toString());
    }
    return file;
  }
}
