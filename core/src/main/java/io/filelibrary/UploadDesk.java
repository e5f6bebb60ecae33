package io.filelibrary;

import io.filelibrary.internal.Engine;
import io.filelibrary.internal.Session;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Uploads in two steps: {@link #begin} makes a pending file, the bytes come by {@link #receive} or
 * to the storage directly, and {@link #complete(UploadId)} makes the file readable. Who has all
 * bytes at hand does both at once by {@link #complete(UploadId, InputStream)}. A pending file holds
 * its name, except where it will replace another; it is not listed unless asked for. Calls fail as
 * those of {@link ChannelFiles} do.
 */
public final class UploadDesk {
  private final Engine engine;
  private final Session session;

  UploadDesk(Engine engine, Session session) {
    this.engine = engine;
    this.session = session;
  }

  /**
   * Begins an upload.
   *
   * @param destination where
   * @param options how; declared size and hash are verified when the bytes have come
   * @return the upload with its pending file
   * @throws io.filelibrary.error.FileTooLarge if the declared size is more than allowed
   * @throws io.filelibrary.error.QuotaExceeded if the channel has no room for the declared size
   * @throws io.filelibrary.error.TooManyUploads if the channel has as many pending uploads as it
   *     may
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     ChannelFiles#createFolder(Destination, io.filelibrary.model.CreateOptions)}
   */
  public PendingUpload begin(Destination destination, UploadOptions options) {
    return engine.twoStepUploads().begin(session, destination, options);
  }

  /**
   * Finds the upload of a pending file, for a client that knows the file alone and goes on sending
   * its bytes. Whether some have come to the storage directly is not looked at: {@link
   * #complete(UploadId)} answers the file if so. The grant is made again, on the terms and until
   * the end of the first one; there is none where parts were begun or bytes received meanwhile, or
   * the end is near.
   *
   * @param file the file's id
   * @return the upload; empty for what is no pending file, or one whose upload's time is over
   * @throws io.filelibrary.error.ItemNotFound if there is no such item, or it or its folder is in
   *     the trash
   */
  public Optional<PendingUpload> find(ItemId file) {
    return engine.twoStepUploads().find(session, file);
  }

  /**
   * Takes the bytes of an upload. Called again before completion, the bytes replace the former
   * ones; of two calls at once, the one that ends last counts. When this throws, what came before
   * counts.
   *
   * @param upload the upload's id
   * @param source read to its end, or one byte past the declared or allowed size; the caller closes
   *     it
   * @throws io.filelibrary.error.UploadNotFound if there is no such upload
   * @throws io.filelibrary.error.UploadExpired if its time is over
   * @throws io.filelibrary.error.UploadCompleted if it is completed
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     ChannelFiles#upload(Destination, InputStream, UploadOptions)}
   */
  public void receive(UploadId upload, InputStream source) {
    engine.receipts().receive(session, upload, source);
  }

  /**
   * Grants the sending of one part of an upload to the storage directly. Parts may be sent in any
   * order, several at once, and again where one broke off; {@link #complete(UploadId)} makes the
   * file of them. From the first such grant on the bytes come in parts: what came by the upload's
   * single grant is dropped. The grants end with the upload.
   *
   * @param upload the upload's id
   * @param number the place of the part in the file, from 1 without gaps
   * @param size the number of bytes that will come, within {@link PendingUpload#parts}
   * @return the grant, or empty where the storage takes no parts
   * @throws io.filelibrary.error.InvalidSize if the number or the size is outside the limits
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #receive}
   */
  public Optional<TransferGrant> grantPart(UploadId upload, int number, long size) {
    return engine.partUploads().grant(session, upload, number, size);
  }

  /**
   * Lists the parts of an upload that have come to the storage directly, so that a client that was
   * cut off can go on with the others.
   *
   * @param upload the upload's id
   * @return the parts by their numbers
   * @throws io.filelibrary.error.FileLibraryException as for {@link #receive}
   */
  public List<StoredPart> parts(UploadId upload) {
    return engine.partUploads().list(session, upload);
  }

  /**
   * Completes an upload whose bytes have come. Called again until the upload's time is over, it
   * answers the file as it is then. Parts become the file by this call alone. Of other bytes that a
   * client sent to the storage directly nobody need tell: reading the file, listing it and {@link
   * FileLibrary#collect} complete it as well, on behalf of the actor who began the upload. Those
   * that came in time are completed after it too, as long as the file was not given up.
   *
   * @param upload the upload's id
   * @return the completed file
   * @throws io.filelibrary.error.UploadNotFound if there is no such upload
   * @throws io.filelibrary.error.UploadExpired if its time is over, and no bytes came to the
   *     storage directly in time
   * @throws io.filelibrary.error.UploadIncomplete if no bytes have come, or not all of the parts
   * @throws io.filelibrary.error.ItemNotFound if the file or its folder was trashed or deleted
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     ChannelFiles#upload(Destination, InputStream, UploadOptions)}
   */
  public FileItem complete(UploadId upload) {
    return engine.completion().complete(session, upload);
  }

  /**
   * Takes all bytes of an upload and completes it, in one transaction: as {@link #receive} and then
   * {@link #complete(UploadId)}, with one commit instead of two. The file has exactly these bytes,
   * whatever came before. When this throws, nothing has changed, and what came before counts; only
   * where the error's effect says otherwise may the upload be completed. Of two calls at once one
   * completes the upload and the other one is refused.
   *
   * @param upload the upload's id
   * @param source read to its end, or one byte past the declared or allowed size; the caller closes
   *     it
   * @return the completed file
   * @throws io.filelibrary.error.UploadNotFound if there is no such upload
   * @throws io.filelibrary.error.UploadExpired if its time is over before all bytes have come
   * @throws io.filelibrary.error.UploadCompleted if it is completed, by whatever bytes; {@link
   *     #complete(UploadId)} answers the file
   * @throws io.filelibrary.error.ItemNotFound if the file's folder was trashed or deleted
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     ChannelFiles#upload(Destination, InputStream, UploadOptions)}
   */
  public FileItem complete(UploadId upload, InputStream source) {
    return engine.receipts().complete(session, upload, source);
  }

  /**
   * Gives an upload up: its pending file is gone.
   *
   * @param upload the upload's id
   * @throws io.filelibrary.error.UploadNotFound if there is no such upload, or it was given up
   *     already
   * @throws io.filelibrary.error.UploadCompleted if it is completed; delete the file instead
   */
  public void abort(UploadId upload) {
    engine.twoStepUploads().abort(session, upload);
  }
}
