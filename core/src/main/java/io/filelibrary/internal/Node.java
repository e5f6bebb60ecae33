package io.filelibrary.internal;

import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemHeader;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.LinkItem;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item's record with those of the folders above it.
 *
 * @param record the item
 * @param above its parent first, the channel's root last; for a parked item, the folders of its
 *     home as far as they exist; empty for the root
 */
record Node(ItemRecord record, List<ItemRecord> above) {
  Node {
    above = List.copyOf(above);
  }

  ItemId id() {
    return record.id();
  }

  boolean isRoot() {
    return above.isEmpty();
  }

  boolean isFolder() {
    return record.kind() == ItemKind.FOLDER;
  }

  boolean isPending() {
    return isPending(record);
  }

  static boolean isPending(ItemRecord record) {
    return record.file().filter(file -> file.status() == FileStatus.PENDING).isPresent();
  }

  /** Whether the item and all folders above it are in the tree. */
  boolean isLiving() {
    return record.placement().state() == ItemState.LIVING && isHomeLiving();
  }

  /** Whether all folders above are in the tree, whatever the state of the item itself. */
  boolean isHomeLiving() {
    boolean gone =
        record.placement().home().filter(home -> !home.equals(above.get(0).id())).isPresent();
    return !gone
        && above.stream().allMatch(folder -> folder.placement().state() == ItemState.LIVING);
  }

  boolean isInside(ItemId folder) {
    return id().equals(folder) || above.stream().anyMatch(record -> record.id().equals(folder));
  }

  Node child(ItemRecord child) {
    List<ItemRecord> longer = new ArrayList<>(above.size() + 1);
    longer.add(record);
    longer.addAll(above);
    return new Node(child, longer);
  }

  Node with(ItemRecord changed) {
    return new Node(changed, above);
  }

  ItemPath path() {
    if (isRoot()) {
      return ItemPath.ROOT;
    }
    List<ItemName> names = new ArrayList<>(above.size());
    for (int i = above.size() - 2; i >= 0; i--) {
      names.add(new ItemName(above.get(i).name()));
    }
    names.add(new ItemName(record.name()));
    return new ItemPath(names);
  }

  Item item() {
    return item(
        isRoot() ? ItemPath.ROOT : new Node(above.get(0), above.subList(1, above.size())).path());
  }

  /** The item, where the path of its parent is known. */
  Item item(ItemPath parentPath) {
    ItemHeader header = header(parentPath);
    return switch (record.kind()) {
      case FOLDER -> new FolderItem(header);
      case LINK -> new LinkItem(header, record.linkUrl().orElseThrow());
      case FILE -> {
        FileRecord file = record.file().orElseThrow();
        yield new FileItem(
            header,
            file.status(),
            file.size(),
            file.contentType(),
            file.sha256(),
            file.encrypted(),
            file.version());
      }
    };
  }

  private ItemHeader header(ItemPath parentPath) {
    ItemName name = new ItemName(record.name());
    return new ItemHeader(
        record.id(),
        record.channel(),
        parent(),
        name,
        parentPath.resolve(name),
        record.created(),
        record.updated(),
        record.revision(),
        record.placement().state() == ItemState.TRASHED
            ? record.placement().since()
            : Optional.empty(),
        record.visibility(),
        record.attributes());
  }

  private Optional<ItemId> parent() {
    ItemId root = above.get(above.size() - 1).id();
    return record
        .placement()
        .home()
        .or(() -> record.placement().parent())
        .filter(parent -> !parent.equals(root));
  }
}
