package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static io.filelibrary.testkit.StorageProbe.hash;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bytes that a catalog holds itself. */
interface InlineContentsRules extends CatalogLocation {
  @Override
  InlineContents open() throws BackendException;

  @Test
  @DisplayName("C150 The limit is at most 1 MiB, and the same at every call")
  default void limitIsSmall() throws Exception {
    try (InlineContents catalog = open()) {
      assertThat(catalog.inlineLimit()).isBetween(1, 1 << 20);
      assertThat(catalog.inlineLimit()).isEqualTo(catalog.inlineLimit());
    }
  }

  @Test
  @DisplayName("C151 Bytes of any size up to the limit come back as given, none as no bytes")
  default void bytesComeBackEqual() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      int limit = catalog.inlineLimit();
      for (int size : List.of(0, 1, 255, 256, limit - 1, limit)) {
        if (size <= limit) {
          byte[] bytes = sample(size);
          ContentRecord content = put(catalog, probe, bytes);
          assertThat(inline(catalog, probe, content.key()))
              .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes));
          probe.assertStored(content);
        }
      }
    }
  }

  @Test
  @DisplayName("C152 A content that is absent or has no bytes in the catalog is empty")
  default void absentBytesAreEmpty() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord without = probe.insert(probe.rows().intent(TIME));
      assertThat(inline(catalog, probe, without.key())).isEmpty();
      assertThat(inline(catalog, probe, probe.rows().newKey())).isEmpty();
    }
  }

  @Test
  @DisplayName("C153 Bytes for a key that is taken are CONSTRAINT, and change nothing")
  default void bytesAreWrittenOnce() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord first = put(catalog, probe, sample(100));
      ContentRecord empty = put(catalog, probe, new byte[0]);
      ContentRecord without = probe.insert(inlineRow(probe, sample(10)));
      for (ContentRecord taken : List.of(first, empty, without)) {
        probe.assertConstraint(writer -> catalog.insertInline(writer, taken, sample(200)));
      }
      assertThat(inline(catalog, probe, without.key())).isEmpty();
      assertThat(inline(catalog, probe, first.key()))
          .hasValueSatisfying(found -> assertThat(found).isEqualTo(sample(100)));
      assertThat(inline(catalog, probe, empty.key()))
          .hasValueSatisfying(found -> assertThat(found).isEmpty());
    }
  }

  @Test
  @DisplayName("C154 Bytes of another channel are absent, and their key is taken in every channel")
  default void bytesAreBoundToTheirChannel() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      ContentRecord theirs = put(catalog, other, sample(100));
      assertThat(inline(catalog, mine, theirs.key())).isEmpty();
      ContentRecord sameKey = CatalogIsolationRules.inChannel(theirs, mine.channel());
      mine.assertConstraint(writer -> catalog.insertInline(writer, sameKey, sample(10)));
      assertThat(inline(catalog, mine, theirs.key())).isEmpty();
      assertThat(inline(catalog, other, theirs.key())).isPresent();
    }
  }

  @Test
  @DisplayName("C155 Bytes are seen in their own transaction, and gone when it fails")
  default void bytesBelongToTheTransaction() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = inlineRow(probe, sample(100));
      IllegalStateException thrown = new IllegalStateException("thrown by the work");
      Throwable failure =
          catchThrowable(
              () ->
                  probe.change(
                      writer -> {
                        catalog.insertInline(writer, content, sample(100));
                        assertThat(catalog.inline(writer, probe.channel(), content.key()))
                            .hasValueSatisfying(found -> assertThat(found).isEqualTo(sample(100)));
                        throw thrown;
                      }));
      assertThat(failure).isSameAs(thrown);
      assertThat(inline(catalog, probe, content.key())).isEmpty();
      probe.change(w -> catalog.insertInline(w, content, sample(10)));
      assertThat(inline(catalog, probe, content.key()))
          .hasValueSatisfying(found -> assertThat(found).isEqualTo(sample(10)));
    }
  }

  @Test
  @DisplayName("C156 Bytes are copied on the way in and on the way out")
  default void bytesAreCopied() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = inlineRow(probe, sample(100));
      probe.change(
          writer -> {
            byte[] given = sample(100);
            catalog.insertInline(writer, content, given);
            Arrays.fill(given, (byte) 1);
          });
      for (int round = 0; round < 2; round++) {
        byte[] found = inline(catalog, probe, content.key()).orElseThrow();
        assertThat(found).isEqualTo(sample(100));
        Arrays.fill(found, (byte) 2);
      }
    }
  }

  @Test
  @DisplayName("C157 Bytes stay when their content's row is updated")
  default void bytesOutliveAnUpdate() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = put(catalog, probe, sample(100));
      ContentRecord live = content.live(1);
      ContentRecord doomed = live.doomed(TIME);
      for (ContentRecord row : List.of(live, doomed)) {
        ContentState before = row.equals(live) ? ContentState.INTENT : ContentState.LIVE;
        assertThat(probe.answer(w -> w.updateContent(row, before))).isTrue();
        probe.assertStored(row);
        assertThat(inline(catalog, probe, row.key()))
            .hasValueSatisfying(found -> assertThat(found).isEqualTo(sample(100)));
      }
    }
  }

  @Test
  @DisplayName("C158 Bytes go when their content's row is deleted")
  default void bytesGoWithTheirContent() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = put(catalog, probe, sample(100));
      ContentRecord kept = put(catalog, probe, sample(50));
      ContentRecord doomed = content.doomed(TIME);
      assertThat(probe.answer(w -> w.updateContent(doomed, ContentState.INTENT))).isTrue();
      assertThat(probe.answer(w -> w.deleteContent(probe.channel(), doomed.key()))).isTrue();
      assertThat(inline(catalog, probe, content.key())).isEmpty();
      probe.insert(content);
      assertThat(inline(catalog, probe, content.key())).as("bytes of a new row").isEmpty();
      assertThat(inline(catalog, probe, kept.key())).isPresent();
    }
  }

  @Test
  @DisplayName("C159 More bytes than the limit are CONSTRAINT")
  default void bytesAreLimited() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      byte[] bytes = sample(catalog.inlineLimit() + 1);
      ContentRecord content = inlineRow(probe, bytes);
      probe.assertConstraint(writer -> catalog.insertInline(writer, content, bytes));
      assertThat(inline(catalog, probe, content.key())).isEmpty();
    }
  }

  @Test
  @DisplayName("C188 An item with its content tells what its row, its content's and the bytes do")
  default void itemsComeWithTheirContents() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      byte[] bytes = sample(100);
      ContentRecord summed =
          rows.intent(TIME).arrived(100, hash(bytes), OptionalInt.of(-7), true).live(1);
      probe.change(writer -> catalog.insertInline(writer, summed, bytes));
      ContentRecord plain = put(catalog, probe, new byte[0]).live(1);
      probe.change(writer -> writer.updateContent(plain, ContentState.INTENT));
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");

      assertTold(catalog, probe.insert(rows.file(folder.id(), "summed", summed)));
      assertTold(catalog, probe.insert(rows.file(folder.id(), "empty", plain)));
      assertTold(catalog, probe.insertFile(folder.id(), "stored"));
      assertTold(catalog, probe.insert(rows.pendingFile(folder.id(), "pending")));
      assertTold(catalog, probe.insert(rows.link(folder.id(), "link")));
      assertTold(catalog, folder);
    }
  }

  @Test
  @DisplayName("C189 An item with its content is one of the channel, a child of it a living one")
  default void itemsWithContentsAreThoseOfTheirPlace() throws Exception {
    try (InlineContents catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      ItemRecord file = mine.insertFile(mine.root(), "file");
      assertThat(withContent(catalog, other, file.id())).isEmpty();
      assertThat(withContent(catalog, mine, mine.rows().newItemId())).isEmpty();
      assertThat(child(catalog, other, mine.root(), "file")).isEmpty();
      assertThat(child(catalog, mine, mine.root(), "File")).isEmpty();
      assertThat(child(catalog, mine, file.id(), "file")).isEmpty();

      ItemRecord trashed = file.withPlacement(Placement.trashed(mine.root(), mine.root(), TIME));
      assertThat(mine.answer(writer -> writer.updateItem(trashed, 1))).isTrue();
      assertThat(withContent(catalog, mine, file.id())).contains(trashed);
      assertThat(child(catalog, mine, mine.root(), "file")).isEmpty();
    }
  }

  /** Checks what is told of an item that is living and not the root. */
  private static void assertTold(InlineContents catalog, ItemRecord row) throws BackendException {
    Optional<ContentKey> key = row.file().flatMap(FileRecord::content);
    ItemId parent = row.placement().parent().orElseThrow();
    boolean asked =
        catalog.read(
            reader -> {
              Optional<ContentRecord> content =
                  key.isPresent() ? reader.content(row.channel(), key.get()) : Optional.empty();
              Optional<byte[]> bytes =
                  key.isPresent()
                      ? catalog.inline(reader, row.channel(), key.get())
                      : Optional.empty();
              List<Optional<ItemWithContent>> answers =
                  List.of(
                      catalog.itemWithContent(reader, row.channel(), row.id()),
                      catalog.childWithContent(reader, row.channel(), parent, row.nameKey()));
              for (Optional<ItemWithContent> answer : answers) {
                ItemWithContent told = answer.orElseThrow();
                assertThat(told.item()).isEqualTo(row);
                assertThat(told.crc32c())
                    .isEqualTo(content.map(ContentRecord::crc32c).orElseGet(OptionalInt::empty));
                assertThat(told.inline().map(Arrays::toString))
                    .isEqualTo(bytes.map(Arrays::toString));
              }
              return true;
            });
    assertThat(asked).isTrue();
  }

  private static Optional<ItemRecord> withContent(
      InlineContents catalog, CatalogProbe probe, ItemId id) throws BackendException {
    return probe.find(
        reader -> catalog.itemWithContent(reader, probe.channel(), id).map(ItemWithContent::item));
  }

  private static Optional<ItemRecord> child(
      InlineContents catalog, CatalogProbe probe, ItemId folder, String nameKey)
      throws BackendException {
    return probe.find(
        reader ->
            catalog
                .childWithContent(reader, probe.channel(), folder, nameKey)
                .map(ItemWithContent::item));
  }

  /** A content whose bytes the catalog is about to hold. */
  private static ContentRecord inlineRow(CatalogProbe probe, byte[] bytes) {
    return probe.rows().intent(TIME).arrived(bytes.length, hash(bytes), OptionalInt.empty(), true);
  }

  private static ContentRecord put(InlineContents catalog, CatalogProbe probe, byte[] bytes)
      throws BackendException {
    ContentRecord content = inlineRow(probe, bytes);
    probe.change(writer -> catalog.insertInline(writer, content, bytes));
    return content;
  }

  private static Optional<byte[]> inline(InlineContents catalog, CatalogProbe probe, ContentKey key)
      throws BackendException {
    return probe.read(reader -> catalog.inline(reader, probe.channel(), key));
  }
}
