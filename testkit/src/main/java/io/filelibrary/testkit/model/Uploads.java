package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemKind;
import io.filelibrary.testkit.model.Node.State;
import io.filelibrary.testkit.model.Operation.Declared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of the model that knows uploads in two steps. */
final class Uploads {
  private final World world;
  private final Tree tree;
  private final Creations creations;

  Uploads(World world, Tree tree, Creations creations) {
    this.world = world;
    this.tree = tree;
    this.creations = creations;
  }

  Answer begin(Operation.Begin call) {
    Refusals refusals = new Refusals();
    long size = Creations.declaredSize(call.declared(), call.size());
    refusals.addIf(size > world.scope.maxFileSize(), ErrorCode.FILE_TOO_LARGE);
    // What replaces a file is measured when it does so.
    refusals.addIf(
        call.how().conflict() != ConflictPolicy.REPLACE && !world.hasRoom(call.channel(), size),
        ErrorCode.QUOTA_EXCEEDED);
    Optional<Landing> landing =
        creations.land(call.channel(), call.place(), ItemKind.FILE, call.how(), refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    Node node = pending(landing.orElseThrow(), call);
    node.size = size;
    ModelUpload upload =
        new ModelUpload(
            node, call.size(), call.declared(), world.now.plus(Settings.UPLOAD_LIFETIME));
    node.upload = Optional.of(upload);
    world.uploads.add(upload);
    world.tell(ChangeAction.CREATED, node, Map.of());
    return new Answer(
        Set.of(), List.of(Words.item(node), "expires " + upload.expiresAt), Optional.of(node));
  }

  /** A file that will replace another waits beside the tree. */
  private Node pending(Landing landing, Operation.Begin call) {
    boolean waits =
        call.how().conflict() == ConflictPolicy.REPLACE && landing.inTheWay().isPresent();
    if (!waits) {
      return creations.insert(landing, ItemKind.FILE, call.how());
    }
    Node node = world.create(ItemKind.FILE, landing.folder(), landing.name().orElseThrow());
    node.state = State.WAITING;
    Creations.describe(node, call.how());
    return node;
  }

  Answer receive(Operation.Receive call) {
    Optional<ModelUpload> found = world.upload(call.channel(), call.upload());
    if (found.isEmpty()) {
      return Answer.refused(ErrorCode.UPLOAD_NOT_FOUND);
    }
    ModelUpload upload = found.get();
    Content content = new Content(call.size(), call.salt());
    Refusals refusals = takesNot(upload, content);
    // Measured here or at the completion, as the library likes.
    refusals.addIf(
        !world.hasRoom(call.channel(), call.size())
            && world.errorFound.stream().anyMatch(ErrorCode.QUOTA_EXCEEDED::equals),
        ErrorCode.QUOTA_EXCEEDED);
    if (refusals.any()) {
      return refusals.answer();
    }
    upload.received = Optional.of(content);
    return Answer.nothing();
  }

  /** Why an upload does not take these bytes, whatever room there is. */
  private Refusals takesNot(ModelUpload upload, Content content) {
    Refusals refusals = new Refusals();
    refusals.addIf(upload.isExpired(world.now), ErrorCode.UPLOAD_EXPIRED);
    refusals.addIf(upload.state == ModelUpload.State.COMPLETED, ErrorCode.UPLOAD_COMPLETED);
    boolean sameBytes = content.salt() == 0 && upload.declared == Declared.HASH;
    Creations.checkDeclared(upload.declared, upload.size, content.size(), sameBytes, refusals);
    refusals.addIf(content.size() > world.scope.maxFileSize(), ErrorCode.FILE_TOO_LARGE);
    return refusals;
  }

  Answer complete(Operation.Complete call) {
    Optional<ModelUpload> found = world.upload(call.channel(), call.upload());
    if (found.isEmpty()) {
      return Answer.refused(ErrorCode.UPLOAD_NOT_FOUND);
    }
    ModelUpload upload = found.get();
    Node node = upload.file;
    Refusals refusals = new Refusals();
    if (upload.state == ModelUpload.State.COMPLETED) {
      refusals.addIf(!node.isReachable(), ErrorCode.ITEM_NOT_FOUND);
      return refusals.any() ? refusals.answer() : Answer.of(node);
    }
    refusals.addIf(upload.isExpired(world.now), ErrorCode.UPLOAD_EXPIRED);
    refusals.addIf(upload.received.isEmpty(), ErrorCode.UPLOAD_INCOMPLETE);
    return complete(upload, upload.received, refusals);
  }

  Answer completeWith(Operation.CompleteWith call) {
    Optional<ModelUpload> found = world.upload(call.channel(), call.upload());
    if (found.isEmpty()) {
      return Answer.refused(ErrorCode.UPLOAD_NOT_FOUND);
    }
    Content content = new Content(call.size(), call.salt());
    return complete(found.get(), Optional.of(content), takesNot(found.get(), content));
  }

  private Answer complete(ModelUpload upload, Optional<Content> content, Refusals refusals) {
    Node node = upload.file;
    refusals.addIf(!node.isReachable(), ErrorCode.ITEM_NOT_FOUND);
    long size = content.map(Content::size).orElse(0);
    Optional<Landing> landing = place(node, refusals);
    long more = size - landing.map(Landing::freed).orElse(0L);
    refusals.addIf(!world.hasRoom(node.channel, more), ErrorCode.QUOTA_EXCEEDED);
    if (refusals.any()) {
      return refusals.answer();
    }
    landing.ifPresent(tree::prepare);
    node.state = State.LIVING;
    node.content = content;
    node.size = size;
    upload.state = ModelUpload.State.COMPLETED;
    node.touch(world.now);
    world.tell(ChangeAction.UPDATED, node, Map.of("status", "pending"));
    return Answer.of(node);
  }

  private Optional<Landing> place(Node node, Refusals refusals) {
    if (node.state != State.WAITING) {
      return Optional.empty();
    }
    return node.parent.map(
        folder ->
            tree.settle(
                new Landing(folder, List.of(), Optional.empty(), Optional.empty()),
                node.name,
                ItemKind.FILE,
                Optional.of(node),
                ConflictPolicy.REPLACE,
                refusals));
  }

  Answer abort(Operation.Abort call) {
    Optional<ModelUpload> found = world.upload(call.channel(), call.upload());
    if (found.isEmpty()) {
      return Answer.refused(ErrorCode.UPLOAD_NOT_FOUND);
    }
    if (found.get().state == ModelUpload.State.COMPLETED) {
      return Answer.refused(ErrorCode.UPLOAD_COMPLETED);
    }
    world.delete(found.get().file);
    found.get().state = ModelUpload.State.FORGOTTEN;
    return Answer.nothing();
  }
}
