package io.filelibrary.internal;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.Item;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes pending files whose bytes a client sent to the storage, past the library, and of which
 * nobody said so. Whoever comes upon such a file has it looked for, outside of any transaction. It
 * is completed as the actor who began the upload, and the policy is asked about that actor: a
 * reader neither needs nor lends a right to change it.
 *
 * <p>Each of the methods that look answers whether a file is another than the one it was given, so
 * that the caller has to read again.
 */
public final class UnannouncedArrivals {
  /** How many pending files one page of a listing looks for. */
  static final int MOST_PER_PAGE = 20;

  private static final Logger LOG = LoggerFactory.getLogger(UnannouncedArrivals.class);

  private final Supplier<Completion> completion;
  private final Catalog catalog;
  private final Transactions transactions;

  UnannouncedArrivals(Supplier<Completion> completion, Catalog catalog, Transactions transactions) {
    this.completion = completion;
    this.catalog = catalog;
    this.transactions = transactions.unrestricted();
  }

  /**
   * Completes the upload that waits for the bytes under a key, if they have come. Fails only where
   * the storage or the catalog is not there at the moment.
   *
   * @param key the key, as the storage tells it
   * @return whether the upload is complete now; not if there is none
   */
  public boolean announced(ContentKey key) {
    Optional<UploadRecord> upload = find(key);
    if (upload.isEmpty()) {
      return false;
    }
    if (upload.get().state() == UploadState.OPEN) {
      file(upload.get()).ifPresent(this::sweep);
      upload = find(key);
    }
    return upload.filter(now -> now.state() == UploadState.COMPLETED).isPresent();
  }

  private Optional<UploadRecord> find(ContentKey key) {
    try {
      return catalog.read(records -> records.uploadTo(key));
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  private Optional<Item> file(UploadRecord upload) {
    return transactions.read(
        new Session(upload.channel(), Engine.SYSTEM),
        tree -> tree.node(upload.item()).filter(Node::isHomeLiving).map(Node::item));
  }

  /** Whether bytes can arrive unannounced at all. */
  boolean arePossible() {
    return completion.get().isDirect();
  }

  /** Looks for the bytes of an item that was read; what fails leaves it as it is. */
  boolean look(Item item) {
    try {
      return mayHaveArrived(item) && completion.get().completeArrived((FileItem) item);
    } catch (FileLibraryException e) {
      LOG.warn("the pending file {} is not completed: {}", item.id(), e.getMessage());
      return false;
    }
  }

  /** Looks for the bytes of the first pending files of a page that the actor began to upload. */
  boolean look(Session session, List<Item> page) {
    List<Item> own =
        page.stream()
            .filter(item -> mayHaveArrived(item) && item.createdBy().equals(session.actor()))
            .limit(MOST_PER_PAGE)
            .toList();
    boolean any = false;
    for (Item item : own) {
      any |= look(item);
    }
    return any;
  }

  /** Looks for the bytes of an item that is to be opened; fails as completing it does. */
  boolean fetch(Item item) {
    try {
      return mayHaveArrived(item) && completion.get().completeArrived((FileItem) item);
    } catch (AccessDenied e) {
      LOG.warn("the pending file {} is not completed: {}", item.id(), e.getMessage());
      return false;
    } catch (UploadNotFound | UploadExpired e) {
      // Given up since it was read.
      return true;
    }
  }

  /**
   * Looks for the bytes of an item on behalf of the collector, which must get on: it ends only
   * where the storage or the catalog is not there at the moment, or lets nobody look. Else bytes
   * that have come would be given up.
   */
  void sweep(Item item) {
    try {
      if (mayHaveArrived(item)) {
        completion.get().completeArrived((FileItem) item);
      }
    } catch (RuntimeException e) {
      if (e instanceof FileLibraryException failure && ErrorTranslation.concernsAll(failure)) {
        throw failure;
      }
      LOG.warn("the pending file {} is not completed: {}", item.id(), e.toString());
    }
  }

  static boolean isPending(Item item) {
    return item instanceof FileItem file && file.status() == FileStatus.PENDING;
  }

  private boolean mayHaveArrived(Item item) {
    return arePossible() && isPending(item);
  }
}
