package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Change;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What anyone can see of a channel, without ids and times, so that two channels can be compared.
 *
 * @param tree the living items, pending files included, in the order of their paths
 * @param trash what lies in the trash, in the order of names
 * @param feed the changes, in their order
 */
record LibraryState(List<String> tree, List<String> trash, List<String> feed) {

  static LibraryState of(ChannelFiles files) {
    List<String> tree =
        files
            .streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true))
            .map(item -> item.path() + " " + describe(item))
            .toList();
    Page<Item> trash = files.trashBin().list(Optional.empty(), ListOptions.MAX_PAGE_SIZE);
    List<String> trashed = new ArrayList<>();
    trash.items().forEach(item -> trashed.add(item.name() + " " + describe(item)));
    trashed.sort(null);
    List<String> feed = files.changes(0, 1000).stream().map(LibraryState::describe).toList();
    return new LibraryState(tree, trashed, feed);
  }

  /** The same, with the changes in the order of their texts. */
  LibraryState unordered() {
    return new LibraryState(tree, trash, feed.stream().sorted().toList());
  }

  /** Checks that this is the other; the message names only where they differ. */
  void assertIs(LibraryState other, String when) {
    assertSame(tree, other.tree, "the tree, " + when);
    assertSame(trash, other.trash, "the trash, " + when);
    assertSame(feed, other.feed, "the feed, " + when);
  }

  private static void assertSame(List<String> actual, List<String> expected, String what) {
    List<String> missing = new ArrayList<>(expected);
    List<String> unexpected = new ArrayList<>(actual);
    actual.forEach(missing::remove);
    expected.forEach(unexpected::remove);
    assertThat(unexpected).as("%s: too much; missing is %s", what, missing).isEmpty();
    assertThat(actual).as(what).isEqualTo(expected);
  }

  /** Describes an item but for its ids and times. */
  static String describe(Item item) {
    String common = item.kind() + " r" + item.revision() + " " + item.visibility();
    return common + " " + item.attributes() + special(item);
  }

  private static String special(Item item) {
    if (item instanceof FileItem file) {
      String hash = file.sha256().map(Object::toString).orElse("-");
      return " %s %d %s %s".formatted(file.status(), file.size(), file.contentType(), hash);
    }
    return item instanceof LinkItem link ? " " + link.linkUrl() : "";
  }

  private static String describe(Change change) {
    return change.action()
        + " "
        + change.kind()
        + " "
        + change.name()
        + " "
        + change.previous().keySet();
  }
}
