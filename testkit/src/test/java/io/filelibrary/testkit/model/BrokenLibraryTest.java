package io.filelibrary.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.ForwardingCatalog;
import io.filelibrary.testkit.ForwardingReader;
import io.filelibrary.testkit.ForwardingStorage;
import io.filelibrary.testkit.ForwardingWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model test finds what is broken on purpose, and says so in a few calls. */
final class BrokenLibraryTest {
  private static final int STEPS = 1000;
  private static final int MOST_SEEDS = 3;
  private static final int MOST_CALLS = 6;
  private static final int LONGER_THAN_THE_MARK = 40;

  /** A catalog that breaks one thing. */
  private static class BreakingCatalog extends ForwardingCatalog {
    private final Fault fault;

    BreakingCatalog(Fault fault) {
      super(InMemoryCatalog.create(new UUID(1, 2)));
      this.fault = fault;
    }

    @Override
    protected CatalogReader reader(CatalogReader reader) {
      return new ForwardingReader(reader) {
        @Override
        public List<ItemRecord> children(ChannelId channel, ChildQuery query)
            throws BackendException {
          List<ItemRecord> found = super.children(channel, query);
          boolean skips = fault == Fault.LISTING_SKIPS_AT_A_CURSOR && query.after().isPresent();
          return skips ? found.stream().skip(1).toList() : found;
        }

        @Override
        public List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> nameKeys)
            throws BackendException {
          return fault == Fault.NAMES_ARE_NOT_FOUND
              ? List.of()
              : super.descend(channel, from, nameKeys);
        }
      };
    }

    @Override
    protected CatalogWriter writer(CatalogWriter writer) {
      return new ForwardingWriter(writer, reader(writer)) {
        @Override
        public boolean updateItem(ItemRecord item, long expectedRevision) throws BackendException {
          return super.updateItem(
              fault == Fault.UPDATE_FORGETS_ATTRIBUTES
                  ? item.withAttributes(Attributes.NONE)
                  : item,
              expectedRevision);
        }

        @Override
        public boolean updateChannel(ChannelRecord channel) throws BackendException {
          boolean lost =
              fault == Fault.COUNTERS_STAND_STILL && channel.channel().usage().items() > 2;
          return lost || super.updateChannel(channel);
        }

        @Override
        public void insertChange(Change change) throws BackendException {
          if (fault != Fault.CHANGES_ARE_LOST || change.sequence() % 3 != 0) {
            super.insertChange(change);
          }
        }
      };
    }
  }

  /** A storage that breaks one thing. */
  private static final class BreakingStorage extends ForwardingStorage {
    private final Fault fault;

    BreakingStorage(Fault fault, Clock clock) {
      super(InMemoryStorage.create(clock));
      this.fault = fault;
    }

    @Override
    public InputStream open(ContentKey key, ByteRange range) throws IOException {
      InputStream intact = super.open(key, range);
      if (fault != Fault.STORAGE_ANSWERS_OTHER_BYTES) {
        return intact;
      }
      try (intact) {
        byte[] bytes = intact.readAllBytes();
        if (bytes.length > LONGER_THAN_THE_MARK) {
          bytes[bytes.length - 1]++;
        }
        return new ByteArrayInputStream(bytes);
      }
    }

    @Override
    public void delete(Collection<ContentKey> keys) throws IOException {
      if (fault != Fault.STORAGE_DELETES_NOTHING) {
        super.delete(keys);
      }
    }
  }

  /** What is broken. */
  private enum Fault {
    LISTING_SKIPS_AT_A_CURSOR,
    NAMES_ARE_NOT_FOUND,
    UPDATE_FORGETS_ATTRIBUTES,
    COUNTERS_STAND_STILL,
    CHANGES_ARE_LOST,
    STORAGE_ANSWERS_OTHER_BYTES,
    STORAGE_DELETES_NOTHING
  }

  private static ModelRun run(Fault fault) {
    return ModelRun.of(
            fault.name(),
            () ->
                new InMemoryBackends() {
                  @Override
                  public Catalog openCatalog(Clock clock) {
                    return new BreakingCatalog(fault);
                  }

                  @Override
                  public StorageBackend openStorage(Clock clock) {
                    return new BreakingStorage(fault, clock);
                  }
                })
        .withSteps(STEPS)
        .withShrinking(Duration.ofMinutes(3));
  }

  private static Optional<ModelFailure> failure(Fault fault) throws IOException {
    for (int seed = 1; seed <= MOST_SEEDS; seed++) {
      try {
        run(fault).withSeed(seed).run();
      } catch (ModelFailure e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void faultIsFoundAndShownInAFewCalls(Fault fault) throws IOException {
    ModelFailure failure = failure(fault).orElseThrow();

    assertThat(failure.length()).isBetween(0, MOST_CALLS);
    assertThat(failure).hasMessageContaining(fault.name()).hasMessageContaining("seed ");
    assertThat(failure).hasMessageContaining(failure.line());
    assertThatThrownBy(() -> run(fault).replay(failure.line()))
        .isInstanceOf(ModelFailure.class)
        .hasMessageContaining(failure.line());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whatShowsAFaultPassesOnALibraryThatIsIntact(Fault fault) throws IOException {
    ModelRun.of("intact", InMemoryBackends::new).replay(failure(fault).orElseThrow().line());
  }
}
