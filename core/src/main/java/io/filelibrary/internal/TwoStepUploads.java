package io.filelibrary.internal;

import io.filelibrary.error.Effect;
import io.filelibrary.error.TooManyUploads;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.DirectWay;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads in two steps. The pending file comes first, and holds its name in the tree; where it will
 * replace another file it waits beside the tree until its bytes have come.
 */
public final class TwoStepUploads {
  private static final Logger LOG = LoggerFactory.getLogger(TwoStepUploads.class);

  private final Transactions transactions;
  private final Placer placer;
  private final Staging staging;
  private final Uploads uploads;
  private final Optional<DirectUploads> direct;
  private final Optional<StagedUploads> staged;
  private final PartUploads parts;
  private final Ids ids;
  private final Clock clock;
  private final Duration lifetime;
  private final int maxPending;

  TwoStepUploads(
      Transactions transactions,
      Placer placer,
      Staging staging,
      Uploads uploads,
      PartUploads parts,
      StorageBackend storage,
      Ids ids,
      Clock clock,
      Engine.Limits limits) {
    this.transactions = transactions;
    this.placer = placer;
    this.staging = staging;
    this.uploads = uploads;
    this.direct =
        storage instanceof DirectUploads backend ? Optional.of(backend) : Optional.empty();
    this.staged =
        storage instanceof StagedUploads backend ? Optional.of(backend) : Optional.empty();
    this.parts = parts;
    this.ids = ids;
    this.clock = clock;
    this.lifetime = limits.uploadLifetime();
    this.maxPending = limits.maxPendingUploads();
  }

  /**
   * Begins an upload.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param options how
   * @return the upload
   */
  public PendingUpload begin(Session session, Destination destination, UploadOptions options) {
    ItemName name = Placer.nameOf(destination);
    MeasuredStream.Terms terms = uploads.terms(options);
    Uploads.requireAllowed(terms);
    ContentType type = options.contentType().orElseGet(() -> ContentType.guess(name));
    Instant end = clock.instant().plus(lifetime);
    Optional<ContentKey> key = keyToGrant(options, end);
    // Whether the storage grants it shows before anyone sees the file.
    Optional<TransferGrant> grant =
        key.map(
            granted ->
                firstGrant(
                    granted,
                    new UploadTerms(
                        options.expectedSize(),
                        options.expectedSha256(),
                        terms.maxSize(),
                        new ContentHints(type),
                        end)));
    Begun begun =
        transactions.write(
            session,
            tree -> {
              if (Uploads.isBounded(options.create().conflict())) {
                tree.requireRoom(options.expectedSize().orElse(0));
              }
              Node file = pendingFile(tree, destination, name, options, type);
              UploadRecord upload =
                  new UploadRecord(
                      ids.upload(),
                      session.channel(),
                      file.id(),
                      UploadState.OPEN,
                      key,
                      Optional.empty(),
                      options.expectedSize(),
                      options.expectedSha256(),
                      terms.maxSize(),
                      options.create().conflict(),
                      end);
              requireFewer(tree);
              tree.records().insertUpload(upload);
              if (key.isPresent()) {
                staging.insertIntent(tree, key.get(), end);
              }
              return new Begun(upload, file);
            });
    return pendingUpload(begun, grant);
  }

  private void requireFewer(TreeReader tree) throws BackendException {
    if (tree.records().openUploads(tree.session().channel(), maxPending) >= maxPending) {
      throw new TooManyUploads(maxPending);
    }
  }

  /**
   * Finds the upload of a pending file.
   *
   * @param session where and for whom
   * @param file the file
   * @return the upload, if it still takes bytes
   */
  public Optional<PendingUpload> find(Session session, ItemId file) {
    Optional<Begun> found =
        transactions.read(
            session,
            tree -> {
              Node node = tree.visible(file);
              tree.require(Action.UPDATE, node);
              return node.isPending()
                  ? tree.records()
                      .uploadOf(session.channel(), file)
                      .filter(upload -> upload.expiresAt().isAfter(tree.now()))
                      .map(upload -> new Begun(upload, node))
                  : Optional.empty();
            });
    return found.map(begun -> pendingUpload(begun, grantAgain(begun)));
  }

  private PendingUpload pendingUpload(Begun begun, Optional<TransferGrant> grant) {
    UploadRecord upload = begun.upload;
    return new PendingUpload(
        upload.id(),
        begun.file(),
        grant,
        parts.limits(),
        upload.expectedSize(),
        upload.expectedSha256(),
        upload.maxSize(),
        upload.expiresAt());
  }

  /** The grant that the upload was begun with, unless the bytes go to another key now. */
  private Optional<TransferGrant> grantAgain(Begun begun) {
    UploadRecord upload = begun.upload;
    UploadTerms terms =
        new UploadTerms(
            upload.expectedSize(),
            upload.expectedSha256(),
            upload.maxSize(),
            new ContentHints(begun.file().contentType()),
            upload.expiresAt());
    try {
      return upload
          .content()
          .filter(key -> upload.parts().isEmpty() && Ids.grantEnd(key).isPresent())
          .filter(key -> Ids.isStaged(key) ? staged.isPresent() : direct.isPresent())
          .map(key -> grant(key, terms));
    } catch (IllegalArgumentException e) {
      LOG.debug("the upload {} ends too soon to be granted again", upload.id(), e);
      return Optional.empty();
    }
  }

  /** A new key that a client can send the bytes to; it tells by which kind of grant. */
  private Optional<ContentKey> keyToGrant(UploadOptions options, Instant end) {
    Visibility visibility = options.create().visibility();
    if (options.way() == DirectWay.PLAIN_PUT) {
      // Who can send no header cannot use any other request.
      return staged.map(any -> ids.plainPutKey(visibility, end));
    }
    if (options.way() == DirectWay.FORM && staged.isPresent()) {
      return Optional.of(ids.formKey(visibility, end));
    }
    return direct.isPresent() ? Optional.of(ids.grantedKey(visibility, end)) : Optional.empty();
  }

  private TransferGrant firstGrant(ContentKey key, UploadTerms terms) {
    try {
      return grant(key, terms);
    } catch (IllegalArgumentException e) {
      throw ErrorTranslation.tooLate(e);
    }
  }

  private TransferGrant grant(ContentKey key, UploadTerms terms) {
    try {
      return switch (Ids.wayOf(key)) {
        case ANY -> direct.orElseThrow().grantUpload(key, terms);
        case FORM -> staged.orElseThrow().grantForm(key, terms);
        case PLAIN_PUT -> staged.orElseThrow().grantPlainPut(key, terms);
      };
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /**
   * Gives an upload up.
   *
   * @param session where and for whom
   * @param id the upload
   */
  public void abort(Session session, UploadId id) {
    UploadRecord over =
        transactions.write(
            session,
            tree -> {
              UploadRecord upload = upload(tree, id);
              Node file = pending(tree, upload);
              tree.require(Action.UPDATE, file);
              tree.delete(file.record());
              return upload;
            });
    parts.drop(over);
  }

  private Node pendingFile(
      TreeWriter tree,
      Destination destination,
      ItemName name,
      UploadOptions options,
      ContentType type)
      throws BackendException {
    CreateOptions create = options.create();
    FileRecord file =
        new FileRecord(
            FileStatus.PENDING,
            options.expectedSize().orElse(0),
            type,
            0,
            Optional.empty(),
            Optional.empty(),
            false);
    Placer.Arrival arrival = Placer.Arrival.of(ItemKind.FILE, create.conflict());
    if (create.conflict() == ConflictPolicy.REPLACE) {
      placer.preview(tree, destination.folder(), name, create.createParents(), arrival);
      Node folder = placer.parent(tree, destination.folder(), create.createParents());
      if (tree.child(folder, tree.key(name)).isPresent()) {
        ItemRecord record = uploads.newFile(tree, new Placer.Place(folder, name), create, file);
        Placement aside = Placement.detached(tree.rootId(), folder.id(), tree.now().plus(lifetime));
        ItemRecord waiting = record.withPlacement(aside);
        tree.create(waiting);
        return folder.child(waiting);
      }
    }
    Placer.Place place =
        placer.take(tree, destination.folder(), name, create.createParents(), arrival);
    ItemRecord record = uploads.newFile(tree, place, create, file);
    tree.create(record);
    return place.folder().child(record);
  }

  static UploadRecord upload(TreeReader tree, UploadId id) throws BackendException {
    return tree.records()
        .upload(tree.session().channel(), id)
        .orElseThrow(() -> new UploadNotFound(id.toString()));
  }

  static Node pending(TreeReader tree, UploadRecord upload) throws BackendException {
    if (upload.state() == UploadState.COMPLETED) {
      throw new UploadCompleted(upload.id().toString());
    }
    return tree.node(upload.item()).orElseThrow(() -> new UploadNotFound(upload.id().toString()));
  }

  /** The upload, if it still takes bytes. */
  static Begun open(TreeReader tree, UploadId id) throws BackendException {
    UploadRecord upload = upload(tree, id);
    Node file = pending(tree, upload);
    tree.require(Action.UPDATE, file);
    requireInTime(tree, upload);
    return new Begun(upload, file);
  }

  static void requireInTime(TreeReader tree, UploadRecord upload) {
    if (!upload.expiresAt().isAfter(tree.now())) {
      throw new UploadExpired(upload.id().toString());
    }
  }

  static void update(TreeWriter tree, UploadRecord upload) throws BackendException {
    boolean done = tree.records().updateUpload(upload, UploadState.OPEN);
    TreeWriter.requireDone(done, upload.id().toString());
  }

  /** An upload and its pending file. */
  record Begun(UploadRecord upload, Node node) {
    FileItem file() {
      return (FileItem) node.item();
    }
  }
}
