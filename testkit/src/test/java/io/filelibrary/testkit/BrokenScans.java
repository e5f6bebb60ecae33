package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Test classes of catalogs that each break one promise about reading everything. */
final class BrokenScans {
  private BrokenScans() {}

  /** A catalog whose readers are others; those of its writers too. */
  private static Catalog reading(Function<CatalogReader, CatalogReader> readers) {
    return new ForwardingCatalog(InMemoryCatalog.create(new UUID(1, 2))) {
      @Override
      protected CatalogReader reader(CatalogReader reader) {
        return readers.apply(reader);
      }
    };
  }

  /** Passes over what is deleted and not yet collected. */
  static class PassingOverDeletedItems implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
                    throws BackendException {
                  return super.items(channel, after, Integer.MAX_VALUE).stream()
                      .filter(row -> row.placement().state() != ItemState.DELETED)
                      .limit(limit)
                      .toList();
                }
              });
    }
  }

  /** Orders ids as Java does, which compares them with a sign. */
  static class OrderingIdsWithASign implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
                    throws BackendException {
                  return super.items(channel, Optional.empty(), Integer.MAX_VALUE).stream()
                      .sorted(Comparator.comparing(row -> row.id().value()))
                      .filter(row -> after.stream().allMatch(id -> isAfter(row, id)))
                      .limit(limit)
                      .toList();
                }
              });
    }

    private static boolean isAfter(ItemRecord row, ItemId id) {
      return row.id().value().compareTo(id.value()) > 0;
    }
  }

  /** Begins a page of contents with the last of the page before. */
  static class RepeatingTheLastContent implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public List<CountedContent> contents(Optional<ContentKey> after, int limit)
                    throws BackendException {
                  return super.contents(Optional.empty(), Integer.MAX_VALUE).stream()
                      .filter(row -> after.stream().allMatch(key -> isFrom(row, key)))
                      .limit(limit)
                      .toList();
                }
              });
    }

    private static boolean isFrom(CountedContent row, ContentKey key) {
      // The one before the last page would be repeated for ever.
      return row.content().key().compareTo(key) > 0
          || (row.content().key().equals(key) && row.content().state() == ContentState.DOOMED);
    }
  }

  /** Takes the refs for the uses. */
  static class TrustingRefs implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public List<CountedContent> contents(Optional<ContentKey> after, int limit)
                    throws BackendException {
                  return super.contents(after, limit).stream()
                      .map(row -> new CountedContent(row.content(), row.content().refs()))
                      .toList();
                }
              });
    }
  }

  /** Counts the items that use a content, and no versions. */
  static class CountingNoVersions implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public Optional<CountedContent> content(ContentKey key) throws BackendException {
                  Optional<CountedContent> found = super.content(key);
                  if (found.isEmpty()) {
                    return found;
                  }
                  ChannelId channel = found.get().content().channel();
                  long items =
                      items(channel, Optional.empty(), Integer.MAX_VALUE).stream()
                          .flatMap(row -> row.file().stream())
                          .filter(file -> file.content().equals(Optional.of(key)))
                          .count();
                  return Optional.of(new CountedContent(found.get().content(), items));
                }
              });
    }
  }

  /** Finds a content by its key if it is in use. */
  static class FindingLiveContents implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public Optional<CountedContent> content(ContentKey key) throws BackendException {
                  return super.content(key)
                      .filter(row -> row.content().state() != ContentState.INTENT);
                }
              });
    }
  }

  /** Lists the uploads that are open. */
  static class ListingOpenUploads implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public List<UploadRecord> uploads(
                    ChannelId channel, Optional<UploadId> after, int limit)
                    throws BackendException {
                  return super.uploads(channel, after, Integer.MAX_VALUE).stream()
                      .filter(row -> row.state() == UploadState.OPEN)
                      .limit(limit)
                      .toList();
                }
              });
    }
  }

  /** Answers with the counters where something was to be counted. */
  static class TrustingCounters implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public Usage measure(ChannelId channel) throws BackendException {
                  Usage counters =
                      channel(channel).map(row -> row.channel().usage()).orElse(Usage.NONE);
                  return counters.equals(Usage.NONE) ? super.measure(channel) : counters;
                }
              });
    }
  }

  /** Measures a channel with its root. */
  static class CountingTheRoot implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public Usage measure(ChannelId channel) throws BackendException {
                  long roots = channel(channel).isPresent() ? 1 : 0;
                  return super.measure(channel).plus(roots, 0);
                }
              });
    }
  }

  /** Counts inside a write the uses that were there before it. */
  static class CountingUsesOfBefore implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(InMemoryCatalog.create(new UUID(1, 2))) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          return super.write(
              channel,
              durability,
              writer -> {
                List<CountedContent> before = writer.contents(Optional.empty(), Integer.MAX_VALUE);
                return work.run(
                    new ForwardingWriter(writer, writer) {
                      @Override
                      public List<CountedContent> contents(Optional<ContentKey> after, int limit) {
                        return before;
                      }
                    });
              });
        }
      };
    }
  }

  /** Measures all channels where there is no such channel. */
  static class MeasuringTheFirst implements CatalogContract {
    @Override
    public Catalog open() {
      return reading(
          reader ->
              new ForwardingReader(reader) {
                @Override
                public Usage measure(ChannelId channel) throws BackendException {
                  if (channel(channel).isPresent()) {
                    return super.measure(channel);
                  }
                  List<ChannelRecord> any = channels(Optional.empty(), 1);
                  return any.isEmpty()
                      ? Usage.NONE
                      : super.measure(any.get(0).channel().spec().id());
                }
              });
    }
  }
}
