package io.filelibrary;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.internal.CollectorThread;
import io.filelibrary.internal.Engine;
import io.filelibrary.internal.Ids;
import io.filelibrary.internal.Session;
import io.filelibrary.internal.check.LibraryCheck;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Backlog;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A library of files: channels, each with a tree of files, folders and links. The tree is in a
 * {@link Catalog}, the bytes in a {@link StorageBackend}.
 *
 * <p>Safe for use by many threads. It has one thread of its own, which calls {@link #collect} each
 * hour unless the options say otherwise.
 */
public final class FileLibrary implements AutoCloseable {
  private final Catalog catalog;
  private final StorageBackend storage;
  private final LibraryOptions options;
  private final Engine engine;
  private final Optional<CollectorThread> collector;

  private FileLibrary(
      Catalog catalog, StorageBackend storage, LibraryOptions options, Engine engine) {
    this.catalog = catalog;
    this.storage = storage;
    this.options = options;
    this.engine = engine;
    Optional<CollectionSchedule> collection = options.collection();
    this.collector =
        collection.isPresent()
            ? Optional.of(
                CollectorThread.start(
                    engine, collection.get().interval(), collection.get().executor()))
            : Optional.empty();
  }

  /**
   * Opens a library with the default options.
   *
   * @param catalog the tree, closed with the library
   * @param storage the bytes, closed with the library
   * @return the library
   * @throws io.filelibrary.error.CatalogMismatch if the storage belongs to another catalog
   */
  public static FileLibrary open(Catalog catalog, StorageBackend storage) {
    return open(catalog, storage, LibraryOptions.defaults());
  }

  /**
   * Opens a library. A storage without a mark is marked as this catalog's.
   *
   * @param catalog the tree, closed with the library
   * @param storage the bytes, closed with the library
   * @param options how it works
   * @return the library
   * @throws io.filelibrary.error.CatalogMismatch if the storage belongs to another catalog
   * @throws io.filelibrary.error.BackendUnavailable if the storage does not answer; catalog and
   *     storage are left open
   */
  public static FileLibrary open(Catalog catalog, StorageBackend storage, LibraryOptions options) {
    Engine engine = engine(catalog, storage, options);
    engine.claimStorage();
    return new FileLibrary(catalog, storage, options, engine);
  }

  /**
   * Opens a new, empty library in memory, for unit tests. It keeps every rule of the others, but
   * starts no thread, so that nothing is lost with one that is never closed.
   *
   * @return the library
   */
  public static FileLibrary inMemory() {
    return inMemory(LibraryOptions.defaults().withoutCollection());
  }

  /**
   * Opens a new, empty library in memory.
   *
   * @param options how it works
   * @return the library
   */
  public static FileLibrary inMemory(LibraryOptions options) {
    Ids ids = new Ids(options.clock(), options.random());
    return open(
        InMemoryCatalog.create(ids.next()), InMemoryStorage.create(options.clock()), options);
  }

  /**
   * Creates a channel.
   *
   * @param spec what the host decides about it
   * @return the channel
   * @throws io.filelibrary.error.ChannelExists if its id is taken
   */
  public Channel createChannel(ChannelSpec spec) {
    return engine.channels().create(spec);
  }

  /**
   * Returns a channel, and creates it if it is missing. Called by several threads at once, it
   * answers the same channel.
   *
   * @param spec its id, and what the host decides about it if it is missing
   * @return the channel as it is now, which may differ from the specification
   */
  public Channel ensureChannel(ChannelSpec spec) {
    return engine.channels().ensure(spec);
  }

  /**
   * Changes what the host decides about a channel: membership, quota, tenant and attributes, which
   * replace the former ones as a whole. A quota below the usage refuses further bytes and deletes
   * nothing.
   *
   * @param spec the new specification; name policy and case rule must be the former ones
   * @return the channel after the change
   * @throws io.filelibrary.error.ChannelNotFound if there is no such channel
   * @throws io.filelibrary.error.InvalidChange if name policy or case rule differ
   */
  public Channel updateChannel(ChannelSpec spec) {
    return engine.channels().update(spec);
  }

  /**
   * Changes what the host decides about a channel, from what it is at that moment: no change that
   * others make meanwhile is lost. As {@link #updateChannel(ChannelSpec)} it is the host's own
   * business, and no access policy is asked.
   *
   * @param id the channel's id
   * @param change makes the new specification of the former one; id, name policy and case rule
   *     stay. It runs in the transaction, maybe several times and on another thread: it must do
   *     nothing else, call no library, and return soon. What it throws is rethrown, and nothing is
   *     changed
   * @return the channel after the change
   * @throws io.filelibrary.error.ChannelNotFound if there is no such channel
   * @throws io.filelibrary.error.InvalidChange if id, name policy or case rule differ
   */
  public Channel updateChannel(ChannelId id, UnaryOperator<ChannelSpec> change) {
    return engine.channels().update(id, change);
  }

  /**
   * Reads a channel.
   *
   * @param id its id
   * @return the channel, or empty if there is none
   */
  public Optional<Channel> findChannel(ChannelId id) {
    return engine.channels().find(id);
  }

  /**
   * Lists all channels lazily, by the UTF-8 bytes of their ids.
   *
   * @return the channels; needs no closing
   */
  public Stream<Channel> channels() {
    return engine.channels().stream();
  }

  /**
   * Lists the channels of one tenant lazily, by the UTF-8 bytes of their ids. A channel that is
   * created or given to another tenant meanwhile may be missing or not.
   *
   * @param tenant the tenant
   * @param after the id to begin after, which need not exist, or empty to begin with the first
   * @return the channels; needs no closing
   */
  public Stream<Channel> channels(TenantId tenant, Optional<ChannelId> after) {
    return engine.channels().stream(tenant, after);
  }

  /**
   * Finds the channel of an item, for a host whose callers name an item alone. It tells no more
   * than that, and no access policy is asked: the host decides whether the caller may know, and the
   * calls of {@link ChannelFiles} decide what the caller may do.
   *
   * @param item the item's id
   * @return the channel of the item, which is in the tree, in the trash or pending; empty if there
   *     is none, it was deleted for good, or it is the root of a channel
   * @throws io.filelibrary.error.FileLibraryException if the catalog fails
   */
  public Optional<ChannelId> locate(ItemId item) {
    return engine.overview().locate(item);
  }

  /**
   * Returns the files of a channel as an actor may see and change them. Whether the channel exists
   * shows at the first call.
   *
   * @param channel the channel's id
   * @param actor whom the calls run for
   * @return the files
   */
  public ChannelFiles channel(ChannelId channel, ActorId actor) {
    return new ChannelFiles(engine, new Session(channel, actor));
  }

  /**
   * Returns the files of a channel; see {@link #channel(ChannelId, ActorId)}.
   *
   * @param channel the channel's id
   * @param actor whom the calls run for
   * @return the files
   * @throws io.filelibrary.error.InvalidId if an id is not well-formed
   */
  public ChannelFiles channel(String channel, String actor) {
    return channel(ChannelId.of(channel), ActorId.of(actor));
  }

  /**
   * Completes the two-step upload that waits for the bytes under a key, if they have come. For a
   * host that its storage notifies of new objects. The key is believed no further than to look for
   * the bytes: an unknown one, one told twice and one told too early do no harm.
   *
   * @param key the key of the object
   * @return whether the upload with this key is complete, by this call or before; not if there is
   *     none, its bytes have not come, or they are not what was declared
   * @throws io.filelibrary.error.FileLibraryException if the catalog or the storage fails at the
   *     moment; tell the key again
   */
  public boolean arrived(ContentKey key) {
    return engine.arrivals().announced(key);
  }

  /**
   * Cleans up in all channels: completes the uploads whose bytes clients have sent to the storage
   * directly, gives other expired uploads up, deletes what is over the trash's retention, reclaims
   * what was deleted for good, and deletes the bytes that nothing uses and no read can need. Safe
   * to call at any time, twice, from several processes; when it throws, call it again later. A
   * failure in one channel, such as by a damaged row, is thrown when the others are done.
   *
   * <p>Bytes that were sent in time are completed also when the upload has expired since, unless
   * another item has taken the name meanwhile. In one run a channel's expired uploads are all
   * looked at, and of the others the 1,000 that end first.
   *
   * @return what was done
   * @throws io.filelibrary.error.CatalogMismatch if the storage is not, or is no longer, this
   *     catalog's, such as an empty directory where a disk was mounted before; nothing is done
   */
  public CollectionReport collect() {
    return engine.collector().run();
  }

  /**
   * Counts what waits in all channels for clients or for {@link #collect}, at one moment. It takes
   * as long as that is much, so call it each minute rather than each second.
   *
   * @return the counts
   * @throws io.filelibrary.error.FileLibraryException if the catalog fails
   */
  public Backlog backlog() {
    return engine.overview().backlog();
  }

  /**
   * Checks the library while it is in use; see {@link #check(Catalog, StorageBackend,
   * LibraryOptions, CheckOptions, Consumer)}.
   *
   * @param how how deep it looks, and what it mends
   * @param findings told of each thing that is wrong, on this thread; what it throws ends the check
   * @return what was looked at, and what it came to
   * @throws io.filelibrary.error.InvalidCursor if the point where it is to go on is none
   */
  public CheckReport check(CheckOptions how, Consumer<Finding> findings) {
    return check(catalog, storage, options, how, findings);
  }

  /**
   * Checks a library, be it open or one that does not open: whether the storage is the catalog's;
   * whether each content in use has its object, of the right size and, as far as it is asked for,
   * with the right bytes; whether each object has a row; and whether tree, counters, change feed
   * and uploads of each channel are in order.
   *
   * <p>It claims nothing, and unless it is to mend something it changes nothing. The library may be
   * in use, by any number of processes: all that looks wrong is looked at again in one snapshot,
   * together with a question to the storage, before it is told. What could not be read is never
   * called missing; the report tells it apart. Where backends stop to answer, or the thread is
   * interrupted, the check ends early and the report says where another can go on, which may tell
   * some findings again.
   *
   * <p>Memory grows with the folders of the largest channel (about 50 bytes for each), not with its
   * files, nor with what is stored. It reads each item twice and each change once.
   *
   * @param catalog the tree, which stays open
   * @param storage the bytes, which stay open
   * @param options the options that the library is opened with
   * @param how how deep it looks, and what it mends
   * @param findings told of each thing that is wrong, on this thread; what it throws ends the check
   * @return what was looked at, and what it came to
   * @throws io.filelibrary.error.InvalidCursor if the point where it is to go on is none
   */
  public static CheckReport check(
      Catalog catalog,
      StorageBackend storage,
      LibraryOptions options,
      CheckOptions how,
      Consumer<Finding> findings) {
    return new LibraryCheck(
            catalog,
            storage,
            engine(catalog, storage, options),
            options.clock(),
            options.uploadLifetime(),
            how,
            findings)
        .run();
  }

  /**
   * Closes the catalog and the storage. Calls that run may fail with {@code LibraryClosed}; a
   * collection on the library's own thread has ended when this returns. Closing twice is fine.
   *
   * @throws io.filelibrary.error.BackendFailed if one of them does not close properly
   */
  @Override
  public void close() {
    if (collector.isEmpty()) {
      engine.close();
      return;
    }
    try (CollectorThread thread = collector.get()) {
      thread.stop();
      engine.close();
    }
  }

  private static Engine engine(Catalog catalog, StorageBackend storage, LibraryOptions options) {
    return new Engine(
        catalog,
        storage,
        options.accessPolicy(),
        options.clock(),
        new Ids(options.clock(), options.random()),
        new Engine.Limits(
            options.maxFileSize(),
            options.maxPendingUploads(),
            options.inlineLimit(),
            options.uploadLifetime(),
            options.deletionGrace(),
            options.trashRetention(),
            options.linkSchemes()));
  }
}
