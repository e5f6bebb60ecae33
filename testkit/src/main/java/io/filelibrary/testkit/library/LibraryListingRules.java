package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.SortField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In which order items are listed, and how pages are cut. */
interface LibraryListingRules extends LibraryLocation {
  @Test
  @DisplayName("L10 Pages of every order put together are all children, in that order")
  default void pagesOfEveryOrderAreTheWholeList() throws Exception {
    // Their order by UTF-8 bytes is not that of any locale, nor of UTF-16.
    List<String> names =
        List.of("b", "\uD83D\uDE00", "B", "a b", "\uFF21", "a-b", "\u00e9", "a", "10", "9", "ab");
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      FolderRef folder = FolderRef.of(files.createFolder("folder").id());
      for (int i = 0; i < names.size(); i++) {
        String path = "folder/" + names.get(i);
        if (i % 4 == 0) {
          files.createFolder(path);
        } else if (i % 4 == 1) {
          files.createLink(path, "https://example.com/");
        } else {
          files.upload(path, new byte[i % 3]);
        }
        probe.clock.advance(Duration.ofNanos(i % 3));
      }
      files.rename(probe.item("folder/a").id(), "aa");
      for (SortField field : SortField.values()) {
        for (boolean descending : List.of(false, true)) {
          for (boolean foldersFirst : List.of(false, true)) {
            ListOptions options =
                ListOptions.DEFAULT
                    .withSort(field)
                    .withDescending(descending)
                    .withFoldersFirst(foldersFirst)
                    .withPageSize(3);
            List<Item> listed = listed(options, page -> files.list(folder, page));
            assertThat(listed).hasSameSizeAs(names).isSortedAccordingTo(order(options));
            assertThat(files.stream(folder, options)).isEqualTo(listed);
          }
        }
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L11 Items that come and go between two pages neither shift nor repeat the others")
  default void pagesAreStable() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (SortField field : SortField.values()) {
        FolderRef folder = FolderRef.of(files.createFolder("by " + field).id());
        String path = "by " + field + "/";
        for (int i = 10; i < 20; i++) {
          files.upload(path + i, new byte[i]);
          probe.clock.advance(Duration.ofSeconds(1));
        }
        ListOptions options =
            ListOptions.DEFAULT.withSort(field).withFoldersFirst(false).withPageSize(3);
        Page<Item> first = files.list(folder, options);
        assertThat(names(first.items())).containsExactly("10", "11", "12");
        files.trash(probe.item(path + "10").id());
        files.trash(probe.item(path + "12").id());
        files.trash(probe.item(path + "14").id());
        files.createFolder(path + "00");

        ListOptions rest = options.withCursor(first.next().orElseThrow());
        List<String> names = names(listed(rest, page -> files.list(folder, page)));
        names.remove("00");
        assertThat(names).containsExactly("13", "15", "16", "17", "18", "19");
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L12 A tree lists each folder before what it holds, in stable pages of any size")
  default void treeIsListedFromTheTop() throws Exception {
    List<String> all = List.of("a", "a/a", "a/a/x", "a/b", "a/b/y", "a/0", "b", "b/z", "A");
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      files.ensureFolder("a/a");
      files.ensureFolder("a/b");
      files.ensureFolder("b");
      for (String file : List.of("A", "a/0", "a/a/x", "a/b/y", "b/z")) {
        files.upload(file, new byte[5]);
      }
      for (int size = 1; size <= all.size(); size++) {
        ListOptions options = ListOptions.DEFAULT.withPageSize(size);
        assertThat(paths(listed(options, page -> files.listTree(FolderRef.root(), page))))
            .isEqualTo(all);
      }
      assertThat(paths(files.streamTree(FolderRef.at("a/b"), ListOptions.DEFAULT).toList()))
          .containsExactly("a/b/y");
      ListOptions options = ListOptions.DEFAULT.withPageSize(3);
      Page<Item> first = files.listTree(FolderRef.root(), options);
      files.trash(probe.item("a/a").id());
      files.trash(probe.item("b/z").id());
      files.createFolder("0");
      ListOptions rest = options.withCursor(first.next().orElseThrow());
      assertThat(paths(listed(rest, page -> files.listTree(FolderRef.root(), page))))
          .containsExactly("a/b", "a/b/y", "a/0", "b", "A");
      probe.refused(
          ErrorCode.INVALID_CHANGE,
          () -> files.listTree(FolderRef.root(), options.withSort(SortField.SIZE)));
      probe.check();
    }
  }

  @Test
  @DisplayName("L13 A cursor is good for its own listing, and INVALID_CURSOR for any other")
  default void cursorBelongsToItsListing() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.createFolder("folder").id();
      for (String name : List.of("folder/x", "folder/y", "x", "y")) {
        files.upload(name, new byte[5]);
        probe.otherFiles.ensureFolder(name);
      }
      FolderRef root = FolderRef.root();
      ListOptions one = ListOptions.DEFAULT.withPageSize(1);
      Cursor cursor = files.list(root, one).next().orElseThrow();
      assertThat(files.list(root, one.withCursor(cursor).withPageSize(9)).items()).hasSize(2);
      assertThat(files.list(root, one.withCursor(cursor).withPageSize(9)).next()).isEmpty();

      ListOptions from = one.withCursor(cursor);
      Cursor altered = new Cursor("A" + cursor.value());
      ErrorCode code = ErrorCode.INVALID_CURSOR;
      probe.refused(code, () -> files.list(FolderRef.of(folder), from));
      probe.refused(code, () -> files.list(root, from.withSort(SortField.SIZE)));
      probe.refused(code, () -> files.list(root, from.withDescending(true)));
      probe.refused(code, () -> files.list(root, from.withFoldersFirst(false)));
      probe.refused(code, () -> files.list(root, from.withPending(true)));
      probe.refused(code, () -> files.listTree(root, from));
      probe.refused(code, () -> files.trashBin().list(Optional.of(cursor), 1));
      probe.refused(code, () -> probe.otherFiles.list(root, from));
      probe.refused(code, () -> files.list(root, one.withCursor(altered)));
      probe.refused(code, () -> files.list(root, one.withCursor(new Cursor(""))));
      probe.check();
    }
  }

  private static List<Item> listed(ListOptions options, Function<ListOptions, Page<Item>> list) {
    List<Item> all = new ArrayList<>();
    Page<Item> page = list.apply(options);
    all.addAll(page.items());
    while (page.next().isPresent()) {
      assertThat(page.items()).hasSize(options.pageSize());
      page = list.apply(options.withCursor(page.next().get()));
      assertThat(page.items()).isNotEmpty();
      all.addAll(page.items());
      assertThat(all).doesNotHaveDuplicates();
    }
    return all;
  }

  private static List<String> names(List<Item> items) {
    return new ArrayList<>(items.stream().map(item -> item.name().value()).toList());
  }

  private static List<String> paths(List<Item> items) {
    return items.stream().map(item -> item.path().toString()).toList();
  }

  /** The order that the options ask for, by what they say. */
  private static Comparator<Item> order(ListOptions options) {
    Comparator<Item> byName =
        Comparator.comparing(
            item -> item.name().value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    Comparator<Item> order =
        switch (options.sort()) {
          case NAME -> byName;
          case CREATED -> Comparator.comparing(Item::createdAt).thenComparing(byName);
          case UPDATED -> Comparator.comparing(Item::updatedAt).thenComparing(byName);
          case SIZE -> Comparator.comparing(LibraryListingRules::size).thenComparing(byName);
        };
    Comparator<Item> directed = options.descending() ? order.reversed() : order;
    Comparator<Item> foldersFirst =
        Comparator.comparing((Item item) -> item.kind() != ItemKind.FOLDER);
    return options.foldersFirst() ? foldersFirst.thenComparing(directed) : directed;
  }

  private static long size(Item item) {
    return item instanceof FileItem file ? file.size() : 0;
  }
}
