package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static io.filelibrary.testkit.StorageProbe.hash;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.InlineContents;
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
