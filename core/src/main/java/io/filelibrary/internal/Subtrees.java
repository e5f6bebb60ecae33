package io.filelibrary.internal;

import io.filelibrary.error.InvalidChange;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists all that is below a folder. */
public final class Subtrees {
  private final Transactions transactions;
  private final Listings listings;
  private final Cursors cursors;
  private final UnannouncedArrivals arrivals;

  Subtrees(
      Transactions transactions, Listings listings, Cursors cursors, UnannouncedArrivals arrivals) {
    this.transactions = transactions;
    this.listings = listings;
    this.cursors = cursors;
    this.arrivals = arrivals;
  }

  /**
   * Lists one page.
   *
   * @param session where and for whom
   * @param folder the folder
   * @param options how
   * @return the page
   */
  public Page<Item> page(Session session, FolderRef folder, ListOptions options) {
    if (options.sort() != SortField.NAME || options.descending()) {
      throw new InvalidChange(
          options.sort().name(), "a tree is listed by name, ascending; list each folder otherwise");
    }
    Page<Item> page = read(session, folder, options);
    return arrivals.look(session, page.items()) ? read(session, folder, options) : page;
  }

  private Page<Item> read(Session session, FolderRef folder, ListOptions options) {
    return transactions.read(
        session,
        tree -> {
          Node base = tree.folder(folder);
          tree.require(Action.READ, base);
          return page(tree, base, options);
        });
  }

  /**
   * Lists all lazily.
   *
   * @param session where and for whom
   * @param folder the folder
   * @param options how
   * @return the items
   */
  public Stream<Item> stream(Session session, FolderRef folder, ListOptions options) {
    FolderRef fixed = listings.fix(session, folder);
    return Pages.stream(
        cursor -> page(session, fixed, cursor.map(options::withCursor).orElse(options)));
  }

  private Page<Item> page(TreeReader tree, Node base, ListOptions options) throws BackendException {
    String query =
        String.join(
            " ",
            "tree",
            tree.session().channel().value(),
            base.id().toString(),
            options.foldersFirst() + "",
            options.includePending() + "");
    SubtreeWalk walk = new SubtreeWalk(tree, base, options);
    if (options.cursor().isPresent()) {
      walk.resume(cursors.open(query, options.cursor().get(), Subtrees::readTrail));
    }
    List<Item> items = new ArrayList<>();
    while (items.size() < options.pageSize()) {
      Optional<Item> next = walk.next();
      if (next.isEmpty()) {
        return new Page<>(items, Optional.empty());
      }
      items.add(next.get());
    }
    List<ChildQuery.Position> trail = walk.trail();
    Optional<Cursor> cursor =
        walk.next().map(more -> cursors.seal(query, out -> writeTrail(out, trail)));
    return new Page<>(items, cursor);
  }

  private static void writeTrail(DataOutputStream out, List<ChildQuery.Position> trail)
      throws IOException {
    out.writeInt(trail.size());
    for (ChildQuery.Position position : trail) {
      Listings.writePosition(out, position);
    }
  }

  private static List<ChildQuery.Position> readTrail(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<ChildQuery.Position> trail = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      trail.add(Listings.readPosition(in));
    }
    return trail;
  }
}
