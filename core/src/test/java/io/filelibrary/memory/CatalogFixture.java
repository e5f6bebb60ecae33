package io.filelibrary.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A catalog with two channels, of which {@link Rows#CHANNEL} is the one that tests use. */
final class CatalogFixture {
  static final ItemId ROOT = Rows.itemId(1_000_001);
  static final ItemId OTHER_ROOT = Rows.itemId(1_000_002);

  final InMemoryCatalog catalog = InMemoryCatalog.create(new UUID(1, 2));

  CatalogFixture() throws BackendException {
    createChannel(Rows.CHANNEL, ROOT);
    createChannel(Rows.OTHER_CHANNEL, OTHER_ROOT);
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Steps {
    void run(CatalogWriter writer) throws BackendException;
  }

  void createChannel(ChannelId channel, ItemId root) throws BackendException {
    write(
        channel,
        writer -> {
          writer.insertChannel(Rows.channel(channel, root));
          writer.insertItem(Rows.root(channel, root));
        });
  }

  void write(Steps steps) throws BackendException {
    write(Rows.CHANNEL, steps);
  }

  void write(ChannelId channel, Steps steps) throws BackendException {
    catalog.write(
        channel,
        Durability.DURABLE,
        writer -> {
          steps.run(writer);
          return true;
        });
  }

  void insert(ItemRecord... items) throws BackendException {
    write(
        writer -> {
          for (ItemRecord item : items) {
            writer.insertItem(item);
          }
        });
  }

  <T> Optional<T> find(CatalogWork<CatalogReader, Optional<T>> work) throws BackendException {
    return catalog.read(work);
  }

  <T> List<T> list(CatalogWork<CatalogReader, List<T>> work) throws BackendException {
    return catalog.read(work);
  }

  void assertRefused(Steps steps) {
    assertRefused(Rows.CHANNEL, steps);
  }

  void assertRefused(ChannelId channel, Steps steps) {
    assertReason(Reason.CONSTRAINT, () -> write(channel, steps));
  }

  static void assertReason(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  static List<String> names(List<ItemRecord> rows) {
    return rows.stream().map(ItemRecord::name).toList();
  }
}
