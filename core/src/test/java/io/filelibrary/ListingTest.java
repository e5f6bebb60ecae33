package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidCursor;
import io.filelibrary.error.InvalidPath;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.SortField;
import io.filelibrary.model.UploadOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingTest {
  private static final FolderRef ROOT = FolderRef.root();
  private static final ListOptions BY_TWO = ListOptions.DEFAULT.withPageSize(2);

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private static Stream<Arguments> orders() {
    return Arrays.stream(SortField.values())
        .flatMap(
            sort ->
                Stream.of(true, false)
                    .flatMap(
                        descending ->
                            Stream.of(true, false)
                                .map(first -> Arguments.of(sort, descending, first))));
  }

  /** Names whose order differs by UTF-16 and by UTF-8, sizes and times that repeat. */
  private void fill() {
    List<String> names =
        List.of("b", "a", "\uff5e", "\ud83d\ude00", "Z", "\u00e4", "a b", "a-b", "10", "9");
    for (int i = 0; i < names.size(); i++) {
      files.upload(names.get(i), Fixture.bytes(i % 3));
      files.createFolder("folder " + names.get(names.size() - 1 - i));
      files.createLink("link " + names.get(i), "https://example.com");
      if (i % 2 == 0) {
        fixture.clock.advance(Duration.ofNanos(1));
      }
    }
    files.rename(fixture.item("a").id(), "a2");
  }

  private static long size(Item item) {
    return item instanceof FileItem file ? file.size() : 0;
  }

  private static Comparator<Item> comparator(ListOptions options) {
    Comparator<Item> byName =
        (a, b) ->
            Arrays.compareUnsigned(
                a.name().value().getBytes(StandardCharsets.UTF_8),
                b.name().value().getBytes(StandardCharsets.UTF_8));
    Comparator<Item> order =
        switch (options.sort()) {
          case NAME -> byName;
          case CREATED -> Comparator.comparing(Item::createdAt).thenComparing(byName);
          case UPDATED -> Comparator.comparing(Item::updatedAt).thenComparing(byName);
          case SIZE -> Comparator.comparing(ListingTest::size).thenComparing(byName);
        };
    Comparator<Item> directed = options.descending() ? order.reversed() : order;
    Comparator<Item> folders = Comparator.comparing(item -> !(item instanceof FolderItem));
    return options.foldersFirst() ? folders.thenComparing(directed) : directed;
  }

  private List<Item> readAll(FolderRef folder, ListOptions options) {
    List<Item> found = new ArrayList<>();
    Optional<Cursor> next;
    ListOptions from = options;
    do {
      Page<Item> page = files.list(folder, from);
      assertThat(page.items().size()).isLessThanOrEqualTo(options.pageSize());
      found.addAll(page.items());
      next = page.next();
      if (next.isPresent()) {
        from = options.withCursor(next.get());
      }
    } while (next.isPresent());
    return found;
  }

  private static List<String> names(List<Item> items) {
    return items.stream().map(item -> item.name().value()).toList();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void pagesGiveEveryChildOnceInOrder(SortField sort, boolean descending, boolean foldersFirst) {
    fill();
    ListOptions options =
        ListOptions.DEFAULT
            .withSort(sort)
            .withDescending(descending)
            .withFoldersFirst(foldersFirst);

    List<Item> whole = files.list(ROOT, options).items();

    assertThat(whole).hasSize(30).isSortedAccordingTo(comparator(options));
    assertThat(readAll(ROOT, options.withPageSize(1))).isEqualTo(whole);
    assertThat(readAll(ROOT, options.withPageSize(7))).isEqualTo(whole);
    assertThat(files.stream(ROOT, options.withPageSize(4))).containsExactlyElementsOf(whole);
  }

  @Test
  void lastPageHasNoCursor() {
    files.createFolder("a");
    files.createFolder("b");

    assertThat(files.list(ROOT, ListOptions.DEFAULT).next()).isEmpty();
    assertThat(names(readAll(ROOT, BY_TWO))).containsExactly("a", "b");
  }

  @Test
  void emptyFolderHasOneEmptyPage() {
    Page<Item> page = files.list(ROOT, ListOptions.DEFAULT);

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void itemsThatComeAndGoBetweenPagesNeitherShiftNorRepeatOthers() {
    for (String name : List.of("b", "d", "f", "h", "j")) {
      files.createFolder(name);
    }
    Page<Item> first = files.list(ROOT, BY_TWO);
    files.createFolder("a");
    files.createFolder("e");
    fixture.delete(fixture.item("b").id());
    fixture.delete(fixture.item("d").id());
    fixture.delete(fixture.item("h").id());

    List<Item> rest = readAll(ROOT, BY_TWO.withCursor(first.next().orElseThrow()));

    assertThat(names(rest)).containsExactly("e", "f", "j");
  }

  @Test
  void childrenOfAFolderAloneAreListed() {
    files.ensureFolder("a/b/c");
    files.ensureFolder("d");

    assertThat(fixture.names("a")).containsExactly("b");
    assertThat(fixture.names("")).containsExactly("a", "d");
  }

  @Test
  void folderIsListedByItsId() {
    ItemId folder = files.ensureFolder("a/b").id();
    files.createFolder("a/b/c");

    assertThat(names(files.list(FolderRef.of(folder), ListOptions.DEFAULT).items()))
        .containsExactly("c");
  }

  @Test
  void missingFolderIsNotFound() {
    ItemId gone = files.createFolder("gone").id();
    fixture.delete(gone);

    fails(ItemNotFound.class, () -> files.list(FolderRef.at("a"), ListOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.list(FolderRef.of(gone), ListOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.stream(FolderRef.of(gone), ListOptions.DEFAULT).toList());
  }

  @Test
  void fileHasNoChildren() {
    ItemId file = files.upload("x", new byte[1]).id();

    fails(NotAFolder.class, () -> files.list(FolderRef.at("x"), ListOptions.DEFAULT));
    fails(NotAFolder.class, () -> files.list(FolderRef.of(file), ListOptions.DEFAULT));
    fails(NotAFolder.class, () -> files.listTree(FolderRef.of(file), ListOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void pageSizeHasBounds(int size) {
    fails(InvalidSize.class, () -> ListOptions.DEFAULT.withPageSize(size));
    fails(InvalidSize.class, () -> files.trashBin().list(Optional.empty(), size));
  }

  private Cursor someCursor() {
    for (String name : List.of("a", "b", "c", "d")) {
      files.ensureFolder("f/" + name);
      files.ensureFolder("g/" + name);
      fixture.otherFiles.ensureFolder("f/" + name);
    }
    return files.list(FolderRef.at("f"), BY_TWO).next().orElseThrow();
  }

  @Test
  void cursorIsGoodForItsListingAlone() {
    ListOptions next = BY_TWO.withCursor(someCursor());
    FolderRef folder = FolderRef.at("f");

    assertThat(names(files.list(folder, next).items())).containsExactly("c", "d");
    fails(InvalidCursor.class, () -> files.list(FolderRef.at("g"), next));
    fails(InvalidCursor.class, () -> fixture.otherFiles.list(folder, next));
    fails(InvalidCursor.class, () -> files.list(folder, next.withSort(SortField.SIZE)));
    fails(InvalidCursor.class, () -> files.list(folder, next.withDescending(true)));
    fails(InvalidCursor.class, () -> files.list(folder, next.withFoldersFirst(false)));
    fails(InvalidCursor.class, () -> files.listTree(folder, next));
    fails(InvalidCursor.class, () -> files.trashBin().list(next.cursor(), 2));
  }

  @Test
  void alteredCursorIsRefusedWhereverItIsAltered() {
    String cursor = someCursor().value();
    FolderRef folder = FolderRef.at("f");

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'Q' : 'A';
      String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
      fails(InvalidCursor.class, () -> files.list(folder, BY_TWO.withCursor(new Cursor(altered))));
    }
  }

  @Test
  void cursorHasOneSpellingAlone() {
    String cursor = someCursor().value();
    assertThat(cursor.length() % 4).as("the last character has bits to spare").isNotZero();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    for (char last : alphabet.replace(cursor.substring(cursor.length() - 1), "").toCharArray()) {
      Cursor altered = new Cursor(cursor.substring(0, cursor.length() - 1) + last);
      fails(InvalidCursor.class, () -> files.list(FolderRef.at("f"), BY_TWO.withCursor(altered)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AAAA", "not base64!", "\u0000", "====", "\u00e4"})
  void madeUpCursorIsRefused(String text) {
    fails(
        InvalidCursor.class,
        () -> files.list(ROOT, ListOptions.DEFAULT.withCursor(new Cursor(text))));
  }

  @Test
  void cutCursorIsRefused() {
    String cursor = someCursor().value();

    for (int i = 0; i < cursor.length(); i++) {
      Cursor cut = new Cursor(cursor.substring(0, i));
      fails(InvalidCursor.class, () -> files.list(FolderRef.at("f"), BY_TWO.withCursor(cut)));
    }
  }

  @Test
  void cursorIsOfTheAlphabetOfBase64Url() {
    assertThat(someCursor().value()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void streamIsLazy() {
    for (int i = 0; i < 10; i++) {
      files.createFolder("f" + i);
    }
    List<String> seen = new ArrayList<>();
    files.stream(ROOT, BY_TWO)
        .forEach(
            item -> {
              seen.add(item.name().value());
              files.find("f9").ifPresent(last -> fixture.delete(last.id()));
            });

    assertThat(seen).containsExactly("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8");
  }

  @Test
  void streamKeepsToTheFolderThatWasAtThePath() {
    for (String name : List.of("1", "2", "3")) {
      files.ensureFolder("a/" + name);
    }
    List<String> seen = new ArrayList<>();
    files.stream(FolderRef.at("a"), ListOptions.DEFAULT.withPageSize(1))
        .forEach(
            item -> {
              seen.add(item.path().toString());
              files.find("a").ifPresent(folder -> files.rename(folder.id(), "b"));
            });

    assertThat(seen).containsExactly("a/1", "b/2", "b/3");
  }

  @Test
  void thousandChildrenAreOnePageAndMoreAreTwo() {
    for (int i = 0; i < 1005; i++) {
      files.createFolder(
          Destination.at(String.format(Locale.ROOT, "big/%04d", i)),
          CreateOptions.DEFAULT.withCreateParents());
    }
    ListOptions largest = ListOptions.DEFAULT.withPageSize(ListOptions.MAX_PAGE_SIZE);

    Page<Item> page = files.list(FolderRef.at("big"), largest);

    assertThat(page.items()).hasSize(1000);
    assertThat(names(readAll(FolderRef.at("big"), largest)))
        .hasSize(1005)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void pendingFilesAreListedInOrderWhenAskedFor() {
    files.upload("a", new byte[1]);
    files.uploads().begin(Destination.at("b"), UploadOptions.DEFAULT);
    files.upload("c", new byte[1]);

    assertThat(names(readAll(ROOT, ListOptions.DEFAULT.withPageSize(1)))).containsExactly("a", "c");
    assertThat(names(readAll(ROOT, ListOptions.DEFAULT.withPageSize(1).withPending(true))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void itemsAreFoundByTheirPaths() {
    ItemId file =
        files
            .upload(Destination.at("a/b/x"), new byte[1], UploadOptions.DEFAULT.withCreateParents())
            .id();

    assertThat(files.find("a/b/x").map(Item::id)).hasValue(file);
    assertThat(files.find("a/b/y")).isEmpty();
    assertThat(files.find("a/b/x/y")).isEmpty();
    assertThat(files.find("a/B/x")).isEmpty();
    assertThat(files.find("")).isEmpty();
    fails(InvalidPath.class, () -> files.find("/a"));
    fails(InvalidPath.class, () -> files.find("a//b"));
  }
}
