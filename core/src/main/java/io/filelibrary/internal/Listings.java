package io.filelibrary.internal;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.NotAFile;
import io.filelibrary.model.Change;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks items up, lists folders, reads the change feed. */
public final class Listings {
  private final Transactions transactions;
  private final Cursors cursors;
  private final UnannouncedArrivals arrivals;

  Listings(Transactions transactions, Cursors cursors, UnannouncedArrivals arrivals) {
    this.transactions = transactions;
    this.cursors = cursors;
    this.arrivals = arrivals;
  }

  /**
   * Reads the channel.
   *
   * @param session where and for whom
   * @return the channel
   */
  public Channel channel(Session session) {
    return transactions.read(
        session,
        tree -> {
          tree.requireOfRoot(Action.READ);
          return tree.channel();
        });
  }

  /**
   * Reads an item by its id.
   *
   * @param session where and for whom
   * @param id the item
   * @return the item
   */
  public Item get(Session session, ItemId id) {
    Item item = read(session, id);
    return arrivals.look(item) ? read(session, id) : item;
  }

  private Item read(Session session, ItemId id) {
    return transactions.read(
        session,
        tree -> {
          Node node = tree.visible(id);
          tree.require(Action.READ, node);
          return node.item();
        });
  }

  /**
   * Tells the key of a file's content.
   *
   * @param session where and for whom
   * @param id the file
   * @return the key, unless the file is pending
   */
  public Optional<ContentKey> contentKey(Session session, ItemId id) {
    return transactions.read(
        session,
        tree -> {
          Node node = tree.visible(id);
          tree.require(Action.READ, node);
          return node.record().file().orElseThrow(() -> new NotAFile(id.toString())).content();
        });
  }

  /**
   * Finds an item by its path.
   *
   * @param session where and for whom
   * @param path the path
   * @return the item, if there is one
   */
  public Optional<Item> find(Session session, ItemPath path) {
    Optional<Item> found = find(session, path, arrivals.arePossible());
    if (found.isPresent() && arrivals.look(found.get())) {
      return find(session, path, false);
    }
    return found.filter(item -> !UnannouncedArrivals.isPending(item));
  }

  private Optional<Item> find(Session session, ItemPath path, boolean pending) {
    return transactions.read(
        session,
        tree -> {
          return tree.find(path)
              .filter(found -> !found.isRoot() && (pending || !found.isPending()))
              .filter(found -> tree.allows(Action.READ, found))
              .map(Node::item);
        });
  }

  /**
   * Lists a page of a folder.
   *
   * @param session where and for whom
   * @param folder the folder
   * @param options how
   * @return the page
   */
  public Page<Item> children(Session session, FolderRef folder, ListOptions options) {
    Page<Item> page = readChildren(session, folder, options);
    return arrivals.look(session, page.items()) ? readChildren(session, folder, options) : page;
  }

  private Page<Item> readChildren(Session session, FolderRef folder, ListOptions options) {
    return transactions.read(
        session,
        tree -> {
          Node parent = tree.folder(folder);
          tree.require(Action.READ, parent);
          return page(tree, parent, options);
        });
  }

  /**
   * Lists all of a folder lazily.
   *
   * @param session where and for whom
   * @param folder the folder
   * @param options how
   * @return the children
   */
  public Stream<Item> childrenStream(Session session, FolderRef folder, ListOptions options) {
    FolderRef fixed = fix(session, folder);
    return Pages.stream(
        cursor -> children(session, fixed, cursor.map(options::withCursor).orElse(options)));
  }

  /** Names the folder by its id, so that all pages of a stream are of the same one. */
  FolderRef fix(Session session, FolderRef folder) {
    return transactions.read(
        session,
        tree -> {
          Node node = tree.folder(folder);
          tree.require(Action.READ, node);
          return node.isRoot() ? FolderRef.root() : FolderRef.of(node.id());
        });
  }

  /**
   * Reads the change feed.
   *
   * @param session where and for whom
   * @param after the last sequence known
   * @param limit the most changes
   * @return the changes
   */
  public List<Change> changes(Session session, long after, int limit) {
    if (after < 0) {
      throw new InvalidSize(Long.toString(after), "a sequence is 0 or more");
    }
    requirePageSize(limit);
    return transactions.read(
        session,
        tree -> {
          tree.requireOfRoot(Action.READ);
          return tree.records().changes(session.channel(), after, limit);
        });
  }

  static void requirePageSize(int size) throws FileLibraryException {
    if (size < 1 || size > ListOptions.MAX_PAGE_SIZE) {
      throw new InvalidSize(Integer.toString(size), "a page has 1 to 1000 entries");
    }
  }

  private Page<Item> page(TreeReader tree, Node parent, ListOptions options)
      throws BackendException {
    String query =
        String.join(
            " ",
            "children",
            tree.session().channel().value(),
            parent.id().toString(),
            options.sort().name(),
            options.descending() + "",
            options.foldersFirst() + "",
            options.includePending() + "");
    Optional<ChildQuery.Position> after =
        options.cursor().map(cursor -> cursors.open(query, cursor, Listings::readPosition));
    List<ItemRecord> found =
        tree.records()
            .children(
                tree.session().channel(),
                new ChildQuery(
                    parent.id(),
                    options.sort(),
                    options.descending(),
                    options.foldersFirst(),
                    options.includePending(),
                    after,
                    options.pageSize() + 1));
    List<ItemRecord> shown = found.subList(0, Math.min(found.size(), options.pageSize()));
    Optional<Cursor> next = Optional.empty();
    if (found.size() > shown.size()) {
      ChildQuery.Position last = position(shown.get(shown.size() - 1), options.sort());
      next = Optional.of(cursors.seal(query, out -> writePosition(out, last)));
    }
    ItemPath path = parent.path();
    return new Page<>(shown.stream().map(child -> parent.child(child).item(path)).toList(), next);
  }

  static ChildQuery.Position position(ItemRecord item, SortField sort) {
    long value =
        switch (sort) {
          case NAME -> 0;
          case CREATED -> nanoseconds(item.created().at());
          case UPDATED -> nanoseconds(item.updated().at());
          case SIZE -> item.file().map(FileRecord::size).orElse(0L);
        };
    return new ChildQuery.Position(item.kind() == ItemKind.FOLDER, value, item.nameKey());
  }

  static void writePosition(DataOutputStream out, ChildQuery.Position position) throws IOException {
    out.writeBoolean(position.folder());
    out.writeLong(position.sortValue());
    out.writeUTF(position.nameKey());
  }

  static ChildQuery.Position readPosition(DataInputStream in) throws IOException {
    return new ChildQuery.Position(in.readBoolean(), in.readLong(), in.readUTF());
  }

  private static long nanoseconds(Instant instant) {
    return Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano());
  }
}
