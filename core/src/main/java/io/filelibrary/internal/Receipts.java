package io.filelibrary.internal;

import io.filelibrary.model.FileItem;
import io.filelibrary.model.ProgressListener;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.UploadRecord;
import java.io.InputStream;

/**
 * Takes the bytes of two-step uploads through the library: they are staged, then one transaction
 * attaches them to the upload, or completes it with them. It dooms what the upload had before.
 */
public final class Receipts {
  private final Transactions transactions;
  private final Staging staging;
  private final PartUploads parts;
  private final Completion completion;

  Receipts(Transactions transactions, Staging staging, PartUploads parts, Completion completion) {
    this.transactions = transactions;
    this.staging = staging;
    this.parts = parts;
    this.completion = completion;
  }

  /**
   * Takes the bytes of an upload.
   *
   * @param session where and for whom
   * @param id the upload
   * @param source the bytes
   */
  public void receive(Session session, UploadId id, InputStream source) {
    TwoStepUploads.Begun begun = transactions.read(session, tree -> TwoStepUploads.open(tree, id));
    take(
        session,
        begun,
        source,
        (tree, now, staged) -> {
          UploadRecord upload = now.upload();
          staging.attach(tree, staged, upload.expiresAt());
          TwoStepUploads.update(tree, upload.withContent(staged.key()));
          return now.file();
        });
  }

  /**
   * Takes the bytes of an upload, and completes it with them.
   *
   * @param session where and for whom
   * @param id the upload
   * @param source the bytes
   * @return the file
   */
  public FileItem complete(Session session, UploadId id, InputStream source) {
    TwoStepUploads.Begun begun =
        transactions.read(
            session,
            tree -> {
              TwoStepUploads.Begun open = TwoStepUploads.open(tree, id);
              Completion.requireHome(open.node());
              return open;
            });
    return take(
        session,
        begun,
        source,
        (tree, now, staged) ->
            completion.complete(tree, now.upload().withContent(staged.key()), now.node(), staged));
  }

  /** What the transaction does with the bytes of an upload that is still open then. */
  private interface Taking {
    FileItem take(TreeWriter tree, TwoStepUploads.Begun now, Staging.Staged staged)
        throws BackendException;
  }

  private FileItem take(
      Session session, TwoStepUploads.Begun begun, InputStream source, Taking taking) {
    UploadRecord upload = begun.upload();
    FileItem file = begun.file();
    MeasuredStream.Terms terms =
        new MeasuredStream.Terms(
            upload.expectedSize(),
            upload.expectedSha256(),
            upload.maxSize(),
            ProgressListener.NONE);
    Staging.Staged staged =
        staging.stage(
            new Staging.Order(
                session,
                file.visibility(),
                file.contentType(),
                Uploads.isBounded(upload.conflict())),
            new MeasuredStream(source, terms),
            Staging.Preflight.NONE);
    boolean taken = false;
    try {
      Taken done =
          transactions.write(
              session,
              tree -> {
                TwoStepUploads.Begun now = TwoStepUploads.open(tree, upload.id());
                FileItem result = taking.take(tree, now, staged);
                tree.doomSent(now.upload(), tree.now());
                return new Taken(now.upload(), result);
              });
      taken = true;
      parts.drop(done.former);
      return done.file;
    } finally {
      if (!taken) {
        staging.discard(session, staged);
      }
    }
  }

  /** The upload as it was before it had the bytes, and its file with them. */
  private record Taken(UploadRecord former, FileItem file) {}
}
