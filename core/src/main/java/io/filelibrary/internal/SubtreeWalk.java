package io.filelibrary.internal;

import io.filelibrary.model.Item;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ItemRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Walks down a subtree within one transaction, each folder before what it holds. Its trail, the
 * position of the last item in each folder on the way to it, is enough to walk on from there in
 * another transaction, whatever has come or gone.
 */
final class SubtreeWalk {
  private static final int CHUNK = 256;

  private final TreeReader tree;
  private final ListOptions options;
  private final Deque<Frame> frames = new ArrayDeque<>();

  SubtreeWalk(TreeReader tree, Node base, ListOptions options) {
    this.tree = tree;
    this.options = options;
    frames.push(new Frame(base));
  }

  /**
   * Goes to where a walk left off. Where a folder of the trail is gone, what follows it is next.
   */
  void resume(List<ChildQuery.Position> trail) throws BackendException {
    for (ChildQuery.Position position : trail) {
      Frame frame = frames.element();
      frame.last = Optional.of(position);
      Optional<Node> child = tree.child(frame.folder, position.nameKey());
      if (child.isEmpty() || !position.folder() || !enter(child.get())) {
        return;
      }
    }
  }

  /** The next item, or empty at the end. */
  Optional<Item> next() throws BackendException {
    while (!frames.isEmpty()) {
      Optional<Node> child = frames.element().next();
      if (child.isEmpty()) {
        frames.pop();
        continue;
      }
      Item item = child.get().item(frames.element().path);
      enter(child.get());
      return Optional.of(item);
    }
    return Optional.empty();
  }

  /** Goes into a folder that the actor may see the inside of. */
  private boolean enter(Node node) {
    boolean open = node.isFolder() && tree.allows(Action.READ, node);
    if (open) {
      frames.push(new Frame(node));
    }
    return open;
  }

  /**
   * Where the last item is: its position in its folder, and that of each folder on the way to it.
   */
  List<ChildQuery.Position> trail() {
    List<ChildQuery.Position> trail = new ArrayList<>();
    frames.descendingIterator().forEachRemaining(frame -> frame.last.ifPresent(trail::add));
    return trail;
  }

  /** One folder on the way down. */
  private final class Frame {
    private final Node folder;
    private final ItemPath path;
    private Optional<ChildQuery.Position> last = Optional.empty();
    private Iterator<ItemRecord> chunk = Collections.emptyIterator();
    private boolean exhausted;

    Frame(Node folder) {
      this.folder = folder;
      this.path = folder.path();
    }

    Optional<Node> next() throws BackendException {
      if (!chunk.hasNext() && !exhausted) {
        List<ItemRecord> read = read();
        exhausted = read.size() < CHUNK;
        chunk = read.iterator();
      }
      if (!chunk.hasNext()) {
        return Optional.empty();
      }
      ItemRecord record = chunk.next();
      last = Optional.of(Listings.position(record, SortField.NAME));
      return Optional.of(folder.child(record));
    }

    private List<ItemRecord> read() throws BackendException {
      return tree.records()
          .children(
              tree.session().channel(),
              new ChildQuery(
                  folder.id(),
                  SortField.NAME,
                  false,
                  options.foldersFirst(),
                  options.includePending(),
                  last,
                  CHUNK));
    }
  }
}
