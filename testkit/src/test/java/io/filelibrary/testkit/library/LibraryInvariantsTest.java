package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each damage that is planted behind the library's back is named by the number of what it broke.
 */
class LibraryInvariantsTest {
  private static final ChannelId CHANNEL = ChannelId.of("a");

  private final InMemoryCatalog catalog = InMemoryCatalog.create(new UUID(1, 1));
  private final InMemoryStorage storage = InMemoryStorage.create(Clock.systemUTC());
  private final FileLibrary library =
      FileLibrary.open(
          catalog, storage, LibraryOptions.defaults().withoutCollection().withInlineLimit(10));
  private final ChannelFiles files = channel();

  private ChannelFiles channel() {
    library.createChannel(ChannelSpec.of(CHANNEL, TenantId.of("acme")));
    return library.channel("a", "ada");
  }

  private interface Damage {
    void to(CatalogWriter rows) throws BackendException;
  }

  @BeforeEach
  void fill() {
    files.createFolder("outer");
    files.createFolder("outer/inner");
    files.upload("outer/large", new byte[1000]);
    files.upload("outer/small", new byte[5]);
    LibraryInvariants.check(catalog, storage);
  }

  private void plant(Damage damage) throws BackendException {
    catalog.write(
        CHANNEL,
        Durability.DURABLE,
        rows -> {
          damage.to(rows);
          return true;
        });
  }

  private void assertBroken(String invariant) {
    assertThatThrownBy(() -> LibraryInvariants.check(catalog, storage))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[" + invariant);
  }

  private static ItemRecord row(CatalogWriter rows, Item item) throws BackendException {
    return rows.item(CHANNEL, item.id()).orElseThrow();
  }

  private Item item(String path) {
    return files.find(path).orElseThrow();
  }

  private ContentRecord large() throws BackendException {
    ItemId id = item("outer/large").id();
    return catalog.read(
        reader -> {
          ItemRecord row = reader.item(CHANNEL, id).orElseThrow();
          ContentKey key = row.file().flatMap(FileRecord::content).orElseThrow();
          return reader.content(CHANNEL, key).orElseThrow();
        });
  }

  @Test
  void lostObjectBreaksI1() throws IOException {
    storage.delete(List.of(large().key()));
    assertBroken("I1: object");
  }

  @Test
  void otherBytesBreakI1() throws IOException {
    ContentKey key = large().key();
    storage.delete(List.of(key));
    byte[] other = new byte[1000];
    other[500] = 1;
    storage.put(key, new ByteArrayInputStream(other), OptionalLong.empty(), ContentHints.NONE);
    assertBroken("I1: hash");
  }

  @Test
  void cycleIsNotReachedAndBreaksI11() throws IOException {
    Item outer = item("outer");
    ItemId inner = item("outer/inner").id();
    plant(
        rows -> {
          ItemRecord row = row(rows, outer);
          rows.updateItem(row.withPlacement(Placement.living(inner)), row.revision());
        });
    // Nothing in the cycle is reached any more: what is missing shows in the counters.
    assertBroken("I11");
  }

  @Test
  void twoNamesThatAreOneBreakTheNameKey() throws IOException {
    Item inner = item("outer/inner");
    plant(
        rows -> {
          ItemRecord row = row(rows, inner);
          rows.updateItem(row.withName("large", "another key"), row.revision());
        });
    assertBroken("the name key");
  }

  @Test
  void oneReferenceTooManyBreaksI6() throws IOException {
    ContentRecord used = large().live(2);
    plant(rows -> rows.updateContent(used, ContentState.LIVE));
    assertBroken("I6: refs");
  }

  @Test
  void objectWithoutARowBreaksI7() throws IOException {
    storage.put(
        new ContentKey("private/0123"),
        new ByteArrayInputStream(new byte[1]),
        OptionalLong.empty(),
        ContentHints.NONE);
    assertBroken("I7");
  }

  @Test
  void wrongCounterBreaksI11() throws IOException {
    plant(
        rows -> {
          ChannelRecord row = rows.channel(CHANNEL).orElseThrow();
          Channel channel = row.channel();
          Channel wrong =
              new Channel(
                  channel.spec(),
                  new Usage(channel.usage().items(), 999),
                  channel.createdAt(),
                  channel.updatedAt());
          rows.updateChannel(new ChannelRecord(wrong, row.root(), row.lastChange()));
        });
    assertBroken("I11");
  }
}
