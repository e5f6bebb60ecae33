package io.filelibrary.internal;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.Optional;

/**
 * Completes two-step uploads, by the call for it or because their bytes are found to have come: the
 * pending file gets its content, and takes the place of the one that it replaces.
 */
public final class Completion {
  private final Transactions transactions;
  private final Placer placer;
  private final Staging staging;
  private final DirectArrivals arrivals;
  private final boolean direct;

  Completion(
      Transactions transactions,
      Placer placer,
      Staging staging,
      PartUploads parts,
      StorageBackend storage) {
    this.transactions = transactions;
    this.placer = placer;
    this.staging = staging;
    this.arrivals = new DirectArrivals(storage, parts);
    this.direct =
        storage instanceof DirectUploads
            || storage instanceof StagedUploads
            || storage instanceof DirectMultipartUploads;
  }

  /**
   * Completes an upload.
   *
   * @param session where and for whom
   * @param id the upload
   * @return the file
   */
  public FileItem complete(Session session, UploadId id) {
    Optional<FileItem> done = Optional.empty();
    while (done.isEmpty()) {
      Arrival seen = transactions.read(session, tree -> arrival(tree, id));
      if (seen.completed.isPresent()) {
        return seen.completed.get();
      }
      Optional<Staging.Staged> staged = seen.staged.or(() -> arrivals.find(seen.upload, seen.type));
      done =
          staged.isPresent()
              ? transactions.write(session, tree -> complete(tree, id, staged.get()))
              : completeParts(session, seen);
    }
    return done.get();
  }

  /**
   * Completes an upload of which nothing has come but parts, or answers nothing where it has
   * changed since it was seen. Once the parts are joined, whoever comes upon the file completes it:
   * whatever fails then may have its effect.
   */
  private Optional<FileItem> completeParts(Session session, Arrival seen) {
    UploadId id = seen.upload.id();
    Optional<Staging.Staged> joined =
        seen.late ? Optional.empty() : arrivals.join(seen.upload, seen.type);
    if (joined.isPresent()) {
      return transactions.writeNext(session, tree -> complete(tree, id, joined.get()));
    }
    if (transactions.read(session, tree -> arrival(tree, id)).upload.equals(seen.upload)) {
      throw seen.missing();
    }
    return Optional.empty();
  }

  /** Whether clients can send bytes past the library, so that nobody may tell when they came. */
  boolean isDirect() {
    return direct;
  }

  /**
   * Completes the upload of a pending file if its bytes have come to the storage directly, as the
   * actor who began it. Fails as {@link #complete(Session, UploadId)} does; answers whether the
   * file is another than it was, by this call or by another one.
   */
  boolean completeArrived(FileItem file) {
    Session uploader = new Session(file.channel(), file.createdBy());
    Sighting seen = transactions.read(uploader, tree -> sight(tree, file));
    Optional<Staging.Staged> staged =
        seen.awaited.flatMap(upload -> arrivals.find(upload, file.contentType()));
    if (staged.isEmpty()) {
      return seen.over;
    }
    UploadId id = seen.awaited.get().id();
    return transactions.write(uploader, tree -> complete(tree, id, staged.get())).isPresent();
  }

  private Sighting sight(TreeReader tree, FileItem file) throws BackendException {
    Optional<UploadRecord> upload = tree.records().uploadOf(file.channel(), file.id());
    if (upload.isEmpty() || upload.get().state() == UploadState.COMPLETED) {
      return new Sighting(true, Optional.empty());
    }
    return new Sighting(false, isAwaited(tree, upload.get()) ? upload : Optional.empty());
  }

  /** What has come for an upload, as the catalog knows it. */
  private Arrival arrival(TreeReader tree, UploadId id) throws BackendException {
    UploadRecord upload = TwoStepUploads.upload(tree, id);
    if (upload.state() == UploadState.COMPLETED) {
      Node file = tree.livingFile(upload.item());
      tree.require(Action.UPDATE, file);
      FileItem item = (FileItem) file.item();
      return new Arrival(upload, item.contentType(), false, Optional.of(item), Optional.empty());
    }
    Node file = TwoStepUploads.pending(tree, upload);
    tree.require(Action.UPDATE, file);
    ContentType type = ((FileItem) file.item()).contentType();
    boolean late = !upload.expiresAt().isAfter(tree.now());
    if (isAwaited(tree, upload)) {
      return new Arrival(upload, type, late, Optional.empty(), Optional.empty());
    }
    TwoStepUploads.requireInTime(tree, upload);
    Optional<ContentRecord> content = content(tree, upload);
    Optional<Staging.Staged> staged =
        content
            .filter(row -> row.size().isPresent())
            .map(
                row ->
                    Staging.Staged.arrived(
                        row.key(),
                        row.size().getAsLong(),
                        row.sha256().orElseThrow(),
                        row.crc32c()));
    if (staged.isEmpty()) {
      throw new UploadIncomplete(id.toString());
    }
    return new Arrival(upload, type, late, Optional.empty(), staged);
  }

  /** Whether the bytes of an upload come to the storage directly, as far as the catalog knows. */
  private boolean isAwaited(TreeReader tree, UploadRecord upload) throws BackendException {
    return direct && content(tree, upload).filter(row -> row.size().isEmpty()).isPresent();
  }

  private static Optional<ContentRecord> content(TreeReader tree, UploadRecord upload)
      throws BackendException {
    return upload.content().isEmpty()
        ? Optional.empty()
        : tree.records().content(upload.channel(), upload.content().get());
  }

  /** Completes the upload with these bytes, or answers nothing where others have come since. */
  private Optional<FileItem> complete(TreeWriter tree, UploadId id, Staging.Staged staged)
      throws BackendException {
    UploadRecord upload = TwoStepUploads.upload(tree, id);
    if (upload.state() == UploadState.COMPLETED) {
      return Optional.of((FileItem) tree.livingFile(upload.item()).item());
    }
    Node file = TwoStepUploads.pending(tree, upload);
    tree.require(Action.UPDATE, file);
    // No client can begin to send after the end: what has come directly came in time.
    if (!isAwaited(tree, upload)) {
      TwoStepUploads.requireInTime(tree, upload);
    }
    if (!upload.content().equals(Optional.of(staged.key()))) {
      return Optional.empty();
    }
    return Optional.of(complete(tree, upload, file, staged));
  }

  /** Fails if the folder that a pending file is for was trashed or deleted. */
  static void requireHome(Node file) {
    if (!file.isHomeLiving()) {
      throw new ItemNotFound(file.id().toString());
    }
  }

  /** Completes an upload, which is open and has the key of these bytes, with them. */
  FileItem complete(TreeWriter tree, UploadRecord upload, Node file, Staging.Staged staged)
      throws BackendException {
    requireHome(file);
    staging.publish(tree, staged);
    ItemRecord before = file.record();
    ItemRecord after =
        hooked(tree, file, upload)
            .withFile(Uploads.completed(staged, before.file().orElseThrow().contentType()));
    ItemRecord done = tree.change(ChangeAction.UPDATED, before, after);
    TwoStepUploads.update(tree, upload.withState(UploadState.COMPLETED));
    return (FileItem) file.with(done).item();
  }

  /** The file in its place in the tree, where one that waited beside it replaces another. */
  private ItemRecord hooked(TreeWriter tree, Node file, UploadRecord upload)
      throws BackendException {
    ItemRecord record = file.record();
    if (record.placement().state() == ItemState.LIVING) {
      return record;
    }
    Node folder =
        tree.node(record.placement().home().orElseThrow())
            .filter(Node::isLiving)
            .orElseThrow(() -> new ItemNotFound(file.id().toString()));
    Placer.Place place =
        placer.take(
            tree,
            folder,
            new ItemName(record.name()),
            Placer.Arrival.of(ItemKind.FILE, upload.conflict()));
    return record.withPlacement(place.living());
  }

  /**
   * The upload of a file that was pending.
   *
   * @param over whether it is completed or gone
   * @param awaited the upload, if its bytes come to the storage directly
   */
  private record Sighting(boolean over, Optional<UploadRecord> awaited) {}

  /**
   * What has come for an upload.
   *
   * @param type the file's
   * @param late whether the upload's time is over
   * @param staged the bytes, as far as the catalog knows them
   */
  private record Arrival(
      UploadRecord upload,
      ContentType type,
      boolean late,
      Optional<FileItem> completed,
      Optional<Staging.Staged> staged) {
    FileLibraryException missing() {
      String id = upload.id().toString();
      return late ? new UploadExpired(id) : new UploadIncomplete(id);
    }
  }
}
