package io.filelibrary.testkit;

import static io.filelibrary.testkit.CatalogProbe.ids;
import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the children of a folder are listed. */
interface CatalogChildrenRules extends CatalogLocation {
  /** Ascending by UTF-8 bytes. By UTF-16 units, case-blind or in a locale they order otherwise. */
  List<String> ORDERED_NAMES =
      List.of(
          "10",
          "2",
          "A",
          "B",
          "Z",
          "_",
          "a",
          "a b",
          "a-b",
          "a.b",
          "aB",
          "ab",
          "b",
          "e\u0301",
          "z",
          "\u00c9",
          "\u00df",
          "\u00e9",
          "\u4e2d",
          "\uE000",
          "\uFF5E",
          "\uD800\uDC00",
          "\uD83D\uDE00");

  @Test
  @DisplayName("C40 The children of a folder are its living ones, and none from below or beside")
  default void childrenAreTheLivingOfOneFolder() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");
      ItemRecord beside = probe.insertFolder(probe.root(), "beside");
      ItemRecord below = probe.insertFolder(folder.id(), "below");
      probe.insertFolder(below.id(), "far below");
      ItemRecord parked =
          probe.insert(
              rows.folder(probe.root(), "p")
                  .withPlacement(Placement.trashed(probe.root(), folder.id(), TIME)));
      ItemRecord inParked = probe.insertFolder(parked.id(), "in parked");
      probe.insert(
          rows.folder(probe.root(), "q")
              .withPlacement(Placement.detached(probe.root(), folder.id(), TIME)));
      probe.insert(
          rows.folder(probe.root(), "r").withPlacement(Placement.deleted(probe.root(), TIME)));

      assertThat(children(probe, probe.root(), SortField.NAME, false))
          .containsExactly(beside, folder);
      assertThat(children(probe, folder.id(), SortField.NAME, false)).containsExactly(below);
      assertThat(children(probe, parked.id(), SortField.NAME, false)).containsExactly(inParked);
      assertThat(children(probe, beside.id(), SortField.NAME, false)).isEmpty();
      assertThat(children(probe, rows.newItemId(), SortField.NAME, false)).isEmpty();
    }
  }

  @Test
  @DisplayName("C41 By NAME children come in the order of the UTF-8 bytes of their names' keys")
  default void childrenAreOrderedByTheBytesOfTheirKeys() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      int size = ORDERED_NAMES.size();
      for (int i = 0; i < size; i++) {
        String key = ORDERED_NAMES.get(i * 7 % size);
        String misleading = String.valueOf((char) ('z' - i));
        probe.insert(probe.rows().link(probe.root(), "").withName(misleading, key));
      }
      List<String> keys =
          children(probe, probe.root(), SortField.NAME, false).stream()
              .map(ItemRecord::nameKey)
              .toList();
      assertThat(keys).containsExactlyElementsOf(ORDERED_NAMES);
      List<String> reversed =
          children(probe, probe.root(), SortField.NAME, true).stream()
              .map(ItemRecord::nameKey)
              .toList();
      assertThat(reversed).containsExactlyElementsOf(reverse(ORDERED_NAMES));
    }
  }

  @Test
  @DisplayName("C42 By CREATED and UPDATED children come in the order of nanoseconds, then names")
  default void childrenAreOrderedByTime() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<Instant> times = CatalogRecordRules.EXTREME_TIMES;
      List<ItemId> byCreated = new ArrayList<>();
      for (int i = 0; i < times.size(); i++) {
        for (String name : List.of("a", "b")) {
          Stamp created = new Stamp(times.get(i), ActorId.of("a"));
          Stamp updated = new Stamp(times.get(times.size() - 1 - i), ActorId.of("a"));
          ItemRecord link = probe.rows().link(probe.root(), name + (times.size() - i));
          probe.insert(stamped(link, created, updated));
          byCreated.add(link.id());
        }
      }
      List<ItemId> byUpdated = new ArrayList<>();
      for (int i = times.size() - 1; i >= 0; i--) {
        byUpdated.addAll(byCreated.subList(2 * i, 2 * i + 2));
      }
      assertThat(ids(children(probe, probe.root(), SortField.CREATED, false)))
          .containsExactlyElementsOf(byCreated);
      assertThat(ids(children(probe, probe.root(), SortField.CREATED, true)))
          .containsExactlyElementsOf(reverse(byCreated));
      assertThat(ids(children(probe, probe.root(), SortField.UPDATED, false)))
          .containsExactlyElementsOf(byUpdated);
      assertThat(ids(children(probe, probe.root(), SortField.UPDATED, true)))
          .containsExactlyElementsOf(reverse(byUpdated));
    }
  }

  @Test
  @DisplayName("C43 By SIZE folders and links count as 0, and equal sizes come by name")
  default void childrenAreOrderedBySize() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      List<ItemRecord> ascending =
          List.of(
              rows.folder(probe.root(), "a"),
              sized(rows.pendingFile(probe.root(), "b"), 0),
              rows.link(probe.root(), "c"),
              sized(rows.pendingFile(probe.root(), "z"), 1),
              sized(rows.pendingFile(probe.root(), "y"), 9),
              sized(rows.pendingFile(probe.root(), "k"), 10),
              sized(rows.pendingFile(probe.root(), "l"), 10),
              sized(rows.pendingFile(probe.root(), "d"), Integer.MAX_VALUE + 1L),
              sized(rows.pendingFile(probe.root(), "0"), Long.MAX_VALUE));
      for (ItemRecord item : reverse(ascending)) {
        probe.insert(item);
      }
      assertThat(children(probe, probe.root(), SortField.SIZE, false))
          .containsExactlyElementsOf(ascending);
      assertThat(children(probe, probe.root(), SortField.SIZE, true))
          .containsExactlyElementsOf(reverse(ascending));
    }
  }

  @Test
  @DisplayName("C44 With foldersFirst folders come before all others in either direction")
  default void foldersComeFirst() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord link = probe.insert(probe.rows().link(probe.root(), "a"));
      ItemRecord first = probe.insertFolder(probe.root(), "b");
      ItemRecord file = probe.insertFile(probe.root(), "c");
      ItemRecord second = probe.insertFolder(probe.root(), "d");
      for (SortField sort : List.of(SortField.NAME, SortField.CREATED, SortField.UPDATED)) {
        assertThat(
                list(
                    probe,
                    new ChildQuery(probe.root(), sort, false, true, true, Optional.empty(), 10)))
            .as("by %s", sort)
            .containsExactly(first, second, link, file);
        assertThat(
                list(
                    probe,
                    new ChildQuery(probe.root(), sort, true, true, true, Optional.empty(), 10)))
            .as("by %s, descending", sort)
            .containsExactly(second, first, file, link);
      }
    }
  }

  @Test
  @DisplayName("C45 Pending files are among the children only if they are wanted")
  default void pendingFilesAreListedOnDemand() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord pending = probe.insert(probe.rows().pendingFile(probe.root(), "a"));
      ItemRecord file = probe.insertFile(probe.root(), "b");
      ItemRecord folder = probe.insert(probe.rows().folder(probe.root(), "c"));
      ItemRecord link = probe.insert(probe.rows().link(probe.root(), "d"));
      for (ChildQuery query : ChildrenModel.queries(probe.rows().rootRecord(), 10)) {
        assertThat(list(probe, query)).contains(file, folder, link);
        assertThat(list(probe, query).contains(pending)).isEqualTo(query.includePending());
      }
    }
  }

  @Test
  @DisplayName("C46 Pages of every order put together are the whole list, each as long as wanted")
  default void pagesMakeTheWholeList() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> children = insertRandomChildren(probe, random, 40);
      for (ChildQuery query : ChildrenModel.queries(probe.rows().rootRecord(), 1000)) {
        List<ItemRecord> whole = ChildrenModel.expected(query, children);
        assertThat(list(probe, query)).as("seed %d, %s", seed, query).isEqualTo(whole);
        for (int limit : List.of(1, 3, whole.size())) {
          ChildQuery next = ChildrenModel.page(query, Optional.empty(), limit);
          for (int from = 0; from <= whole.size(); from += limit) {
            List<ItemRecord> page = list(probe, next);
            assertThat(page)
                .as("seed %d, %s", seed, next)
                .isEqualTo(whole.subList(from, Math.min(from + limit, whole.size())));
            next =
                ChildrenModel.page(
                    query,
                    page.isEmpty()
                        ? next.after()
                        : Optional.of(ChildrenModel.position(query, page.get(page.size() - 1))),
                    limit);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("C47 A page may begin after a position that no child has")
  default void pageBeginsAfterAbsentPosition() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> children = insertRandomChildren(probe, random, 30);
      for (ChildQuery query : ChildrenModel.queries(probe.rows().rootRecord(), 5)) {
        for (int i = 0; i < 10; i++) {
          ItemRecord absent = randomChild(probe, random, i);
          ChildQuery.Position near = ChildrenModel.position(query, absent);
          ChildQuery after = ChildrenModel.page(query, Optional.of(near), 5);
          assertThat(list(probe, after))
              .as("seed %d, %s", seed, after)
              .isEqualTo(ChildrenModel.expected(after, children));
        }
      }
    }
  }

  @Test
  @DisplayName("C48 Without foldersFirst the kind of the position's child does not matter")
  default void kindOfThePositionDoesNotMatter() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> children = insertRandomChildren(probe, random, 20);
      for (ChildQuery query : ChildrenModel.queries(probe.rows().rootRecord(), 100)) {
        ItemRecord any = children.get(random.nextInt(children.size()));
        ChildQuery.Position at = ChildrenModel.position(query, any);
        ChildQuery.Position turned =
            new ChildQuery.Position(!at.folder(), at.sortValue(), at.nameKey());
        ChildQuery after = ChildrenModel.page(query, Optional.of(turned), 100);
        if (!query.foldersFirst()) {
          assertThat(list(probe, after))
              .as("seed %d, %s", seed, after)
              .isEqualTo(ChildrenModel.expected(after, children));
        }
      }
    }
  }

  @Test
  @DisplayName("C49 Children that come and go between pages neither shift nor repeat the others")
  default void changesBetweenPagesShiftNothing() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> children = new ArrayList<>(insertRandomChildren(probe, random, 20));
      for (ChildQuery query : ChildrenModel.queries(probe.rows().rootRecord(), 4)) {
        ChildQuery next = query;
        List<ItemRecord> page = list(probe, next);
        while (!page.isEmpty()) {
          assertThat(page)
              .as("seed %d, %s", seed, next)
              .isEqualTo(ChildrenModel.expected(next, children));
          ItemRecord last = page.get(page.size() - 1);
          next = ChildrenModel.page(query, Optional.of(ChildrenModel.position(query, last)), 4);
          children.remove(last);
          assertThat(probe.answer(w -> w.deleteItem(probe.channel(), last.id()))).isTrue();
          page = list(probe, next);
        }
        children.addAll(insertRandomChildren(probe, random, 20 - children.size()));
      }
    }
  }

  private static List<ItemRecord> children(
      CatalogProbe probe, ItemId parent, SortField sort, boolean descending)
      throws BackendException {
    return list(
        probe, new ChildQuery(parent, sort, descending, false, true, Optional.empty(), 100));
  }

  private static List<ItemRecord> list(CatalogProbe probe, ChildQuery query)
      throws BackendException {
    return probe.list(reader -> reader.children(probe.channel(), query));
  }

  private static List<ItemRecord> insertRandomChildren(CatalogProbe probe, Random random, int count)
      throws BackendException {
    List<ItemRecord> children = new ArrayList<>();
    while (children.size() < count) {
      ItemRecord child = randomChild(probe, random, children.size());
      boolean free =
          probe.write(
              writer -> {
                List<String> key = List.of(child.nameKey());
                if (!writer.descend(probe.channel(), probe.root(), key).isEmpty()) {
                  return false;
                }
                writer.insertItem(child);
                return true;
              });
      if (free) {
        children.add(child);
      }
    }
    return children;
  }

  /** A folder, a link or a pending or completed file, of few times and sizes but many names. */
  private static ItemRecord randomChild(CatalogProbe probe, Random random, int kind)
      throws BackendException {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      key.append(ORDERED_NAMES.get(random.nextInt(ORDERED_NAMES.size())));
    }
    SampleChannel rows = probe.rows();
    ItemRecord child =
        switch (kind % 4) {
          case 0 -> rows.folder(probe.root(), key.toString());
          case 1 -> rows.link(probe.root(), key.toString());
          case 2 -> sized(rows.pendingFile(probe.root(), key.toString()), random.nextInt(3));
          default ->
              rows.file(probe.root(), key.toString(), probe.insert(rows.live(random.nextInt(3))));
        };
    return stamped(child, randomStamp(random), randomStamp(random));
  }

  private static Stamp randomStamp(Random random) {
    return new Stamp(TIME.plusNanos(random.nextInt(4)), ActorId.of("random"));
  }

  private static ItemRecord stamped(ItemRecord item, Stamp created, Stamp updated) {
    return new ItemRecord(
        item.id(),
        item.channel(),
        item.kind(),
        item.placement(),
        item.name(),
        item.nameKey(),
        created,
        updated,
        item.revision(),
        Visibility.PRIVATE,
        Attributes.NONE,
        item.linkUrl(),
        item.file());
  }

  private static ItemRecord sized(ItemRecord pending, long size) {
    return pending.withFile(
        new FileRecord(
            FileStatus.PENDING,
            size,
            ContentType.OCTET_STREAM,
            0,
            Optional.empty(),
            Optional.empty(),
            false));
  }

  private static <T> List<T> reverse(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }
}
