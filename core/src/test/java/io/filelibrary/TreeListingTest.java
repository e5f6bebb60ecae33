package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidChange;
import io.filelibrary.error.InvalidCursor;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.SortField;
import io.filelibrary.model.UploadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeListingTest {
  private static final FolderRef ROOT = FolderRef.root();

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  @BeforeEach
  void fill() {
    for (String folder : List.of("b/d/e", "b/f", "g")) {
      files.ensureFolder(folder);
    }
    for (String file : List.of("a", "c", "b/1", "b/d/2", "b/d/e/3", "b/f/4", "g/5", "g/6")) {
      files.upload(file, new byte[1]);
    }
  }

  private static List<String> paths(List<Item> items) {
    return items.stream().map(item -> item.path().toString()).toList();
  }

  private List<String> rest(FolderRef folder, ListOptions options, Optional<Cursor> from) {
    List<String> found = new ArrayList<>();
    Optional<Cursor> next = from;
    while (next.isPresent()) {
      Page<Item> page = files.listTree(folder, options.withCursor(next.get()));
      found.addAll(paths(page.items()));
      next = page.next();
    }
    return found;
  }

  private List<String> all(FolderRef folder, ListOptions options) {
    Page<Item> first = files.listTree(folder, options);
    List<String> found = new ArrayList<>(paths(first.items()));
    found.addAll(rest(folder, options, first.next()));
    return found;
  }

  private static ListOptions pages(int size) {
    return ListOptions.DEFAULT.withPageSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void foldersComeBeforeWhatTheyHold(int pageSize) {
    assertThat(all(ROOT, pages(pageSize)))
        .containsExactly(
            "b", "b/d", "b/d/e", "b/d/e/3", "b/d/2", "b/f", "b/f/4", "b/1", "g", "g/5", "g/6", "a",
            "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void siblingsAreInOrderOfNamesWithoutFoldersFirst(int pageSize) {
    assertThat(all(ROOT, pages(pageSize).withFoldersFirst(false)))
        .containsExactly(
            "a", "b", "b/1", "b/d", "b/d/2", "b/d/e", "b/d/e/3", "b/f", "b/f/4", "c", "g", "g/5",
            "g/6");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void subtreeAloneIsListedWithoutItsFolder(int pageSize) {
    assertThat(all(FolderRef.at("b/d"), pages(pageSize)))
        .containsExactly("b/d/e", "b/d/e/3", "b/d/2");
  }

  @Test
  void streamGivesTheSame() {
    assertThat(files.streamTree(ROOT, pages(2)).map(item -> item.path().toString()))
        .containsExactlyElementsOf(all(ROOT, pages(100)));
  }

  @Test
  void otherOrdersAreRefused() {
    fails(
        InvalidChange.class,
        () -> files.listTree(ROOT, ListOptions.DEFAULT.withSort(SortField.SIZE)));
    fails(
        InvalidChange.class, () -> files.listTree(ROOT, ListOptions.DEFAULT.withDescending(true)));
    fails(
        InvalidChange.class,
        () -> files.streamTree(ROOT, ListOptions.DEFAULT.withDescending(true)).toList());
  }

  @Test
  void missingFolderIsNotFound() {
    fails(ItemNotFound.class, () -> files.listTree(FolderRef.at("x"), ListOptions.DEFAULT));
  }

  @Test
  void cursorOfAnotherListingIsRefused() {
    Cursor tree = files.listTree(ROOT, pages(2)).next().orElseThrow();

    fails(InvalidCursor.class, () -> files.listTree(FolderRef.at("b"), pages(2).withCursor(tree)));
    fails(InvalidCursor.class, () -> files.list(ROOT, pages(2).withCursor(tree)));
    fails(
        InvalidCursor.class,
        () -> files.listTree(ROOT, pages(2).withFoldersFirst(false).withCursor(tree)));
    fails(InvalidCursor.class, () -> fixture.otherFiles.listTree(ROOT, pages(2).withCursor(tree)));
  }

  @Test
  void itemsThatComeAndGoAheadOfTheCursorAreSeen() {
    Page<Item> first = files.listTree(ROOT, pages(3));
    files.upload("b/d/e/2", new byte[1]);
    files.upload("g/7", new byte[1]);
    fixture.delete(fixture.item("b/f").id());

    assertThat(rest(ROOT, pages(3), first.next()))
        .containsExactly("b/d/e/2", "b/d/e/3", "b/d/2", "b/1", "g", "g/5", "g/6", "g/7", "a", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void listingGoesOnWhenAFolderOfItsTrailIsDeleted(int pageSize) {
    Page<Item> first = files.listTree(ROOT, pages(pageSize));
    fixture.delete(fixture.item("b/d").id());

    assertThat(rest(ROOT, pages(pageSize), first.next()))
        .containsExactlyElementsOf(List.of("b/f", "b/f/4", "b/1", "g", "g/5", "g/6", "a", "c"));
  }

  @Test
  void listingGoesOnWhenTheWholeTrailIsTrashed() {
    Page<Item> first = files.listTree(ROOT, pages(4));
    files.trash(fixture.item("b").id());

    assertThat(rest(ROOT, pages(4), first.next())).containsExactly("g", "g/5", "g/6", "a", "c");
  }

  @Test
  void itemsThatStayAreListedOnceWhenAFolderOfTheTrailIsMovedAway() {
    Page<Item> first = files.listTree(ROOT, pages(3));
    files.move(fixture.item("b/d").id(), Destination.at("g/d"), PlaceOptions.DEFAULT);

    assertThat(rest(ROOT, pages(3), first.next()))
        .contains("b/f", "b/f/4", "b/1", "g", "g/5", "g/6", "a", "c")
        .doesNotHaveDuplicates();
  }

  @Test
  void listingOfADeletedFolderEndsWithNotFound() {
    Page<Item> first = files.listTree(FolderRef.at("b"), pages(2));
    ItemId folder = fixture.item("b").id();
    FolderRef byId = FolderRef.of(folder);
    Page<Item> firstById = files.listTree(byId, pages(2));
    fixture.delete(folder);

    fails(
        ItemNotFound.class,
        () -> files.listTree(byId, pages(2).withCursor(firstById.next().orElseThrow())));
    fails(
        ItemNotFound.class,
        () -> files.listTree(FolderRef.at("b"), pages(2).withCursor(first.next().orElseThrow())));
  }

  @Test
  void pendingFilesAreListedWhenAskedFor() {
    files.uploads().begin(Destination.at("b/d/0"), UploadOptions.DEFAULT);

    assertThat(all(FolderRef.at("b/d"), pages(1))).doesNotContain("b/d/0");
    assertThat(all(FolderRef.at("b/d"), pages(1).withPending(true)))
        .containsExactly("b/d/e", "b/d/e/3", "b/d/0", "b/d/2");
  }

  @Test
  void deepTreeIsListed() {
    String deep = "x/".repeat(200) + "x";
    files.ensureFolder(deep);

    assertThat(all(FolderRef.at("x"), pages(7))).hasSize(200).endsWith(deep);
  }
}
