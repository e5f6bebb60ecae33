package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.testkit.model.Node.State;
import io.filelibrary.testkit.model.Operation.Placing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the model that knows the trash, deletion and the collector. */
final class Removals {
  private final World world;
  private final Alterations alterations;
  private final Tree tree;

  Removals(World world, Tree tree, Alterations alterations) {
    this.world = world;
    this.tree = tree;
    this.alterations = alterations;
  }

  Answer trash(Operation.Trash call) {
    Refusals refusals = new Refusals();
    Optional<Node> found = world.reachable(call.channel(), call.item());
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    found.ifPresent(node -> refusals.addIf(node.isPending(), ErrorCode.FILE_PENDING));
    Alterations.checkRevision(call.revision(), refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    Node node = found.orElseThrow();
    node.state = State.TRASHED;
    node.touch(world.now);
    node.deletedAt = Optional.of(world.now);
    world.tell(ChangeAction.TRASHED, node, Map.of());
    return Answer.of(node);
  }

  private Optional<Node> trashed(int channel, Operation.ItemRef item) {
    return world.node(item).filter(node -> node.channel == channel && node.state == State.TRASHED);
  }

  Answer restore(Operation.Restore call) {
    Refusals refusals = new Refusals();
    Optional<Node> found = trashed(call.channel(), call.item());
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    Alterations.checkRevision(call.placing().revision(), refusals);
    Optional<Node> home = found.flatMap(node -> node.parent).filter(Node::isLiving);
    refusals.addIf(home.isEmpty(), ErrorCode.PARENT_NOT_FOUND);
    Optional<Landing> landing =
        home.map(
            folder ->
                tree.settle(
                    new Landing(folder, List.of(), Optional.empty(), Optional.empty()),
                    found.orElseThrow().name,
                    found.orElseThrow().kind,
                    found,
                    call.placing().conflict(),
                    refusals));
    return back(found, landing, refusals);
  }

  Answer restoreTo(Operation.RestoreTo call) {
    Refusals refusals = new Refusals();
    Optional<Node> found = trashed(call.channel(), call.item());
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    Placing placing = call.placing();
    Alterations.checkRevision(placing.revision(), refusals);
    Optional<Landing> landing =
        alterations.land(call.channel(), found, call.place(), placing, true, refusals);
    return back(found, landing, refusals);
  }

  private Answer back(Optional<Node> found, Optional<Landing> landing, Refusals refusals) {
    if (refusals.any()) {
      return refusals.answer();
    }
    Node node = found.orElseThrow();
    node.state = State.LIVING;
    node.deletedAt = Optional.empty();
    alterations.settleDown(node, landing.orElseThrow(), ChangeAction.RESTORED);
    return Answer.of(node);
  }

  Answer delete(Operation.Delete call) {
    Refusals refusals = new Refusals();
    Optional<Node> found =
        world.reachable(call.channel(), call.item()).or(() -> trashed(call.channel(), call.item()));
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    Alterations.checkRevision(call.revision(), refusals);
    found.ifPresent(
        node ->
            refusals.addIf(
                !call.recursive() && !world.children(node).isEmpty(), ErrorCode.FOLDER_NOT_EMPTY));
    if (refusals.any()) {
      return refusals.answer();
    }
    world.delete(found.orElseThrow());
    return Answer.nothing();
  }

  List<Node> bin(int channel) {
    return world.nodes.stream()
        .filter(node -> node.channel == channel && node.state == State.TRASHED)
        .toList();
  }

  Answer empty(int channel) {
    List<Node> all = bin(channel);
    all.forEach(world::delete);
    return Answer.of("deleted " + all.size());
  }

  Answer collect() {
    long expired = 0;
    for (ModelUpload upload : world.uploads) {
      if (upload.state != ModelUpload.State.FORGOTTEN && upload.isExpired(world.now)) {
        expired++;
        giveUp(upload);
        upload.state = ModelUpload.State.FORGOTTEN;
      }
    }
    long discarded = 0;
    for (Node node : world.nodes) {
      if (node.state == State.TRASHED && isOverRetention(node)) {
        world.delete(node);
        discarded++;
      }
    }
    return Answer.of(Words.report(expired, discarded, reclaim()));
  }

  /** Of a file in a deleted folder, the deletion of the folder has told already. */
  private void giveUp(ModelUpload upload) {
    if (upload.state == ModelUpload.State.OPEN) {
      if (upload.file.isDeleted()) {
        upload.file.state = State.GONE;
        upload.file.counted = false;
      } else {
        world.delete(upload.file);
      }
    }
  }

  private boolean isOverRetention(Node node) {
    return !world.now.isBefore(node.deletedAt.orElseThrow().plus(Settings.TRASH_RETENTION));
  }

  private long reclaim() {
    long reclaimed = 0;
    for (Node node : world.nodes) {
      if (node.counted && node.isDeleted()) {
        node.counted = false;
        node.upload.ifPresent(upload -> upload.state = ModelUpload.State.FORGOTTEN);
        reclaimed++;
      }
    }
    return reclaimed;
  }
}
