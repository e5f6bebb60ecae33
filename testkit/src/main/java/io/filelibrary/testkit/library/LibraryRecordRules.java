package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is recorded of changes: the feed, the counters, revisions, times and attributes. */
interface LibraryRecordRules extends LibraryLocation {

  @Test
  @DisplayName("L60 The feed tells each change once, in order, with what was there before")
  default void feedTellsEachChange() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.library.channel(LibraryProbe.CHANNEL.value(), "grace");
      ItemId folder = files.createFolder("folder").id();
      assertTold(files, 1, "CREATED folder {}");
      ItemId link = files.createLink("link", "https://example.com/").id();
      assertTold(files, 2, "CREATED link {}");
      files.update(link, ItemChanges.NONE.withLinkUrl(LinkUrl.of("https://example.org/")));
      assertTold(files, 3, "UPDATED link {linkUrl=https://example.com/}");
      ItemId file = files.upload("file.txt", LibraryScenario.large()).id();
      assertTold(files, 4, "CREATED file.txt {}");
      files.update(
          file,
          ItemChanges.NONE
              .withName(ItemName.of("x"))
              .withVisibility(Visibility.PUBLIC)
              .withContentType(ContentType.of("text/csv"))
              .withAttributes(Attributes.of(Map.of("new", "1"))));
      assertTold(
          files,
          5,
          "UPDATED x {attributes.new=, contentType=text/plain, name=file.txt, visibility=private}");
      files.update(file, ItemChanges.NONE.withAttributes(Attributes.NONE));
      assertTold(files, 6, "UPDATED x {attributes.new=1}");
      files.move(file, Destination.at("folder/x"), PlaceOptions.DEFAULT);
      assertTold(files, 7, "UPDATED x {parent=}");
      files.move(file, Destination.at("y"), PlaceOptions.DEFAULT);
      assertTold(files, 8, "UPDATED y {name=x, parent=" + folder + "}");
      files.trash(file);
      assertTold(files, 9, "TRASHED y {}");
      files.trashBin().restore(file);
      assertTold(files, 10, "RESTORED y {}");
      files.delete(file, DeleteOptions.DEFAULT);
      assertTold(files, 11, "DELETED y {}");
      PendingUpload upload = files.uploads().begin(Destination.at("z"), UploadOptions.DEFAULT);
      assertTold(files, 12, "CREATED z {}");
      files.uploads().receive(upload.id(), new ByteArrayInputStream(LibraryScenario.large()));
      files.uploads().complete(upload.id());
      assertTold(files, 13, "UPDATED z {status=pending}");
      Change last = files.changes(12, 10).get(0);
      Item item = files.get(upload.file().id());
      assertThat(last.item()).isEqualTo(item.id());
      assertThat(last.kind()).isEqualTo(item.kind());
      assertThat(last.revision()).isEqualTo(item.revision());
      assertThat(last.stamp()).isEqualTo(item.header().updated());
      assertThat(last.stamp().by()).hasToString("grace");
      probe.check();
    }
  }

  @Test
  @DisplayName("L61 The feed is read in pieces from any change on, one change for a whole folder")
  default void feedIsReadInPieces() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.ensureFolder("a/b/c").id();
      files.upload("a/b/c/file", LibraryScenario.small());
      ItemId top = probe.item("a").id();
      files.rename(top, "x");
      files.trash(top);
      files.trashBin().restore(top);
      files.delete(top, DeleteOptions.DEFAULT.withRecursive());
      probe.collectEverything();
      List<Change> all = files.changes(0, 1000);
      assertThat(all).hasSize(8).extracting(Change::item).containsSequence(top, top, top, top);
      assertThat(all.get(2).item()).isEqualTo(folder);
      for (int after = 0; after <= 9; after++) {
        for (int limit : List.of(1, 3, 1000)) {
          assertThat(files.changes(after, limit))
              .isEqualTo(all.subList(Math.min(after, 8), Math.min(after + limit, 8)));
        }
      }
      assertThat(files.changes(Long.MAX_VALUE, 1)).isEmpty();
      assertThat(probe.otherFiles.changes(0, 10)).isEmpty();
      probe.refused(ErrorCode.INVALID_SIZE, () -> files.changes(-1, 1));
      probe.refused(ErrorCode.INVALID_SIZE, () -> files.changes(0, 0));
      probe.refused(ErrorCode.INVALID_SIZE, () -> files.changes(0, 1001));
      probe.check();
    }
  }

  @Test
  @DisplayName("L62 A change that changes nothing leaves item and feed as they are")
  default void changeOfNothingLeavesNoTrace() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      UploadOptions options = UploadOptions.DEFAULT.withAttributes(Attributes.of(Map.of("a", "1")));
      FileItem file = files.upload(Destination.at("file"), new byte[5], options);
      probe.clock.advance(Duration.ofSeconds(1));
      List<ItemChanges> nothing =
          List.of(
              ItemChanges.NONE,
              ItemChanges.NONE.withName(file.name()),
              ItemChanges.NONE.withAttributes(file.attributes()),
              ItemChanges.NONE.withVisibility(Visibility.PRIVATE),
              ItemChanges.NONE.withContentType(file.contentType()).withExpectedRevision(1));
      for (ItemChanges changes : nothing) {
        assertThat(files.update(file.id(), changes)).isEqualTo(file);
      }
      assertThat(files.get(file.id())).isEqualTo(file);
      assertThat(files.changes(0, 10)).hasSize(1);
      probe.check();
    }
  }

  @Test
  @DisplayName("L63 Usage counts all items and the bytes of completed files, a copy in full")
  default void usageIsCounted() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.createFolder("a").id();
      files.createLink("a/link", "https://example.com/");
      ItemId file = files.upload("a/file", LibraryScenario.large()).id();
      assertUsage(probe, 3, 8000);
      files.copy(folder, Destination.at("b"), PlaceOptions.DEFAULT);
      assertUsage(probe, 6, 16_000);
      PendingUpload upload =
          files.uploads().begin(Destination.at("new"), UploadOptions.DEFAULT.withExpectedSize(500));
      files.uploads().receive(upload.id(), new ByteArrayInputStream(LibraryScenario.small()));
      assertUsage(probe, 7, 16_000);
      files.uploads().complete(upload.id());
      assertUsage(probe, 7, 16_500);
      files.upload(
          Destination.at("new"),
          LibraryScenario.bytes(600),
          UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
      files.update(file, ItemChanges.NONE.withVisibility(Visibility.PUBLIC));
      probe.collectEverything();
      assertUsage(probe, 7, 16_600);
      files.trash(folder);
      assertUsage(probe, 7, 16_600);
      files.trashBin().empty();
      probe.collectEverything();
      assertUsage(probe, 4, 8600);
      assertThat(probe.otherFiles.channel().usage()).isEqualTo(Usage.NONE);
    }
  }

  @Test
  @DisplayName("L64 A call that expects another revision is STALE_REVISION and changes nothing")
  default void staleRevisionIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId file = files.upload("file", LibraryScenario.large()).id();
      files.rename(file, "x");
      ItemId trashed = files.trash(files.createFolder("folder").id()).id();
      for (long revision : List.of(1L, 3L, 0L, Long.MAX_VALUE)) {
        List<ThrowingCallable> calls = callsExpecting(files, file, trashed, revision);
        for (ThrowingCallable call : calls) {
          probe.refused(ErrorCode.STALE_REVISION, call);
        }
        assertThatExceptionOfType(StaleRevision.class)
            .isThrownBy(calls.get(0))
            .satisfies(e -> assertThat(e.expected()).isEqualTo(revision))
            .satisfies(e -> assertThat(e.actual()).isEqualTo(2));
      }
      PlaceOptions third = PlaceOptions.DEFAULT.withExpectedRevision(3);
      ItemName name = ItemName.of("y");
      files.update(file, ItemChanges.NONE.withName(name).withExpectedRevision(2));
      files.move(file, Destination.at("z"), third);
      files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT.withExpectedRevision(4));
      files.trash(file, 4);
      files.trashBin().restore(file, PlaceOptions.DEFAULT.withExpectedRevision(5));
      files.delete(file, DeleteOptions.DEFAULT.withExpectedRevision(6));
      assertThat(probe.paths()).containsExactly("copy");
      probe.check();
    }
  }

  private static List<ThrowingCallable> callsExpecting(
      ChannelFiles files, ItemId file, ItemId trashed, long revision) {
    ItemChanges changes = ItemChanges.NONE.withExpectedRevision(revision);
    PlaceOptions place = PlaceOptions.DEFAULT.withExpectedRevision(revision);
    DeleteOptions delete = DeleteOptions.DEFAULT.withExpectedRevision(revision);
    Destination here = Destination.at("here");
    return List.of(
        () -> files.update(file, changes.withName(ItemName.of("here"))),
        () -> files.update(file, changes.withVisibility(Visibility.PUBLIC)),
        () -> files.update(file, changes),
        () -> files.move(file, here, place),
        () -> files.copy(file, here, place),
        () -> files.trash(file, revision),
        () -> files.trashBin().restore(trashed, place),
        () -> files.trashBin().restore(trashed, here, place),
        () -> files.delete(file, delete),
        () -> files.delete(trashed, delete));
  }

  @Test
  @DisplayName("L65 Attributes come back as given, and are replaced as a whole")
  default void attributesComeBackAsGiven() throws Exception {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      many.put("key " + i, "v".repeat(200));
    }
    List<Attributes> all =
        List.of(
            Attributes.of(many),
            Attributes.of(Map.of("a", "", "A", "1", "\u00e9", "\u0301e", "e\u0301", "2")),
            Attributes.of(Map.of("\uD83D\uDE00.%_'\"\\", "line\none\ttwo\r\n", " ", " ")),
            Attributes.of(Map.of("long", "\u00fc".repeat(2048))),
            Attributes.NONE);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId item = files.createFolder("folder").id();
      for (Attributes attributes : all) {
        Item changed = files.update(item, ItemChanges.NONE.withAttributes(attributes));
        assertThat(changed.attributes()).isEqualTo(attributes);
        assertThat(files.get(item).attributes()).isEqualTo(attributes);
        assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items())
            .containsExactly(changed);
      }
      files.update(item, ItemChanges.NONE.withAttributes(all.get(2)));
      Item copy = files.copy(item, Destination.at("copy"), PlaceOptions.DEFAULT);
      assertThat(copy.attributes()).isEqualTo(all.get(2));
      assertThat(files.rename(item, "renamed").attributes()).isEqualTo(all.get(2));
      probe.check();
    }
  }

  @Test
  @DisplayName("L66 Each change raises an item's revision and time, even if the clock goes back")
  default void revisionAndTimeGrow() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      Item item = files.upload("file", LibraryScenario.large());
      ItemId id = item.id();
      List<Item> states = new ArrayList<>(List.of(item));
      for (Duration step : List.of(Duration.ZERO, Duration.ofHours(-5), Duration.ofNanos(1))) {
        probe.clock.advance(step);
        states.add(files.rename(id, "name " + states.size()));
        states.add(files.trash(id));
        states.add(files.trashBin().restore(id));
        boolean isPublic = files.get(id).visibility() == Visibility.PUBLIC;
        Visibility other = isPublic ? Visibility.PRIVATE : Visibility.PUBLIC;
        states.add(files.update(id, ItemChanges.NONE.withVisibility(other)));
      }
      Instant before = Instant.MIN;
      for (int i = 0; i < states.size(); i++) {
        Item state = states.get(i);
        assertThat(state.revision()).isEqualTo(i + 1);
        assertThat(state.updatedAt()).isAfter(before);
        assertThat(state.createdAt()).isEqualTo(item.createdAt());
        before = state.updatedAt();
      }
      probe.clock.advance(Duration.ofDays(1));
      ItemId moved = files.move(id, Destination.at("later"), PlaceOptions.DEFAULT).id();
      assertThat(files.get(moved).updatedAt()).isEqualTo(probe.clock.instant());
      probe.check();
    }
  }

  @Test
  @DisplayName("L67 Of changes that expect revisions none is lost, whatever threads make them")
  default void noChangeIsLost() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ItemId item = probe.files.createFolder("counter").id();
      Race<Integer> race = Race.run(4, number -> count(probe.files, item, 10));
      assertThat(race.errors()).isEmpty();
      Item counted = probe.files.get(item);
      assertThat(counted.attributes().get("count")).hasValue("40");
      assertThat(counted.revision()).isEqualTo(41);
      assertThat(probe.files.changes(0, 100)).hasSize(41);
      probe.check();
    }
  }

  /** Counts in an attribute, again where another thread was quicker; answers how often it was. */
  private static int count(ChannelFiles files, ItemId item, int times) {
    int repeated = 0;
    for (int done = 0; done < times; ) {
      Item before = files.get(item);
      int count = before.attributes().get("count").map(Integer::parseInt).orElse(0) + 1;
      Attributes after = Attributes.of(new TreeMap<>(Map.of("count", "" + count)));
      try {
        files.update(
            item, ItemChanges.NONE.withAttributes(after).withExpectedRevision(before.revision()));
        done++;
      } catch (StaleRevision e) {
        repeated++;
      }
    }
    return repeated;
  }

  private static void assertTold(ChannelFiles files, int sequence, String expected) {
    List<Change> changes = files.changes(sequence - 1L, 10);
    assertThat(changes)
        .extracting(change -> change.action() + " " + change.name() + " " + change.previous())
        .containsExactly(expected);
    assertThat(changes.get(0).sequence()).isEqualTo(sequence);
  }

  private static void assertUsage(LibraryProbe probe, long items, long bytes) {
    assertThat(probe.files.channel().usage()).isEqualTo(new Usage(items, bytes));
    probe.check();
  }
}
