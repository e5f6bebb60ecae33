package io.filelibrary.internal;

import io.filelibrary.model.ActorId;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The rooms of the library, and how they are wired. */
public final class Engine {
  /** Whom the library itself acts as, such as when an upload expires. */
  static final ActorId SYSTEM = ActorId.of("filelibrary");

  private final Catalog catalog;
  private final StorageBackend storage;
  private final StorageMark mark;
  private final Channels channels;
  private final Overview overview;
  private final Listings listings;
  private final Subtrees subtrees;
  private final UnannouncedArrivals arrivals;
  private final Lazy<WritingRooms> writing;

  /**
   * The limits of a library; see the fields of its options.
   *
   * @param maxFileSize the largest file in bytes
   * @param maxPendingUploads the most pending uploads of a channel
   * @param inlineLimit the largest content that the catalog holds
   * @param uploadLifetime how long an upload may take
   * @param deletionGrace how long deleted bytes stay
   * @param trashRetention how long the trash keeps items
   * @param linkSchemes the schemes that links may have
   */
  public record Limits(
      long maxFileSize,
      int maxPendingUploads,
      int inlineLimit,
      Duration uploadLifetime,
      Duration deletionGrace,
      Optional<Duration> trashRetention,
      Set<String> linkSchemes) {}

  /**
   * Wires the rooms.
   *
   * @param catalog the tree
   * @param storage the bytes
   * @param policy decides who may do what
   * @param clock tells the time
   * @param ids makes ids
   * @param limits the limits
   */
  public Engine(
      Catalog catalog,
      StorageBackend storage,
      AccessPolicy policy,
      Clock clock,
      Ids ids,
      Limits limits) {
    this.catalog = catalog;
    this.storage = storage;
    this.mark = new StorageMark(catalog, storage);
    Transactions transactions = new Transactions(catalog, policy, clock, limits.deletionGrace());
    Cursors cursors = new Cursors(catalog.id());
    this.channels = new Channels(catalog, ids, clock);
    this.overview = new Overview(catalog);
    this.arrivals = new UnannouncedArrivals(this::completion, catalog, transactions);
    this.listings = new Listings(transactions, cursors, arrivals);
    this.subtrees = new Subtrees(transactions, listings, cursors, arrivals);
    this.writing =
        new Lazy<>(
            () ->
                new WritingRooms(
                    transactions,
                    catalog,
                    storage,
                    mark,
                    ids,
                    clock,
                    limits,
                    cursors,
                    channels,
                    arrivals));
  }

  /** Marks a new storage as this catalog's, and refuses one that is another's. */
  public void claimStorage() {
    mark.claim();
  }

  /** Closes the catalog and the storage, the second even if the first fails. */
  public void close() {
    try {
      try {
        catalog.close();
      } finally {
        storage.close();
      }
    } catch (IOException e) {
      throw ErrorTranslation.translate(e);
    }
  }

  /**
   * Returns the room for channels.
   *
   * @return the room for channels
   */
  public Channels channels() {
    return channels;
  }

  /**
   * Returns the room for questions about all channels.
   *
   * @return the room for questions about all channels
   */
  public Overview overview() {
    return overview;
  }

  /**
   * Returns the room for listings.
   *
   * @return the room for listings
   */
  public Listings listings() {
    return listings;
  }

  /**
   * Returns the room for subtrees.
   *
   * @return the room for subtrees
   */
  public Subtrees subtrees() {
    return subtrees;
  }

  /**
   * Returns the room for creation.
   *
   * @return the room for creation
   */
  public Creation creation() {
    return writing.get().creation();
  }

  /**
   * Returns the room for uploads.
   *
   * @return the room for uploads
   */
  public Uploads uploads() {
    return writing.get().uploads();
  }

  /**
   * Returns the room for two step uploads.
   *
   * @return the room for two step uploads
   */
  public TwoStepUploads twoStepUploads() {
    return writing.get().twoStepUploads();
  }

  /**
   * Returns the room for the parts of two step uploads.
   *
   * @return the room for the parts of two step uploads
   */
  public PartUploads partUploads() {
    return writing.get().partUploads();
  }

  /**
   * Returns the room for the completion of two step uploads.
   *
   * @return the room for the completion of two step uploads
   */
  public Completion completion() {
    return writing.get().completion();
  }

  /**
   * Returns the room for the bytes of two step uploads.
   *
   * @return the room for the bytes of two step uploads
   */
  public Receipts receipts() {
    return writing.get().receipts();
  }

  /**
   * Returns the room for uploads that arrive unannounced.
   *
   * @return the room for uploads that arrive unannounced
   */
  public UnannouncedArrivals arrivals() {
    return arrivals;
  }

  /**
   * Returns the room for downloads.
   *
   * @return the room for downloads
   */
  public Downloads downloads() {
    return writing.get().downloads();
  }

  /**
   * Returns the room for updates.
   *
   * @return the room for updates
   */
  public Updates updates() {
    return writing.get().updates();
  }

  /**
   * Returns the room for copies.
   *
   * @return the room for copies
   */
  public Copies copies() {
    return writing.get().copies();
  }

  /**
   * Returns the room for trash.
   *
   * @return the room for trash
   */
  public Trash trash() {
    return writing.get().trash();
  }

  /**
   * Returns the room for deletion.
   *
   * @return the room for deletion
   */
  public Deletion deletion() {
    return writing.get().deletion();
  }

  /**
   * Returns the room for collector.
   *
   * @return the room for collector
   */
  public Collector collector() {
    return writing.get().collector();
  }

  /**
   * Returns the room for items that have lost their place.
   *
   * @return the room for items that have lost their place
   */
  public LostAndFound lostAndFound() {
    return writing.get().lostAndFound();
  }
}
