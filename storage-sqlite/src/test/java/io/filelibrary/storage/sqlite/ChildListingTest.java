package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Stamp;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of listings, and what SQLite does for it. */
final class ChildListingTest {
  private static final Comparator<ItemRecord> BY_NAME =
      (a, b) ->
          Arrays.compareUnsigned(
              a.nameKey().getBytes(StandardCharsets.UTF_8),
              b.nameKey().getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private SqliteCatalog catalog;
  private final List<ItemRecord> model = new ArrayList<>();
  private int nextId = 10;

  @BeforeEach
  void openCatalog() throws Exception {
    catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
    write(catalog, Samples::insertChannel);
  }

  @AfterEach
  void closeCatalog() throws Exception {
    catalog.close();
  }

  static Stream<ChildQuery> queries() {
    List<ChildQuery> all = new ArrayList<>();
    for (SortField sort : SortField.values()) {
      for (int flags = 0; flags < 8; flags++) {
        all.add(query(sort, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void pagesFollowTheOrderWhileChildrenComeAndGo(ChildQuery query) throws Exception {
    long seed = 20260304;
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      insertOne(random);
    }
    List<ItemRecord> seen = new ArrayList<>();
    Optional<ChildQuery.Position> after = Optional.empty();
    while (true) {
      List<ItemRecord> page = list(query, after, 7);
      assertThat(page).as("seed %s after %s", seed, after).isEqualTo(expected(query, seen, 7));
      if (page.size() < 7) {
        break;
      }
      seen.addAll(page);
      after = Optional.of(position(query, page.get(6)));
      removeOne(random.nextBoolean() ? page.get(6) : model.get(random.nextInt(model.size())));
      insertOne(random);
    }
  }

  @Test
  void namesSortByTheirUtf8BytesNotByTheirChars() throws Exception {
    // In UTF-16 the emoji, which is a surrogate pair, comes before the full-width letter.
    insert(Samples.folder(itemId(10), ROOT, "\uD83D\uDE00"));
    insert(Samples.folder(itemId(11), ROOT, "\uFF21"));
    insert(Samples.folder(itemId(12), ROOT, "z"));
    insert(Samples.folder(itemId(13), ROOT, "Z"));
    insert(Samples.folder(itemId(14), ROOT, "\u00E9"));
    assertThat(list(query(SortField.NAME, false, true, false), Optional.empty(), 10))
        .extracting(ItemRecord::name)
        .containsExactly("Z", "z", "\u00E9", "\uFF21", "\uD83D\uDE00");
  }

  @ParameterizedTest
  @MethodSource("queries")
  void listingsUseAnIndexAndThoseByNameDoNotSort(ChildQuery query) throws Exception {
    for (ChildListing part : ChildListing.of(query)) {
      assertThat(plan("SELECT * FROM item" + part.clauses()))
          .contains("SEARCH item USING INDEX item_")
          .doesNotContain("SCAN");
      if (query.sort() == SortField.NAME) {
        assertThat(plan("SELECT * FROM item" + part.clauses())).doesNotContain("TEMP B-TREE");
      }
    }
  }

  @Test
  void lookUpsUseIndexes() throws Exception {
    assertThat(
            plan(
                "SELECT * FROM content WHERE channel = ? AND state = ? AND due <= ?"
                    + " ORDER BY due, key LIMIT ?"))
        .contains("USING INDEX content_due")
        .doesNotContain("TEMP B-TREE");
    assertThat(
            plan(
                "SELECT * FROM upload WHERE channel = ? AND expires_at <= ?"
                    + " ORDER BY expires_at, id LIMIT ?"))
        .contains("USING INDEX upload_expiry")
        .doesNotContain("TEMP B-TREE");
    assertThat(
            plan(
                "SELECT * FROM item WHERE channel = ? AND state = ? AND since IS NOT NULL"
                    + " AND (since, id) < (?, ?) ORDER BY since DESC, id DESC LIMIT ?"))
        .contains("USING INDEX item_parked")
        .doesNotContain("TEMP B-TREE");
    assertThat(
            plan(
                "SELECT * FROM item WHERE channel = ? AND parent = ? AND name_key = ?"
                    + " AND state = 'LIVING'"))
        .contains("USING INDEX item_name");
  }

  @Test
  void theUploadToAKeyIsFoundByTheKeyAlone() throws Exception {
    assertThat(plan(UploadTable.SELECT_TO))
        .contains("SEARCH upload USING INDEX upload_content (content=?)")
        .contains("SEARCH channel USING INTEGER PRIMARY KEY")
        .doesNotContain("SCAN");
  }

  @Test
  void theChannelOfAnItemIsFoundByTheItemAlone() throws Exception {
    assertThat(plan(ItemTable.SELECT_CHANNEL))
        .contains("SEARCH item USING INDEX sqlite_autoindex_item_1 (id=?)")
        .contains("SEARCH channel USING INTEGER PRIMARY KEY")
        .doesNotContain("SCAN");
  }

  @Test
  void anItemIsReadWithItsContentByThreeKeys() throws Exception {
    for (String sql :
        List.of(ItemTable.SELECT_ITEM_WITH_CONTENT, ItemTable.SELECT_CHILD_WITH_CONTENT)) {
      assertThat(plan(sql))
          .contains("SEARCH content USING PRIMARY KEY (key=? AND channel=?) LEFT-JOIN")
          .contains("SEARCH inline_bytes USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN")
          .doesNotContain("SCAN");
    }
    assertThat(plan(ItemTable.SELECT_ITEM_WITH_CONTENT))
        .contains("SEARCH item USING PRIMARY KEY (channel=? AND id=?)");
    assertThat(plan(ItemTable.SELECT_CHILD_WITH_CONTENT))
        .contains("SEARCH item USING INDEX item_name (channel=? AND parent=? AND name_key=?)");
  }

  @Test
  void theChannelsOfATenantAreReadInTheirOrder() throws Exception {
    assertThat(plan(ChannelTable.SELECT_OF_TENANT))
        .contains("SEARCH channel USING INDEX channel_tenant (tenant=? AND id>?)")
        .doesNotContain("TEMP B-TREE");
  }

  @Test
  void openUploadsOfAChannelAreCountedInTheIndexOfOpenOnes() throws Exception {
    assertThat(plan(UploadTable.SELECT_OPEN_COUNT))
        .contains("SEARCH upload USING COVERING INDEX upload_open (state=? AND channel=?)")
        .doesNotContain("SCAN upload");
  }

  @Test
  void theBacklogIsCountedInIndexesThatHoldNothingElse() throws Exception {
    assertThat(plan(SqliteReader.SELECT_BACKLOG))
        .contains("USING COVERING INDEX content_due")
        .contains("USING COVERING INDEX upload_open");
  }

  @Test
  void everythingIsReadAlongAnIndexWithoutSorting() throws Exception {
    for (String sql : List.of(CountedContents.SELECT_FIRST, CountedContents.SELECT_NEXT)) {
      assertThat(plan(sql))
          .contains("SEARCH item USING COVERING INDEX item_content (channel=? AND content=?)")
          .contains("SEARCH version USING COVERING INDEX version_content (channel=? AND content=?)")
          .doesNotContain("TEMP B-TREE");
    }
    // The table itself is in the order of keys.
    assertThat(plan(CountedContents.SELECT_FIRST)).contains("SCAN content\n");
    assertThat(plan(CountedContents.SELECT_NEXT)).contains("content USING PRIMARY KEY (key>?)");
    assertThat(plan(CountedContents.SELECT_ONE)).contains("(key=?)").doesNotContain("SCAN");
    for (String sql :
        List.of(
            ItemTable.SELECT_FIRST,
            ItemTable.SELECT_NEXT,
            UploadTable.SELECT_FIRST,
            UploadTable.SELECT_NEXT)) {
      assertThat(plan(sql))
          .contains("USING PRIMARY KEY (channel=?")
          .doesNotContain("SCAN")
          .doesNotContain("TEMP B-TREE");
    }
    assertThat(plan(ItemTable.SELECT_NEXT)).contains("id>?");
    assertThat(plan(UploadTable.SELECT_NEXT)).contains("id>?");
    assertThat(plan(ItemTable.SELECT_USAGE))
        .contains("(channel=?)")
        .doesNotContain("SCAN item")
        .doesNotContain("TEMP B-TREE");
  }

  private String plan(String sql) throws Exception {
    DatabaseSettings settings =
        new DatabaseSettings(
            folder.resolve("catalog.db"), 1, Options.DEFAULT_BUSY_TIMEOUT, 4096, 1);
    try (Session session = new DatabaseFile(settings).openReader()) {
      return String.join(
          "\n",
          session.list(
              row -> row.number() + " " + row.number() + " " + row.number() + " " + row.text(),
              "EXPLAIN QUERY PLAN " + sql));
    }
  }

  private static ChildQuery query(
      SortField sort, boolean descending, boolean foldersFirst, boolean includePending) {
    return new ChildQuery(
        ROOT, sort, descending, foldersFirst, includePending, Optional.empty(), 7);
  }

  private List<ItemRecord> list(ChildQuery query, Optional<ChildQuery.Position> after, int limit)
      throws Exception {
    ChildQuery page =
        new ChildQuery(
            query.parent(),
            query.sort(),
            query.descending(),
            query.foldersFirst(),
            query.includePending(),
            after,
            limit);
    return catalog.read(reader -> reader.children(CHANNEL, page));
  }

  /** What follows the last row that was seen, which may be gone by now, in the order wanted. */
  private List<ItemRecord> expected(ChildQuery query, List<ItemRecord> seen, int limit) {
    Comparator<ItemRecord> order = order(query);
    return model.stream()
        .filter(row -> query.includePending() || !isPending(row))
        .filter(row -> seen.isEmpty() || order.compare(row, seen.get(seen.size() - 1)) > 0)
        .sorted(order)
        .limit(limit)
        .toList();
  }

  private static Comparator<ItemRecord> order(ChildQuery query) {
    Comparator<ItemRecord> order =
        Comparator.<ItemRecord>comparingLong(row -> sortValue(query.sort(), row))
            .thenComparing(BY_NAME);
    order = query.descending() ? order.reversed() : order;
    return query.foldersFirst()
        ? Comparator.<ItemRecord, Boolean>comparing(row -> row.kind() != ItemKind.FOLDER)
            .thenComparing(order)
        : order;
  }

  private static ChildQuery.Position position(ChildQuery query, ItemRecord row) {
    return new ChildQuery.Position(
        row.kind() == ItemKind.FOLDER, sortValue(query.sort(), row), row.nameKey());
  }

  private static long sortValue(SortField sort, ItemRecord row) {
    return switch (sort) {
      case NAME -> 0;
      case CREATED -> EpochNanos.of(row.created().at());
      case UPDATED -> EpochNanos.of(row.updated().at());
      case SIZE -> row.file().map(FileRecord::size).orElse(0L);
    };
  }

  private static boolean isPending(ItemRecord row) {
    return row.file().filter(file -> file.status() == FileStatus.PENDING).isPresent();
  }

  private void insertOne(Random random) throws Exception {
    int id = nextId++;
    String name = List.of("a", "\uFF21", "\uD83D\uDE00", "B").get(random.nextInt(4)) + id;
    int kind = random.nextInt(3);
    if (kind == 0) {
      insert(stamped(random, Samples.folder(itemId(id), ROOT, name)));
    } else if (kind == 1) {
      insert(stamped(random, Samples.pending(itemId(id), ROOT, name, random.nextInt(3))));
    } else {
      long size = random.nextInt(4);
      write(catalog, writer -> writer.insertContent(Samples.live(Samples.key(id), size)));
      insert(stamped(random, Samples.file(itemId(id), ROOT, name, Samples.key(id), size)));
    }
  }

  /** Few different moments, so that there are many ties. */
  private static ItemRecord stamped(Random random, ItemRecord row) {
    Stamp created = new Stamp(Samples.NOW.plusNanos(random.nextInt(3)), ActorId.of("ann"));
    Stamp updated = new Stamp(Samples.NOW.minusNanos(random.nextInt(3)), ActorId.of("bob"));
    ItemRecord changed = row.changed(updated);
    return new ItemRecord(
        row.id(),
        row.channel(),
        row.kind(),
        row.placement(),
        row.name(),
        row.nameKey(),
        new Stamp(created.at().minus(Duration.ofDays(1)), created.by()),
        changed.updated(),
        1,
        row.visibility(),
        row.attributes(),
        row.linkUrl(),
        row.file());
  }

  private void insert(ItemRecord row) throws Exception {
    write(catalog, writer -> writer.insertItem(row));
    model.add(row);
  }

  private void removeOne(ItemRecord row) throws Exception {
    write(catalog, writer -> assertThat(writer.deleteItem(CHANNEL, row.id())).isTrue());
    model.remove(row);
  }
}
