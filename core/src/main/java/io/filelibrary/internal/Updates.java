package io.filelibrary.internal;

import io.filelibrary.error.ContentCorrupt;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.InvalidChange;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.ProgressListener;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes what an item is and where: one row is another, whatever is below the item. A change of
 * visibility first copies the content to a key of the other kind, since the key says who may read
 * it; the transaction that changes the item swaps the keys.
 */
public final class Updates {
  private final Transactions transactions;
  private final Placer placer;
  private final Creation creation;
  private final Staging staging;
  private final Downloads downloads;

  Updates(
      Transactions transactions,
      Placer placer,
      Creation creation,
      Staging staging,
      Downloads downloads) {
    this.transactions = transactions;
    this.placer = placer;
    this.creation = creation;
    this.staging = staging;
    this.downloads = downloads;
  }

  /**
   * Changes an item.
   *
   * @param session where and for whom
   * @param id the item
   * @param changes what should change
   * @return the item after the change
   */
  public Item update(Session session, ItemId id, ItemChanges changes) {
    changes.linkUrl().ifPresent(creation::requireAllowed);
    Optional<Item> done = Optional.empty();
    while (done.isEmpty()) {
      Optional<FileRecord> former =
          changes.visibility().isEmpty()
              ? Optional.empty()
              : transactions.read(session, tree -> contentToCopy(tree, id, changes));
      done =
          former.isPresent()
              ? updateWithCopy(session, id, changes, former.get())
              : update(session, id, changes, false, Optional.empty());
    }
    return done.get();
  }

  /**
   * Moves an item.
   *
   * @param session where and for whom
   * @param id the item
   * @param destination where to
   * @param options how
   * @return the item after the move
   */
  public Item move(Session session, ItemId id, Destination destination, PlaceOptions options) {
    ItemChanges changes =
        new ItemChanges(
            destination.name(),
            Optional.of(destination.folder()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            options.conflict(),
            options.expectedRevision());
    return update(session, id, changes, options.createParents(), Optional.empty()).orElseThrow();
  }

  private Optional<Item> updateWithCopy(
      Session session, ItemId id, ItemChanges changes, FileRecord former) {
    Visibility visibility = changes.visibility().orElseThrow();
    Optional<Staging.Staged> copied = copy(session, id, former, visibility);
    if (copied.isEmpty()) {
      requireReplaced(session, id, changes, former);
      return Optional.empty();
    }
    Staging.Staged staged = copied.get();
    Optional<Item> done = Optional.empty();
    try {
      done = update(session, id, changes, false, Optional.of(new Swap(former, staged)));
      return done;
    } finally {
      if (done.isEmpty()) {
        staging.discard(session, staged);
      }
    }
  }

  /** Copies a content to a key of its own, or answers nothing if its bytes are missing. */
  private Optional<Staging.Staged> copy(
      Session session, ItemId id, FileRecord former, Visibility visibility) {
    MeasuredStream.Terms terms =
        new MeasuredStream.Terms(
            OptionalLong.of(former.size()), former.sha256(), former.size(), ProgressListener.NONE);
    try (InputStream bytes = downloads.openContent(session, id, former)) {
      return Optional.of(
          staging.stage(
              new Staging.Order(session, visibility, former.contentType(), false),
              new MeasuredStream(bytes, terms),
              Staging.Preflight.NONE));
    } catch (SourceFailed e) {
      // The source is the library's own: what is wrong with it is not for the caller to mend.
      throw e.getCause() instanceof FileLibraryException own ? own : e;
    } catch (IOException e) {
      if (e instanceof BackendException backend && backend.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /** Fails if a file still has the content whose bytes are missing. */
  private void requireReplaced(Session session, ItemId id, ItemChanges changes, FileRecord former) {
    Optional<FileRecord> now = transactions.read(session, tree -> contentToCopy(tree, id, changes));
    if (now.flatMap(FileRecord::content).equals(former.content())) {
      throw new ContentCorrupt(id.toString(), "its bytes are missing from the storage");
    }
  }

  /** Changes the item, or answers nothing if its content is not the one that was copied. */
  private Optional<Item> update(
      Session session, ItemId id, ItemChanges changes, boolean createParents, Optional<Swap> swap) {
    return transactions.write(
        session,
        tree -> {
          Node node = checked(tree, id, changes);
          Optional<FileRecord> needed = contentToCopy(tree, id, changes);
          if (!needed.equals(swap.map(Swap::former))) {
            return Optional.empty();
          }
          ItemRecord before = node.record();
          Node placed = placed(tree, node, changes, createParents);
          ItemRecord after = edited(placed.record(), changes);
          if (swap.isPresent()) {
            staging.publish(tree, swap.get().staged);
            after = after.withFile(withContent(after.file().orElseThrow(), swap.get().staged));
          }
          if (after.equals(before)) {
            return Optional.of(node.item());
          }
          ItemRecord changed = tree.change(ChangeAction.UPDATED, before, after);
          if (swap.isPresent()) {
            tree.release(swap.get().former.content().orElseThrow());
          }
          return Optional.of(placed.with(changed).item());
        });
  }

  /** The item; one that waits beside the tree has no place yet that it could move from. */
  private static Node find(TreeReader tree, ItemId id, ItemChanges changes)
      throws BackendException {
    return changes.folder().isPresent() ? tree.living(id) : tree.visible(id);
  }

  private static Node checked(TreeWriter tree, ItemId id, ItemChanges changes)
      throws BackendException {
    Node node = find(tree, id, changes);
    tree.require(Action.UPDATE, node);
    tree.requireRevision(node.record(), changes.expectedRevision());
    ItemKind kind = node.record().kind();
    if (changes.linkUrl().isPresent() && kind != ItemKind.LINK) {
      throw new InvalidChange("linkUrl", "only a link has a URL, this is a " + kind.word());
    }
    if (changes.contentType().isPresent() && kind != ItemKind.FILE) {
      throw new InvalidChange(
          "contentType", "only a file has a content type, this is a " + kind.word());
    }
    return node;
  }

  /** The file whose content the change needs under another key, if there is one. */
  private static Optional<FileRecord> contentToCopy(TreeReader tree, ItemId id, ItemChanges changes)
      throws BackendException {
    Node node = find(tree, id, changes);
    ItemRecord record = node.record();
    boolean differs =
        changes.visibility().isPresent() && changes.visibility().get() != record.visibility();
    if (!differs || record.kind() != ItemKind.FILE) {
      return Optional.empty();
    }
    tree.require(Action.UPDATE, node);
    if (node.isPending()) {
      throw new FilePending(id.toString());
    }
    return record.file();
  }

  private static ItemRecord edited(ItemRecord before, ItemChanges changes) {
    ItemRecord after = before;
    after = changes.linkUrl().map(after::withLinkUrl).orElse(after);
    after = changes.attributes().map(after::withAttributes).orElse(after);
    after = changes.visibility().map(after::withVisibility).orElse(after);
    if (changes.contentType().isEmpty()) {
      return after;
    }
    FileRecord file = after.file().orElseThrow();
    return after.withFile(
        new FileRecord(
            file.status(),
            file.size(),
            changes.contentType().get(),
            file.version(),
            file.content(),
            file.sha256(),
            file.encrypted()));
  }

  private static FileRecord withContent(FileRecord file, Staging.Staged staged) {
    return new FileRecord(
        file.status(),
        file.size(),
        file.contentType(),
        file.version(),
        Optional.of(staged.key()),
        file.sha256(),
        file.encrypted());
  }

  /** The item under its new name and in its new folder. */
  private Node placed(TreeWriter tree, Node node, ItemChanges changes, boolean createParents)
      throws BackendException {
    ItemRecord before = node.record();
    ItemName name = changes.name().orElseGet(() -> new ItemName(before.name()));
    Node own = new Node(node.above().get(0), node.above().subList(1, node.above().size()));
    Node folder =
        changes.folder().isPresent()
            ? placer.parent(tree, changes.folder().get(), createParents)
            : own;
    if (folder.isInside(node.id())) {
      throw new WouldCycle(node.id().toString());
    }
    boolean moves = !folder.id().equals(own.id());
    if (!moves && name.value().equals(before.name())) {
      return node;
    }
    Placer.Place place =
        placer.take(
            tree,
            folder,
            name,
            new Placer.Arrival(before.kind(), changes.conflict(), Optional.of(node.id())));
    ItemRecord renamed = before.withName(place.name().value(), tree.key(place.name()));
    return folder.child(moves ? renamed.withPlacement(place.living()) : renamed);
  }

  private record Swap(FileRecord former, Staging.Staged staged) {}
}
