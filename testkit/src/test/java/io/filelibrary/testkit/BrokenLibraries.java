package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.PersistentLibraryContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Test classes of libraries, each with a catalog or a storage that breaks one promise. */
final class BrokenLibraries {
  private BrokenLibraries() {}

  private static ServerSideCopy intactStorage() {
    return InMemoryStorage.create(Clock.systemUTC());
  }

  private static Catalog intactCatalog() {
    return InMemoryCatalog.create(new UUID(1, 2), 0);
  }

  /** Loses every third object after it was stored. */
  static class ForgettingObjects implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      AtomicInteger puts = new AtomicInteger();
      return LibraryBackends.with(
          new ForwardingStorage(intactStorage()) {
            @Override
            public StoredObject put(
                ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
                throws IOException {
              StoredObject stored = super.put(key, bytes, expectedSize, hints);
              if (puts.incrementAndGet() % 3 == 0) {
                super.delete(List.of(key));
              }
              return stored;
            }
          });
    }
  }

  /** Stores no more than the first 4,096 bytes, and says that it has them all. */
  static class Truncating implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(
          new ForwardingStorage(intactStorage()) {
            @Override
            public StoredObject put(
                ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
                throws IOException {
              byte[] all = bytes.readAllBytes();
              byte[] kept = Arrays.copyOf(all, Math.min(4096, all.length));
              StoredObject stored =
                  super.put(key, new ByteArrayInputStream(kept), OptionalLong.empty(), hints);
              return new StoredObject(key, all.length, Optional.<Sha256>empty(), stored.storedAt());
            }
          });
    }
  }

  /** Gives all bytes from the offset on, whatever the length. */
  static class IgnoringTheLength implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(new BrokenStorages.IgnoringTheLength().open());
    }
  }

  /** Deletes nothing. */
  static class KeepingObjects implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(
          new ForwardingStorage(intactStorage()) {
            @Override
            public void delete(Collection<ContentKey> keys) {}
          });
    }
  }

  /** Commits what a work did before it failed. */
  static class CommittingOnFailure implements FileLibraryContract {
    @Override
    public LibraryBackends open() throws IOException {
      return LibraryBackends.with(new BrokenCatalogs.CommittingOnFailure().open());
    }
  }

  /** Finds items of any channel. */
  static class MixingChannels implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(
          new ForwardingCatalog(intactCatalog()) {
            @Override
            protected CatalogReader reader(CatalogReader reader) {
              return new ForwardingReader(reader) {
                @Override
                public List<ItemRecord> lineage(ChannelId channel, ItemId item)
                    throws BackendException {
                  List<ItemRecord> found = super.lineage(channel, item);
                  for (ChannelRecord row : super.channels(Optional.empty(), 100)) {
                    found = found.isEmpty() ? super.lineage(row.channel().id(), item) : found;
                  }
                  return found;
                }
              };
            }
          });
    }
  }

  /** Takes two names for one that differ in case alone, in every channel. */
  static class IgnoringCase implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(
          new ForwardingCatalog(intactCatalog()) {
            @Override
            protected CatalogReader reader(CatalogReader reader) {
              return new ForwardingReader(reader) {
                @Override
                public List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> keys)
                    throws BackendException {
                  return super.descend(
                      channel, from, keys.stream().map(BrokenLibraries::lower).toList());
                }
              };
            }

            @Override
            protected CatalogWriter writer(CatalogWriter writer) {
              return new ForwardingWriter(writer, reader(writer)) {
                @Override
                public void insertItem(ItemRecord item) throws BackendException {
                  super.insertItem(item.withName(item.name(), lower(item.nameKey())));
                }

                @Override
                public boolean updateItem(ItemRecord item, long expectedRevision)
                    throws BackendException {
                  return super.updateItem(
                      item.withName(item.name(), lower(item.nameKey())), expectedRevision);
                }
              };
            }
          });
    }
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /** Takes any number of siblings of one name. */
  static class ForgettingNames implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(
          new ForwardingCatalog(intactCatalog()) {
            @Override
            protected CatalogWriter writer(CatalogWriter writer) {
              return new ForwardingWriter(writer, reader(writer)) {
                @Override
                public void insertItem(ItemRecord item) throws BackendException {
                  super.insertItem(item.withName(item.name(), item.nameKey() + item.id()));
                }
              };
            }
          });
    }
  }

  /** Reads each item once and answers the same ever after, and updates at any revision. */
  static class AnsweringFromACache implements FileLibraryContract {
    @Override
    public LibraryBackends open() {
      Map<ItemId, List<ItemRecord>> cache = new ConcurrentHashMap<>();
      return LibraryBackends.with(
          new ForwardingCatalog(intactCatalog()) {
            @Override
            protected CatalogReader reader(CatalogReader reader) {
              return new ForwardingReader(reader) {
                @Override
                public List<ItemRecord> lineage(ChannelId channel, ItemId item)
                    throws BackendException {
                  List<ItemRecord> found = super.lineage(channel, item);
                  if (!found.isEmpty()) {
                    cache.putIfAbsent(item, found);
                  }
                  return cache.getOrDefault(item, found);
                }
              };
            }

            @Override
            protected CatalogWriter writer(CatalogWriter writer) {
              return new ForwardingWriter(writer, reader(writer)) {
                @Override
                public boolean updateItem(ItemRecord item, long expectedRevision)
                    throws BackendException {
                  Optional<ItemRecord> stored = item(item.channel(), item.id());
                  return super.updateItem(
                      item, stored.map(ItemRecord::revision).orElse(expectedRevision));
                }
              };
            }
          });
    }
  }

  /** Lists pending files always. */
  static class ListingPending implements FileLibraryContract {
    @Override
    public LibraryBackends open() throws IOException {
      return LibraryBackends.with(new BrokenCatalogs.ListingPending().open());
    }
  }

  /** Repeats the last parked item of a page at the front of the next. */
  static class RepeatingTheLast implements FileLibraryContract {
    @Override
    public LibraryBackends open() throws IOException {
      return LibraryBackends.with(new BrokenCatalogs.RepeatingTheLast().open());
    }
  }

  /** Repeats the last change that was read. */
  static class RepeatingTheLastChange implements FileLibraryContract {
    @Override
    public LibraryBackends open() throws IOException {
      return LibraryBackends.with(new BrokenCatalogs.RepeatingTheLastChange().open());
    }
  }

  /** Loses everything when it is closed. */
  static class NotPersistent implements PersistentLibraryContract {
    @Override
    public LibraryBackends open() {
      return LibraryBackends.with(intactStorage());
    }
  }
}
