package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.ListOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a part of a library to the disk: one thread lists it and creates the directories, several
 * write the files, each of which appears as a whole when its bytes were verified. What cannot be
 * written is listed, and the rest goes on.
 *
 * <p>A link becomes an internet shortcut: a small file with {@code .url} behind the link's name,
 * which desktops open in the browser.
 */
final class DirectoryExport {
  private static final ListOptions PAGES =
      ListOptions.DEFAULT.withPageSize(ListOptions.MAX_PAGE_SIZE);
  private static final String SHORTCUT = ".url";

  private final ChannelFiles files;
  private final TargetTree directories;
  private final boolean replace;
  private final Transfers transfers;

  /**
   * Creates an export.
   *
   * @param directory the directory to write to, which exists
   * @param replace whether files that are there are replaced, and not left as they are
   */
  DirectoryExport(ChannelFiles files, Path directory, boolean replace, Transfers transfers) {
    this.files = files;
    this.directories = new TargetTree(directory);
    this.replace = replace;
    this.transfers = transfers;
  }

  /** Writes an item, or what a folder holds, or all; returns when it is done or stopped. */
  void run(Optional<Item> top) {
    if (top.isPresent() && !(top.get() instanceof FolderItem)) {
      write(top.get(), List.of(top.get().name()));
    } else {
      FolderRef folder = top.map(Item::id).map(FolderRef::of).orElse(FolderRef.root());
      ItemPath base = top.map(Item::path).orElse(ItemPath.ROOT);
      writeTree(folder, base.names());
    }
    transfers.finish();
  }

  private void writeTree(FolderRef folder, List<ItemName> base) {
    try (Stream<Item> items = files.streamTree(folder, PAGES)) {
      Iterator<Item> each = items.iterator();
      while (!transfers.stopped() && each.hasNext()) {
        Item item = each.next();
        List<ItemName> names = item.path().names();
        if (names.size() > base.size() && names.subList(0, base.size()).equals(base)) {
          write(item, names.subList(base.size(), names.size()));
        } else {
          transfers.leaveOut(ItemLine.path(item), "it was moved away meanwhile");
        }
      }
    }
  }

  private void write(Item item, List<ItemName> names) {
    String shown = ItemLine.path(item);
    try {
      if (item instanceof FolderItem) {
        directories.directory(names);
        transfers.tally().folder();
        return;
      }
      Path directory = directories.directory(names.subList(0, names.size() - 1));
      if (item instanceof FileItem file) {
        Path target = DiskName.child(directory, file.name().value());
        transfers.add(() -> writeFile(file, target, shown));
      } else if (item instanceof LinkItem link) {
        writeLink(link, directory, shown);
      }
    } catch (IOException e) {
      transfers.leaveOut(shown, Reasons.of(e));
    } catch (InvalidPathException e) {
      transfers.leaveOut(shown, "this system has no such file names: " + e.getReason());
    } catch (FileLibraryException e) {
      // Such as a link whose name has no room left for the ending of a shortcut.
      transfers.leaveOut(shown, e);
    }
  }

  private void writeFile(FileItem file, Path target, String shown) {
    if (isInTheWay(target, shown)) {
      return;
    }
    try (InputStream bytes = files.open(file.id())) {
      NewFile.write(target, bytes, replace);
      transfers.tally().file(file.size());
    } catch (IOException e) {
      transfers.leaveOut(shown, "writing it failed: " + Reasons.of(e));
    } catch (FileLibraryException e) {
      transfers.leaveOut(shown, e);
    }
  }

  private void writeLink(LinkItem link, Path directory, String shown) throws IOException {
    ItemPath shortcut = shortcut(link);
    if (files.find(shortcut.toString()).isPresent()) {
      transfers.leaveOut(shown, "a link becomes NAME.url, and an item of that name is there");
      return;
    }
    Path target = DiskName.child(directory, link.name().value() + SHORTCUT);
    if (isInTheWay(target, shown)) {
      return;
    }
    String text = "[InternetShortcut]\r\nURL=" + link.linkUrl().value() + "\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    NewFile.write(target, new ByteArrayInputStream(bytes), replace);
    transfers.tally().link();
  }

  private static ItemPath shortcut(LinkItem link) {
    ItemPath folder = link.path().parent().orElse(ItemPath.ROOT);
    return folder.resolve(ItemName.of(link.name().value() + SHORTCUT));
  }

  private boolean isInTheWay(Path target, String shown) {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      transfers.leaveOut(shown, "a directory of that name is there");
      return true;
    }
    if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      transfers.leaveOut(shown, "a file of that name is there; --force replaces it");
      return true;
    }
    return false;
  }
}
