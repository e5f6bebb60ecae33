package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows of contents and of versions. */
interface CatalogContentRules extends CatalogLocation {

  @Test
  @DisplayName("C60 An absent content is empty")
  default void absentContentIsEmpty() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertThat(probe.content(probe.rows().newKey())).isEmpty();
    }
  }

  @Test
  @DisplayName("C61 Inserting a content whose key is taken is CONSTRAINT")
  default void contentKeyIsUnique() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = probe.insert(probe.rows().intent(TIME));
      probe.assertConstraint(w -> w.insertContent(content));
      probe.assertConstraint(w -> w.insertContent(content.doomed(TIME)));
      probe.assertStored(content);
    }
  }

  @Test
  @DisplayName("C62 Updating a content in the expected state replaces every field of its row")
  default void contentIsReplaced() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord other = probe.insert(rows.intent(TIME));
      ContentRecord intent = probe.insert(rows.intent(TIME));
      ContentRecord sample = rows.live(1);
      ContentRecord live =
          intent.arrived(5, sample.sha256().orElseThrow(), OptionalInt.of(-1), false).live(1);
      ContentRecord shared =
          new ContentRecord(
              intent.key(),
              intent.channel(),
              ContentState.LIVE,
              3,
              false,
              OptionalLong.of(7),
              rows.live(1).sha256(),
              OptionalInt.of(Integer.MIN_VALUE),
              true,
              Optional.empty());
      List<ContentRecord> steps =
          List.of(live, shared, shared.doomed(TIME.plusNanos(1)), intent, intent.doomed(TIME));
      ContentState state = ContentState.INTENT;
      for (ContentRecord step : steps) {
        ContentState before = state;
        assertThat(probe.answer(w -> w.updateContent(step, before))).as("to %s", step).isTrue();
        probe.assertStored(step);
        state = step.state();
      }
      probe.assertStored(other);
    }
  }

  @Test
  @DisplayName("C63 Updating a content in another state, or an absent one, changes nothing")
  default void contentInAnotherStateIsNotUpdated() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      for (ContentRecord content : List.of(rows.intent(TIME), rows.live(1), rows.doomed(TIME))) {
        probe.insert(content);
        for (ContentState other : ContentState.values()) {
          if (other != content.state()) {
            ContentRecord changed = content.doomed(TIME.plusNanos(9));
            assertThat(probe.answer(w -> w.updateContent(changed, other))).isFalse();
            probe.assertStored(content);
          }
        }
      }
      ContentRecord absent = rows.intent(TIME);
      assertThat(probe.answer(w -> w.updateContent(absent, ContentState.INTENT))).isFalse();
      assertThat(probe.content(absent.key())).isEmpty();
    }
  }

  @Test
  @DisplayName("C64 Deleting a doomed content removes its row once, then answers false")
  default void doomedContentIsDeletedOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord kept = probe.insert(probe.rows().doomed(TIME));
      ContentRecord gone = probe.insert(probe.rows().doomed(TIME));
      assertThat(delete(probe, gone.key())).isTrue();
      assertThat(probe.content(gone.key())).isEmpty();
      assertThat(delete(probe, gone.key())).isFalse();
      assertThat(delete(probe, probe.rows().newKey())).isFalse();
      probe.assertStored(kept);
    }
  }

  @Test
  @DisplayName("C65 Deleting a content that is not doomed answers false and changes nothing")
  default void contentThatIsNotDoomedIsNotDeleted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (ContentRecord content : List.of(probe.rows().intent(TIME), probe.rows().live(1))) {
        probe.insert(content);
        assertThat(delete(probe, content.key())).isFalse();
        probe.assertStored(content);
      }
    }
  }

  @Test
  @DisplayName("C66 Deleting a content that an item or a version uses is CONSTRAINT")
  default void usedContentIsNotDeleted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord current = probe.insert(rows.live(1));
      ContentRecord earlier = probe.insert(rows.live(1));
      ItemRecord file = probe.insert(rows.file(probe.root(), "file", current));
      VersionRecord version = rows.version(file, 1, earlier);
      probe.change(w -> w.insertVersion(probe.channel(), version));
      for (ContentRecord used : List.of(current, earlier)) {
        ContentRecord doomed = used.doomed(TIME);
        assertThat(probe.answer(w -> w.updateContent(doomed, ContentState.LIVE))).isTrue();
        probe.assertConstraint(w -> w.deleteContent(probe.channel(), used.key()));
        probe.assertStored(doomed);
      }
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), file.id()))).isTrue();
      assertThat(delete(probe, current.key())).isTrue();
      assertThat(delete(probe, earlier.key())).isTrue();
    }
  }

  @Test
  @DisplayName("C67 Due contents are those of the state that are due at the moment or before")
  default void dueContentsAreThoseOfTheState() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      probe.insert(rows.live(1));
      for (ContentState state : List.of(ContentState.INTENT, ContentState.DOOMED)) {
        ContentRecord before = probe.insert(due(rows, state, TIME.minusNanos(1)));
        ContentRecord at = probe.insert(due(rows, state, TIME));
        ContentRecord after = probe.insert(due(rows, state, TIME.plusNanos(1)));
        assertThat(due(probe, state, TIME, 100)).containsExactly(before, at);
        assertThat(due(probe, state, TIME.minusNanos(2), 100)).isEmpty();
        assertThat(due(probe, state, TIME.plusSeconds(1), 100)).containsExactly(before, at, after);
      }
    }
  }

  @Test
  @DisplayName("C68 Due contents come longest due first, then by key, as many as wanted")
  default void dueContentsAreOrdered() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      List<Instant> moments = List.of(TIME, Instant.EPOCH.minusNanos(1), TIME.minusNanos(1));
      for (ContentState state : List.of(ContentState.INTENT, ContentState.DOOMED)) {
        List<ContentRecord> contents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          contents.add(probe.insert(due(rows, state, moments.get(i % 3))));
        }
        contents.sort(
            Comparator.comparing((ContentRecord row) -> row.due().orElseThrow())
                .thenComparing(ContentRecord::key));
        for (int limit : List.of(1, 5, 12, 100)) {
          assertThat(due(probe, state, TIME, limit))
              .containsExactlyElementsOf(contents.subList(0, Math.min(limit, 12)));
        }
      }
    }
  }

  @Test
  @DisplayName("C70 Versions of a file come by their numbers, and an absent file has none")
  default void versionsAreOrderedByNumber() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord content = probe.insert(probe.rows().live(1));
      ItemRecord file = probe.insertFile(probe.root(), "file");
      ItemRecord other = probe.insertFile(probe.root(), "other");
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id()))).isEmpty();
      List<VersionRecord> versions = new ArrayList<>();
      for (int number : List.of(10, 2, 1, 100, 9)) {
        VersionRecord version = probe.rows().version(file, number, content);
        VersionRecord same = probe.rows().version(other, number, content);
        probe.change(
            w -> {
              w.insertVersion(probe.channel(), version);
              w.insertVersion(probe.channel(), same);
            });
        versions.add(version);
      }
      versions.sort(Comparator.comparingInt(VersionRecord::number));
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id())))
          .containsExactlyElementsOf(versions);
      assertThat(probe.list(r -> r.versions(probe.channel(), probe.rows().newItemId()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C71 Inserting a version whose number is taken is CONSTRAINT")
  default void versionNumberIsUnique() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord file = probe.insertFile(probe.root(), "file");
      VersionRecord first = probe.rows().version(file, 1, probe.insert(probe.rows().live(1)));
      VersionRecord again = probe.rows().version(file, 1, probe.insert(probe.rows().live(2)));
      probe.change(w -> w.insertVersion(probe.channel(), first));
      probe.assertConstraint(w -> w.insertVersion(probe.channel(), again));
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id()))).containsExactly(first);
    }
  }

  @Test
  @DisplayName("C72 A version whose item or content does not exist is CONSTRAINT")
  default void versionNeedsItemAndContent() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord content = probe.insert(rows.live(1));
      ItemRecord file = probe.insertFile(probe.root(), "file");
      VersionRecord noItem = rows.version(rows.file(probe.root(), "x", content), 1, content);
      VersionRecord noContent = rows.version(file, 1, rows.live(1));
      probe.assertConstraint(w -> w.insertVersion(probe.channel(), noItem));
      probe.assertConstraint(w -> w.insertVersion(probe.channel(), noContent));
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id()))).isEmpty();
    }
  }

  private static boolean delete(CatalogProbe probe, ContentKey key) throws BackendException {
    return probe.answer(writer -> writer.deleteContent(probe.channel(), key));
  }

  private static ContentRecord due(SampleChannel rows, ContentState state, Instant due) {
    return state == ContentState.INTENT ? rows.intent(due) : rows.doomed(due);
  }

  private static List<ContentRecord> due(
      CatalogProbe probe, ContentState state, Instant dueBy, int limit) throws BackendException {
    return probe.list(reader -> reader.dueContents(probe.channel(), state, dueBy, limit));
  }
}
