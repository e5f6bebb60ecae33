package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.ParkedQuery;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Test classes of catalogs that each break one promise. */
final class BrokenCatalogs {
  private BrokenCatalogs() {}

  private static Catalog intact() {
    return InMemoryCatalog.create(new UUID(1, 2));
  }

  /** Commits what the work did before it threw. */
  static class CommittingOnFailure implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          RuntimeException[] thrown = new RuntimeException[1];
          Optional<T> result =
              super.write(
                  channel,
                  durability,
                  writer -> {
                    try {
                      return Optional.of(work.run(writer));
                    } catch (RuntimeException e) {
                      thrown[0] = e;
                      return Optional.empty();
                    }
                  });
          return result.orElseThrow(() -> thrown[0]);
        }
      };
    }
  }

  /** Wraps what the work throws. */
  static class WrappingFailures implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          try {
            return super.write(channel, durability, work);
          } catch (RuntimeException e) {
            throw new IllegalStateException("the work failed", e);
          }
        }
      };
    }
  }

  /** Orders channels by UTF-16. */
  static class OrderingByUtf16 implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ChannelRecord> channels(Optional<ChannelId> after, int limit)
                throws BackendException {
              return super.channels(Optional.empty(), Integer.MAX_VALUE).stream()
                  .sorted(Comparator.comparing(row -> row.channel().id().value()))
                  .filter(row -> after.stream().allMatch(last -> isAfter(row, last)))
                  .limit(limit)
                  .toList();
            }
          };
        }

        private static boolean isAfter(ChannelRecord row, ChannelId last) {
          return row.channel().id().value().compareTo(last.value()) > 0;
        }
      };
    }
  }

  /** Finds items of any channel. */
  static class FindingItemsOfAnyChannel implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Optional<ItemRecord> item(ChannelId channel, ItemId item)
                throws BackendException {
              Optional<ItemRecord> found = super.item(channel, item);
              for (ChannelRecord row : super.channels(Optional.empty(), 100)) {
                found = found.isPresent() ? found : super.item(row.channel().id(), item);
              }
              return found;
            }
          };
        }
      };
    }
  }

  /** Climbs 256 levels and no further. */
  static class ClimbingSomeLevels implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ItemRecord> lineage(ChannelId channel, ItemId item)
                throws BackendException {
              List<ItemRecord> lineage = super.lineage(channel, item);
              return lineage.subList(0, Math.min(256, lineage.size()));
            }
          };
        }
      };
    }
  }

  /** Updates items whatever their revision. */
  static class IgnoringRevisions implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public boolean updateItem(ItemRecord item, long expectedRevision)
                throws BackendException {
              Optional<ItemRecord> stored = item(item.channel(), item.id());
              return super.updateItem(
                  item, stored.map(ItemRecord::revision).orElse(expectedRevision));
            }
          };
        }
      };
    }
  }

  /** Lists pending files always. */
  static class ListingPending implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ItemRecord> children(ChannelId channel, ChildQuery query)
                throws BackendException {
              return super.children(
                  channel,
                  new ChildQuery(
                      query.parent(),
                      query.sort(),
                      query.descending(),
                      query.foldersFirst(),
                      true,
                      query.after(),
                      query.limit()));
            }
          };
        }
      };
    }
  }

  /** Repeats the last parked item of a page at the front of the next. */
  static class RepeatingTheLast implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ItemRecord> parked(ChannelId channel, ParkedQuery query)
                throws BackendException {
              List<ItemRecord> page = new ArrayList<>();
              if (query.after().isPresent()) {
                ItemId last = query.after().get().id();
                super.item(channel, last).ifPresent(page::add);
              }
              page.addAll(super.parked(channel, query));
              return page.subList(0, Math.min(page.size(), query.limit()));
            }
          };
        }
      };
    }
  }

  /** Takes a moment for one that is due only after it. */
  static class LateByAMoment implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ContentRecord> dueContents(
                ChannelId channel, ContentState state, Instant dueBy, int limit)
                throws BackendException {
              return super.dueContents(channel, state, dueBy.minusNanos(1), limit);
            }
          };
        }
      };
    }
  }

  /** Repeats the last change that was read. */
  static class RepeatingTheLastChange implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<Change> changes(ChannelId channel, long after, int limit)
                throws BackendException {
              return super.changes(channel, Math.max(0, after - 1), limit);
            }
          };
        }
      };
    }
  }

  /** Deletes contents that are not doomed. */
  static class DeletingTheLiving implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public boolean deleteContent(ChannelId channel, ContentKey key)
                throws BackendException {
              Optional<ContentRecord> stored = content(channel, key);
              if (stored.isPresent()) {
                ContentRecord doomed = stored.get().doomed(Instant.EPOCH);
                boolean ready = super.updateContent(doomed, stored.get().state());
                return ready && super.deleteContent(channel, key);
              }
              return false;
            }
          };
        }
      };
    }
  }

  /** Keeps items that have versions or an upload. */
  static class NotCascading implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
              if (uploadOf(channel, item).isPresent() || !versions(channel, item).isEmpty()) {
                throw new BackendException(Reason.CONSTRAINT, "the item has other rows");
              }
              return super.deleteItem(channel, item);
            }
          };
        }
      };
    }
  }

  /** Finds channels in any case. */
  static class CaseBlind implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Optional<ChannelRecord> channel(ChannelId channel) throws BackendException {
              Optional<ChannelRecord> exact = super.channel(channel);
              return exact.isPresent()
                  ? exact
                  : super.channels(Optional.empty(), 1000).stream()
                      .filter(row -> isAlike(row, channel))
                      .findFirst();
            }
          };
        }

        private static boolean isAlike(ChannelRecord row, ChannelId channel) {
          return row.channel().id().value().equalsIgnoreCase(channel.value());
        }
      };
    }
  }

  /** Reads each row as it is when it is asked for, outside of any snapshot. */
  static class WithoutSnapshot implements CatalogContract {
    @Override
    public Catalog open() {
      Catalog intact = intact();
      return new ForwardingCatalog(intact) {
        @Override
        public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
          boolean open = intact.read(reader -> true);
          return open ? work.run(eachQueryByItself(intact)) : super.read(work);
        }
      };
    }

    private static CatalogReader eachQueryByItself(Catalog catalog) {
      return (CatalogReader)
          Proxy.newProxyInstance(
              CatalogReader.class.getClassLoader(),
              new Class<?>[] {CatalogReader.class},
              (proxy, query, arguments) -> catalog.read(reader -> ask(reader, query, arguments)));
    }

    private static Object ask(CatalogReader reader, Method query, Object[] arguments) {
      try {
        return query.invoke(reader, arguments);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Works on after it was closed. */
  static class NeverClosing implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public void close() {}
      };
    }
  }

  /** Has another identity at every call. */
  static class ChangingIdentity implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        private long calls;

        @Override
        public UUID id() {
          calls++;
          return new UUID(0, calls);
        }
      };
    }
  }

  /** Has a location of its own for each instance. */
  static class NotShared implements SharedCatalogContract {
    private @Nullable Catalog last;

    @Override
    public Catalog open() {
      long number = last == null ? 1 : last.id().getLeastSignificantBits() + 1;
      Catalog next = InMemoryCatalog.create(new UUID(0, number));
      last = next;
      return next;
    }
  }

  /** Reads under a lock, so that a slow read holds up writes, and the other way round. */
  static class Locking implements ConcurrentReadsContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        private final Lock lock = new ReentrantLock();

        @Override
        public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
          lock.lock();
          try {
            return super.read(work);
          } finally {
            lock.unlock();
          }
        }

        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          lock.lock();
          try {
            return super.write(channel, durability, work);
          } finally {
            lock.unlock();
          }
        }
      };
    }
  }

  /** Passes calls about bytes on. */
  private static class ForwardingInlineContents extends ForwardingCatalog
      implements InlineContents {
    private final InlineContents catalog;

    ForwardingInlineContents(InlineContents catalog) {
      super(catalog);
      this.catalog = catalog;
    }

    @Override
    protected CatalogWriter writer(CatalogWriter writer) {
      return writer;
    }

    @Override
    public int inlineLimit() {
      return catalog.inlineLimit();
    }

    @Override
    public void insertInline(CatalogWriter transaction, ContentRecord content, byte[] bytes)
        throws BackendException {
      catalog.insertInline(transaction, content, bytes);
    }

    @Override
    public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
        throws BackendException {
      return catalog.inline(transaction, channel, key);
    }
  }

  /** Takes a content of no bytes for one that it has not. */
  static class TakingNoBytesForAbsent implements InlineContentsContract {
    @Override
    public InlineContents open() {
      return new ForwardingInlineContents(InMemoryCatalog.create(new UUID(1, 2))) {
        @Override
        public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
            throws BackendException {
          return super.inline(transaction, channel, key).filter(bytes -> bytes.length > 0);
        }
      };
    }
  }

  /** Finds bytes of any channel. */
  static class FindingBytesOfAnyChannel implements InlineContentsContract {
    @Override
    public InlineContents open() {
      return new ForwardingInlineContents(InMemoryCatalog.create(new UUID(1, 2))) {
        @Override
        public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
            throws BackendException {
          Optional<byte[]> found = super.inline(transaction, channel, key);
          for (ChannelRecord row : transaction.channels(Optional.empty(), 100)) {
            found = found.isPresent() ? found : super.inline(transaction, row.channel().id(), key);
          }
          return found;
        }
      };
    }
  }

  /** Tells sums of contents that the storage has, and none of those that it has itself. */
  static class DroppingSumsOfOwnBytes implements InlineContentsContract {
    @Override
    public InlineContents open() {
      return new ForwardingInlineContents(InMemoryCatalog.create(new UUID(1, 2))) {
        @Override
        public Optional<ItemWithContent> itemWithContent(
            CatalogReader transaction, ChannelId channel, ItemId item) throws BackendException {
          return super.itemWithContent(transaction, channel, item)
              .map(
                  told ->
                      told.inline().isPresent()
                          ? new ItemWithContent(told.item(), OptionalInt.empty(), told.inline())
                          : told);
        }
      };
    }
  }

  /** Finds children that are parked, too. */
  static class FindingParkedChildren implements InlineContentsContract {
    @Override
    public InlineContents open() {
      return new ForwardingInlineContents(InMemoryCatalog.create(new UUID(1, 2))) {
        @Override
        public Optional<ItemWithContent> childWithContent(
            CatalogReader transaction, ChannelId channel, ItemId folder, String nameKey)
            throws BackendException {
          for (ItemRecord row : transaction.items(channel, Optional.empty(), 100)) {
            boolean there =
                row.placement()
                    .parent()
                    .or(() -> row.placement().home())
                    .equals(Optional.of(folder));
            if (there && row.nameKey().equals(nameKey)) {
              return itemWithContent(transaction, channel, row.id());
            }
          }
          return Optional.empty();
        }
      };
    }
  }
}
