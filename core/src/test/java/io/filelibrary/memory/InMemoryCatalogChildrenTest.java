package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.OTHER_ROOT;
import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.CatalogFixture.names;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.OTHER_CHANNEL;
import static io.filelibrary.memory.Rows.folder;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.link;
import static io.filelibrary.memory.Rows.pendingFile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Stamp;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ChildQuery.Position;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryCatalogChildrenTest {
  private static final ChildQuery BY_NAME =
      new ChildQuery(ROOT, SortField.NAME, false, false, true, Optional.empty(), 1000);

  private CatalogFixture fixture;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
  }

  @Test
  void childrenAreLivingAndOfOneFolder() throws BackendException {
    fixture.insert(
        folder(1, ROOT, "a"),
        folder(2, itemId(1), "b"),
        folder(3, ROOT, "c").withPlacement(Placement.trashed(ROOT, ROOT, NOW)),
        folder(4, ROOT, "d").withPlacement(Placement.detached(ROOT, ROOT, NOW)),
        folder(5, ROOT, "e").withPlacement(Placement.deleted(ROOT, NOW)));

    assertThat(names(children(BY_NAME))).containsExactly("a");
  }

  @Test
  void folderOfAnotherChannelHasNoChildren() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    assertThat(fixture.list(reader -> reader.children(OTHER_CHANNEL, BY_NAME))).isEmpty();
    assertThat(children(below(OTHER_ROOT))).isEmpty();
    assertThat(children(below(itemId(9)))).isEmpty();
  }

  @Test
  void namesAreOrderedByTheirUtf8Bytes() throws BackendException {
    // In UTF-16 the emoji would come before U+FF5E.
    fixture.insert(
        link(1, ROOT, "\uD83D\uDE00"),
        link(2, ROOT, "\uFF5E"),
        link(3, ROOT, "a"),
        link(4, ROOT, "Z"),
        link(5, ROOT, "\u00E4"));

    assertThat(names(children(BY_NAME)))
        .containsExactly("Z", "a", "\u00E4", "\uFF5E", "\uD83D\uDE00");
  }

  @Test
  void keysAndNotNamesAreOrdered() throws BackendException {
    fixture.insert(folder(1, ROOT, "B").withName("B", "b"), folder(2, ROOT, "a"));

    assertThat(names(children(BY_NAME))).containsExactly("a", "B");
  }

  @Test
  void foldersStayInFrontWhenTheOrderDescends() throws BackendException {
    fixture.insert(
        folder(1, ROOT, "b"), folder(2, ROOT, "d"), link(3, ROOT, "a"), link(4, ROOT, "c"));

    ChildQuery query =
        new ChildQuery(ROOT, SortField.NAME, true, true, true, Optional.empty(), 1000);
    assertThat(names(children(query))).containsExactly("d", "b", "c", "a");
  }

  @Test
  void pendingFilesAreListedIfWanted() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"), link(2, ROOT, "b"));

    ChildQuery query =
        new ChildQuery(ROOT, SortField.NAME, false, false, false, Optional.empty(), 1000);
    assertThat(names(children(query))).containsExactly("b");
    assertThat(names(children(BY_NAME))).containsExactly("a", "b");
  }

  @Test
  void pageBeginsAfterAPositionWithoutAChild() throws BackendException {
    fixture.insert(link(1, ROOT, "a"), link(2, ROOT, "c"));

    Position position = new Position(true, 0, "b");
    assertThat(names(children(page(SortField.NAME, false, false, true, Optional.of(position), 10))))
        .containsExactly("c");
  }

  @Test
  void limitBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> children(page(SortField.NAME, false, false, true, Optional.empty(), 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyQueryPagesThroughTheDocumentedOrder(long seed) throws BackendException {
    Random random = new Random(seed);
    List<ItemRecord> all = randomChildren(random);
    fixture.insert(all.toArray(ItemRecord[]::new));

    for (SortField sort : SortField.values()) {
      for (int flags = 0; flags < 8; flags++) {
        ChildQuery query =
            page(
                sort,
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                Optional.empty(),
                1 + random.nextInt(20));
        assertThat(pageThrough(query))
            .as("%s, seed %d", query, seed)
            .containsExactlyElementsOf(expected(all, query));
      }
    }
  }

  private List<ItemRecord> pageThrough(ChildQuery first) throws BackendException {
    List<ItemRecord> rows = new ArrayList<>();
    ChildQuery query = first;
    List<ItemRecord> page = children(query);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(query.limit());
      rows.addAll(page);
      Position last = position(page.get(page.size() - 1), query.sort());
      query =
          page(
              query.sort(),
              query.descending(),
              query.foldersFirst(),
              query.includePending(),
              Optional.of(last),
              query.limit());
      page = page.size() < query.limit() ? List.of() : children(query);
    }
    return rows;
  }

  /** The order as its Javadoc gives it, on bytes and by plain sorting. */
  private static List<ItemRecord> expected(List<ItemRecord> all, ChildQuery query) {
    Comparator<ItemRecord> byValue =
        Comparator.comparingLong(row -> position(row, query.sort()).sortValue());
    Comparator<ItemRecord> ascending =
        byValue.thenComparing(row -> row.nameKey().getBytes(UTF_8), Arrays::compareUnsigned);
    Comparator<ItemRecord> directed = query.descending() ? ascending.reversed() : ascending;
    Comparator<ItemRecord> foldersFirst =
        Comparator.comparing(row -> query.foldersFirst() && row.kind() != ItemKind.FOLDER);
    return all.stream()
        .filter(row -> query.includePending() || !isPending(row))
        .sorted(foldersFirst.thenComparing(directed))
        .toList();
  }

  private static boolean isPending(ItemRecord row) {
    return row.file().isPresent() && row.file().get().status() == FileStatus.PENDING;
  }

  private static Position position(ItemRecord row, SortField sort) {
    long value =
        switch (sort) {
          case NAME -> 0;
          case CREATED -> ChronoUnit.NANOS.between(Instant.EPOCH, row.created().at());
          case UPDATED -> ChronoUnit.NANOS.between(Instant.EPOCH, row.updated().at());
          case SIZE -> row.file().isPresent() ? row.file().get().size() : 0;
        };
    return new Position(row.kind() == ItemKind.FOLDER, value, row.nameKey());
  }

  private List<ItemRecord> randomChildren(Random random) throws BackendException {
    List<ItemRecord> rows = new ArrayList<>();
    fixture.write(writer -> writer.insertContent(Rows.live(key(1))));
    for (int number = 0; number < 150; number++) {
      String name = randomName(random) + number;
      ItemRecord row =
          switch (random.nextInt(4)) {
            case 0 -> folder(number, ROOT, name);
            case 1 -> link(number, ROOT, name);
            case 2 -> pendingFile(number, ROOT, name);
            default ->
                pendingFile(number, ROOT, name).withFile(Rows.completed(key(1), random.nextInt(5)));
          };
      rows.add(row.changed(new Stamp(NOW.plusNanos(random.nextInt(5)), Rows.STAMP.by())));
    }
    return rows;
  }

  private static String randomName(Random random) {
    List<String> letters =
        List.of("a", "B", "\u00E4", "\uFF5E", "\uD83D\uDE00", "\uAC00", "%", "_");
    StringBuilder name = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      name.append(letters.get(random.nextInt(letters.size())));
    }
    return name.toString();
  }

  private static ChildQuery below(ItemId parent) {
    return new ChildQuery(parent, SortField.NAME, false, false, true, Optional.empty(), 1000);
  }

  private static ChildQuery page(
      SortField sort,
      boolean descending,
      boolean foldersFirst,
      boolean includePending,
      Optional<Position> after,
      int limit) {
    return new ChildQuery(ROOT, sort, descending, foldersFirst, includePending, after, limit);
  }

  private List<ItemRecord> children(ChildQuery query) throws BackendException {
    return fixture.list(reader -> reader.children(CHANNEL, query));
  }
}
