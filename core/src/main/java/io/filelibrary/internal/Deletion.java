package io.filelibrary.internal;

import io.filelibrary.error.FolderNotEmpty;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.Placement;
import java.util.Collections;
import java.util.Optional;

/**
 * Deletes items for good. A folder that holds something is unhooked by one row; the collector
 * reclaims what is below it.
 */
public final class Deletion {
  private final Transactions transactions;

  Deletion(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Deletes an item, be it living or in the trash.
   *
   * @param session where and for whom
   * @param id the item
   * @param options how
   */
  public void delete(Session session, ItemId id, DeleteOptions options) {
    transactions.write(
        session,
        tree -> {
          Node node = deletable(tree, id);
          tree.require(Action.DELETE, node);
          tree.requireRevision(node.record(), options.expectedRevision());
          delete(tree, node, options.recursive());
          return id;
        });
  }

  static void delete(TreeWriter tree, Node node, boolean recursive) throws BackendException {
    if (!node.isFolder() || isEmpty(tree, node)) {
      tree.delete(node.record());
      return;
    }
    if (!recursive) {
      throw new FolderNotEmpty(node.id().toString());
    }
    unhook(tree, node.record());
  }

  /** Takes a subtree out of sight for the collector, and tells of it. */
  private static void unhook(TreeWriter tree, ItemRecord folder) throws BackendException {
    Placement deleted = Placement.deleted(tree.rootId(), tree.now());
    tree.rewrite(folder, folder.withPlacement(deleted));
    tree.tell(ChangeAction.DELETED, folder, Collections.emptySortedMap());
  }

  private static Node deletable(TreeReader tree, ItemId id) throws BackendException {
    Node node =
        tree.node(id)
            .filter(found -> !found.isRoot())
            .orElseThrow(() -> new ItemNotFound(id.toString()));
    return node.record().placement().state() == ItemState.TRASHED ? node : tree.visible(id);
  }

  private static boolean isEmpty(TreeReader tree, Node folder) throws BackendException {
    ChildQuery first =
        new ChildQuery(folder.id(), SortField.NAME, false, false, true, Optional.empty(), 1);
    return tree.records().children(tree.session().channel(), first).isEmpty();
  }
}
