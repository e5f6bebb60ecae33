package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.e2e.InputPlace.Use;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.TenantId;
import io.filelibrary.testkit.InputSetting;
import java.util.List;
import java.util.Map;

/** Uses of ids, page sizes, cursors and sequences of changes. */
final class ListingUses {
  private static final FolderRef FOLDER = FolderRef.at("folder");
  private static final int CHILDREN = 3;

  private final InputPlace place;
  private final ChannelFiles files;
  private final String text;

  ListingUses(InputPlace place) {
    this.place = place;
    this.files = place.files();
    this.text = place.text();
  }

  /** One page of a listing. */
  private interface Listing {
    Page<Item> page(ChannelFiles files, FolderRef folder, ListOptions options);
  }

  Map<String, Use> itemIds() {
    return Map.of(
        "get",
        () -> {
          Item item = files.get(ItemId.parse(text));
          return library -> item.id().toString();
        },
        "list",
        () -> {
          files.list(FolderRef.of(ItemId.parse(text)), ListOptions.DEFAULT);
          return library -> "listed";
        },
        "delete",
        () -> {
          files.delete(ItemId.parse(text), DeleteOptions.DEFAULT);
          return library -> "deleted";
        });
  }

  Map<String, Use> trueItemIds() {
    Item item = source().createFolder("folder");
    String given = place.input().edit().applyTo(item.id().toString());
    return Map.of(
        "get",
        () ->
            library -> {
              assertThat(place.filesIn(library).get(ItemId.parse(given)).id()).isEqualTo(item.id());
              return text;
            },
        "update",
        () -> {
          files.update(ItemId.parse(given), ItemChanges.NONE);
          return library -> text;
        });
  }

  Map<String, Use> pageSizes() {
    fill(files, "folder");
    int size = Integer.parseInt(text);
    return Map.of(
        "list",
        () -> {
          ListOptions options = ListOptions.DEFAULT.withPageSize(size);
          return library -> sized(place.filesIn(library).list(FOLDER, options).items(), size);
        },
        "list the tree",
        () -> {
          ListOptions options = ListOptions.DEFAULT.withPageSize(size);
          return library -> sized(place.filesIn(library).listTree(FOLDER, options).items(), size);
        },
        "read changes",
        () -> library -> sized(place.filesIn(library).changes(1, size), size));
  }

  Map<String, Use> sequences() {
    fill(files, "folder");
    long after = Long.parseLong(text);
    return Map.of(
        "read changes",
        () ->
            library -> {
              List<Change> changes = place.filesIn(library).changes(after, 10);
              assertThat(changes).hasSize((int) Math.max(0, 1 + CHILDREN - after));
              assertThat(changes).allMatch(change -> change.sequence() > after);
              return text;
            });
  }

  Map<String, Use> cursors() {
    fill(files, "folder");
    return Map.of(
        "list",
        () -> library -> second(library, ChannelFiles::list, text),
        "list the tree",
        () -> library -> second(library, ChannelFiles::listTree, text));
  }

  Map<String, Use> trueCursors() {
    fill(files, "folder");
    String children = edited(ChannelFiles::list, ListOptions.DEFAULT.withDescending(true));
    String tree = edited(ChannelFiles::listTree, ListOptions.DEFAULT.withFoldersFirst(false));
    return Map.of(
        "list",
        () -> library -> second(library, ChannelFiles::list, children),
        "list the tree",
        () -> library -> second(library, ChannelFiles::listTree, tree));
  }

  /** What a cursor that comes from where the setting says becomes by the edit. */
  private String edited(Listing listing, ListOptions otherOrder) {
    InputSetting setting = place.input().setting();
    ListOptions order = setting == InputSetting.OTHER_ORDER ? otherOrder : ListOptions.DEFAULT;
    ChannelFiles source = source();
    if (setting != InputSetting.ORDINARY && setting != InputSetting.OTHER_ORDER) {
      String path = setting == InputSetting.OTHER_FOLDER ? "other" : "folder";
      if (source.find(path).isEmpty()) {
        fill(source, path);
      }
    }
    FolderRef folder = FolderRef.at(setting == InputSetting.OTHER_FOLDER ? "other" : "folder");
    Cursor cursor = listing.page(source, folder, order.withPageSize(1)).next().orElseThrow();
    return place.input().edit().applyTo(cursor.value());
  }

  /** The input if the page that a cursor leads to is the second one. */
  private String second(FileLibrary library, Listing listing, String cursor) {
    ListOptions options = ListOptions.DEFAULT.withPageSize(1).withCursor(new Cursor(cursor));
    List<Item> items = listing.page(place.filesIn(library), FOLDER, options).items();
    assertThat(items).extracting(item -> item.name().value()).containsExactly("b");
    return text;
  }

  /** Where ids and cursors come from: the same channel, or another one. */
  private ChannelFiles source() {
    if (place.input().setting() != InputSetting.OTHER_CHANNEL) {
      return files;
    }
    ChannelId other = ChannelId.of("other channel of " + place.input().id());
    place.library().ensureChannel(ChannelSpec.of(other, TenantId.of("acme")));
    return place.library().channel(other, InputPlace.ACTOR);
  }

  private static void fill(ChannelFiles files, String folder) {
    files.createFolder(folder);
    for (String name : List.of("a", "b", "c")) {
      files.createFolder(folder + "/" + name);
    }
  }

  private static String sized(List<?> entries, int size) {
    assertThat(entries).hasSize(Math.min(size, CHILDREN));
    return Integer.toString(size);
  }
}
