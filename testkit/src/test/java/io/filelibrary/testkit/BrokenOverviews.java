package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.Backlog;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Test classes of catalogs that each break one promise about questions on all channels. */
final class BrokenOverviews {
  private BrokenOverviews() {}

  private static Catalog intact() {
    return InMemoryCatalog.create(new UUID(1, 2));
  }

  /** Finds no channel of an item that is parked. */
  static class HidingTheParked implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Optional<ChannelId> channelOf(ItemId item) throws BackendException {
              Optional<ChannelId> channel = super.channelOf(item);
              return channel.isPresent()
                  ? item(channel.get(), item)
                      .filter(row -> row.placement().state() == ItemState.LIVING)
                      .map(ItemRecord::channel)
                  : channel;
            }
          };
        }
      };
    }
  }

  /** Finds inside a write only the items of its channel. */
  static class LocatingInOneChannel implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          return super.write(
              channel,
              durability,
              writer ->
                  work.run(
                      new ForwardingWriter(writer, writer) {
                        @Override
                        public Optional<ChannelId> channelOf(ItemId item) throws BackendException {
                          return super.channelOf(item).filter(channel::equals);
                        }
                      }));
        }
      };
    }
  }

  /** Keeps a channel's attributes as they were when it was inserted. */
  static class KeepingAttributesOfChannels implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public boolean updateChannel(ChannelRecord row) throws BackendException {
              Optional<ChannelRecord> former = channel(row.channel().id());
              return super.updateChannel(
                  former.isPresent()
                      ? withSpec(
                          row,
                          row.channel()
                              .spec()
                              .withAttributes(former.get().channel().spec().attributes()))
                      : row);
            }
          };
        }
      };
    }
  }

  private static ChannelRecord withSpec(ChannelRecord row, ChannelSpec spec) {
    Channel channel = row.channel();
    return new ChannelRecord(
        new Channel(spec, channel.usage(), channel.createdAt(), channel.updatedAt()),
        row.root(),
        row.lastChange());
  }

  /** Takes tenants for one if their ids differ in case alone. */
  static class CaseBlindToTenants implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ChannelRecord> channels(
                TenantId tenant, Optional<ChannelId> after, int limit) throws BackendException {
              return channels(after, Integer.MAX_VALUE).stream()
                  .filter(
                      row -> row.channel().spec().tenant().value().equalsIgnoreCase(tenant.value()))
                  .limit(limit)
                  .toList();
            }
          };
        }
      };
    }
  }

  /** Keeps a channel with the tenant that it was inserted for. */
  static class KeepingTenants implements CatalogContract {
    @Override
    public Catalog open() {
      Map<ChannelId, TenantId> first = new ConcurrentHashMap<>();
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public List<ChannelRecord> channels(
                TenantId tenant, Optional<ChannelId> after, int limit) throws BackendException {
              return channels(after, Integer.MAX_VALUE).stream()
                  .filter(row -> tenant.equals(first.get(row.channel().id())))
                  .limit(limit)
                  .toList();
            }
          };
        }

        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, reader(writer)) {
            @Override
            public void insertChannel(ChannelRecord row) throws BackendException {
              super.insertChannel(row);
              first.put(row.channel().id(), row.channel().spec().tenant());
            }
          };
        }
      };
    }
  }

  /** Counts the uploads of no more than 3 items, and the rest exactly. */
  static class CountingAFewUploads implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Backlog backlog() throws BackendException {
              Backlog all = super.backlog();
              return new Backlog(
                  Math.min(3, all.pendingUploads()),
                  all.unfinishedContents(),
                  all.doomedContents());
            }
          };
        }
      };
    }
  }

  /** Counts inside a write what was there before it. */
  static class CountingWhatWasBefore implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          return super.write(
              channel,
              durability,
              writer -> {
                Backlog before = writer.backlog();
                return work.run(
                    new ForwardingWriter(writer, writer) {
                      @Override
                      public Backlog backlog() {
                        return before;
                      }
                    });
              });
        }
      };
    }
  }

  /** Counts the open uploads of all channels as those of each. */
  static class CountingUploadsOfAllChannels implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public long openUploads(ChannelId channel, long limit) throws BackendException {
              return Math.min(limit, backlog().pendingUploads());
            }
          };
        }
      };
    }
  }

  /** Counts all open uploads of a channel, however many are wanted. */
  static class CountingPastTheLimit implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public long openUploads(ChannelId channel, long limit) throws BackendException {
              return super.openUploads(channel, Long.MAX_VALUE);
            }
          };
        }
      };
    }
  }

  /** Goes on to find the channels of items that are deleted. */
  static class LocatingTheDeleted implements CatalogContract {
    @Override
    public Catalog open() {
      Map<ItemId, ChannelId> ghosts = new ConcurrentHashMap<>();
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Optional<ChannelId> channelOf(ItemId item) throws BackendException {
              return super.channelOf(item).or(() -> Optional.ofNullable(ghosts.get(item)));
            }
          };
        }

        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, reader(writer)) {
            @Override
            public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
              ghosts.put(item, channel);
              return super.deleteItem(channel, item);
            }
          };
        }
      };
    }
  }
}
