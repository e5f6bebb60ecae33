package io.filelibrary.internal;

import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts in which clients send the bytes of two-step uploads to the storage, past the library.
 * They go to a key of their own: whatever came or still comes by the grant of a single request
 * cannot meet them. The upload's row remembers the parts from the first grant on.
 */
public final class PartUploads {
  private static final Logger LOG = LoggerFactory.getLogger(PartUploads.class);

  private final Transactions transactions;
  private final Staging staging;
  private final Ids ids;
  private final Optional<DirectMultipartUploads> backend;

  PartUploads(Transactions transactions, Staging staging, Ids ids, StorageBackend storage) {
    this.transactions = transactions;
    this.staging = staging;
    this.ids = ids;
    this.backend =
        storage instanceof DirectMultipartUploads parts ? Optional.of(parts) : Optional.empty();
  }

  Optional<PartLimits> limits() {
    return backend.map(DirectMultipartUploads::partLimits);
  }

  /**
   * Grants the sending of one part.
   *
   * @param session where and for whom
   * @param id the upload
   * @param number the place of the part, from 1
   * @param size the bytes of the part
   * @return the grant, or empty where the storage takes no parts
   */
  public Optional<TransferGrant> grant(Session session, UploadId id, int number, long size) {
    if (backend.isEmpty()) {
      return Optional.empty();
    }
    requireWithin(backend.get().partLimits(), number, size);
    UploadRecord upload = begun(session, id);
    try {
      return Optional.of(
          backend.get().grantPart(parts(upload).orElseThrow(), number, size, upload.expiresAt()));
    } catch (IllegalArgumentException e) {
      // Number and size are within the limits: it is the end that has passed, since it was read or
      // by the clock of the storage.
      LOG.debug("a part of the upload {} is not granted any more", id, e);
      throw new UploadExpired(id.toString());
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /**
   * Lists the parts that have come.
   *
   * @param session where and for whom
   * @param id the upload
   * @return the parts by their numbers
   */
  public List<StoredPart> list(Session session, UploadId id) {
    UploadRecord upload =
        transactions.read(session, tree -> TwoStepUploads.open(tree, id).upload());
    return came(upload);
  }

  /**
   * Makes the object of the parts that have come, or answers nothing where none has, or another
   * call has joined or dropped them meanwhile.
   */
  Optional<StoredObject> join(UploadRecord upload) throws IOException {
    List<StoredPart> came = came(upload);
    if (came.isEmpty()) {
      return Optional.empty();
    }
    requireWhole(upload, came);
    DirectArrivals.requireSize(upload, came.stream().mapToLong(StoredPart::size).sum());
    try {
      return Optional.of(backend.orElseThrow().completeParts(parts(upload).orElseThrow(), came));
    } catch (BackendException e) {
      if (e.reason() != BackendException.Reason.NOT_FOUND) {
        throw e;
      }
      if (came(upload).isEmpty()) {
        return Optional.empty();
      }
      throw new UploadIncomplete(
          upload.id().toString(), "has a part that is being sent again; wait for it");
    }
  }

  /** Drops the parts of an upload that is over; what fails here is left to the collector. */
  void drop(UploadRecord upload) {
    parts(upload).ifPresent(this::dropQuietly);
  }

  /** Drops the parts that were begun before a moment, whoever did; no upload lasts as long. */
  void dropAbandoned(Instant begunBefore) throws IOException {
    if (backend.isPresent()) {
      int dropped = backend.get().abortPartsBegunBefore(begunBefore);
      if (dropped > 0) {
        LOG.info("dropped the parts of {} uploads that nobody completed", dropped);
      }
    }
  }

  private List<StoredPart> came(UploadRecord upload) {
    Optional<MultipartUpload> parts = parts(upload);
    if (parts.isEmpty()) {
      return List.of();
    }
    try {
      return backend.orElseThrow().parts(parts.get());
    } catch (IOException e) {
      if (isGone(e)) {
        return List.of();
      }
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /** Whether a call failed since the upload in parts is over. */
  static boolean isGone(IOException failure) {
    return failure instanceof BackendException e && e.reason() == BackendException.Reason.NOT_FOUND;
  }

  private Optional<MultipartUpload> parts(UploadRecord upload) {
    return backend.isEmpty()
        ? Optional.empty()
        : upload.parts().map(id -> new MultipartUpload(upload.content().orElseThrow(), id));
  }

  /** The upload with its parts begun, by this call if not before. */
  private UploadRecord begun(Session session, UploadId id) {
    TwoStepUploads.Begun open = transactions.read(session, tree -> TwoStepUploads.open(tree, id));
    return open.upload().parts().isPresent() ? open.upload() : begin(session, open);
  }

  private UploadRecord begin(Session session, TwoStepUploads.Begun open) {
    FileItem file = open.file();
    ContentKey key = ids.grantedKey(file.visibility(), open.upload().expiresAt());
    MultipartUpload begun;
    try {
      begun = backend.orElseThrow().beginParts(key, new ContentHints(file.contentType()));
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
    boolean kept = false;
    try {
      UploadRecord upload = transactions.write(session, tree -> begin(tree, open, begun));
      kept = parts(upload).equals(Optional.of(begun));
      return upload;
    } catch (FileLibraryException e) {
      // The upload may know them although the commit was not answered.
      kept = e.effect() != Effect.NONE;
      throw e;
    } finally {
      if (!kept) {
        dropQuietly(begun);
      }
    }
  }

  /** The upload with these parts, or with those that another call began meanwhile. */
  private UploadRecord begin(TreeWriter tree, TwoStepUploads.Begun seen, MultipartUpload begun)
      throws BackendException {
    UploadRecord now = TwoStepUploads.open(tree, seen.upload().id()).upload();
    if (now.parts().isPresent()) {
      return now;
    }
    staging.insertIntent(tree, begun.key(), now.expiresAt());
    tree.doomSent(now, tree.now());
    UploadRecord next = now.withContent(begun.key()).withParts(begun.id());
    TwoStepUploads.update(tree, next);
    return next;
  }

  private void dropQuietly(MultipartUpload parts) {
    try {
      backend.orElseThrow().abortParts(parts);
    } catch (IOException e) {
      LOG.warn("the parts of {} are left to the collector: {}", parts.key(), e.getMessage());
    }
  }

  private static void requireWithin(PartLimits limits, int number, long size) {
    if (number < 1 || number > limits.maxParts()) {
      throw new InvalidSize(
          Integer.toString(number), "a part has a number from 1 to " + limits.maxParts());
    }
    if (size < 0 || size > limits.maxSize()) {
      throw new InvalidSize(Long.toString(size), "a part has up to " + limits.maxSize() + " bytes");
    }
  }

  /** Fails if a part is missing between others, or too small to be followed by one. */
  private void requireWhole(UploadRecord upload, List<StoredPart> came) {
    long least = backend.orElseThrow().partLimits().minSize();
    for (int index = 0; index < came.size(); index++) {
      StoredPart part = came.get(index);
      if (part.number() != index + 1) {
        throw new UploadIncomplete(
            upload.id().toString(), "lacks part " + (index + 1) + "; send it");
      }
      if (part.size() < least && index < came.size() - 1) {
        throw new UploadIncomplete(
            upload.id().toString(),
            "has part %d of %d bytes, where each but the last has %d or more; send it again"
                .formatted(part.number(), part.size(), least));
      }
    }
  }
}
