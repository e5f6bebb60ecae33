package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.SortField;
import io.filelibrary.testkit.model.Operation.ById;
import io.filelibrary.testkit.model.Operation.ByPath;
import io.filelibrary.testkit.model.Operation.FolderAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The part of the model that reads. */
final class Readings {
  private static final int LARGEST_PAGE = 1000;

  private final World world;

  Readings(World world) {
    this.world = world;
  }

  Answer get(Operation.Get call) {
    return world
        .reachable(call.channel(), call.item())
        .map(Answer::of)
        .orElseGet(() -> Answer.refused(ErrorCode.ITEM_NOT_FOUND));
  }

  Answer find(Operation.Find call) {
    Optional<List<String>> names = Tree.names(call.path());
    if (names.isEmpty()) {
      return Answer.refused(ErrorCode.INVALID_PATH);
    }
    Optional<Node> found =
        walk(call.channel(), names.get()).filter(node -> !node.isRoot() && !node.isPending());
    return Answer.of(found.map(Words::item).orElse("nothing"));
  }

  private Optional<Node> walk(int channel, List<String> names) {
    Optional<Node> at = Optional.of(world.channels.get(channel).root);
    for (String name : names) {
      at = at.flatMap(folder -> world.child(folder, name));
    }
    return at;
  }

  Answer open(Operation.Open call) {
    return content(call.channel(), call.item(), content -> Answer.of(Words.bytes(content)));
  }

  Answer openRange(Operation.OpenRange call) {
    return content(
        call.channel(),
        call.item(),
        content -> {
          if (call.from() >= content.length) {
            return Answer.refused(ErrorCode.RANGE_NOT_SATISFIABLE);
          }
          int to = Math.min(content.length, call.from() + call.length());
          return Answer.of(Words.bytes(Arrays.copyOfRange(content, call.from(), to)));
        });
  }

  private Answer content(int channel, Operation.ItemRef item, Function<byte[], Answer> read) {
    Optional<Node> found = world.reachable(channel, item);
    if (found.filter(node -> node.state == Node.State.WAITING).isPresent()) {
      return Answer.refused(EnumSet.of(ErrorCode.FILE_PENDING, ErrorCode.ITEM_NOT_FOUND));
    }
    if (found.isEmpty()) {
      return Answer.refused(ErrorCode.ITEM_NOT_FOUND);
    }
    return switch (found.get().kind) {
      case FOLDER, LINK -> Answer.refused(ErrorCode.NOT_A_FILE);
      case FILE ->
          found
              .get()
              .content
              .map(content -> read.apply(content.bytes()))
              .orElseGet(() -> Answer.refused(ErrorCode.FILE_PENDING));
    };
  }

  private Optional<Node> folder(int channel, FolderAt at, Refusals refusals) {
    if (at instanceof ByPath path) {
      Optional<List<String>> names = Tree.names(path.path());
      refusals.addIf(names.isEmpty(), ErrorCode.INVALID_PATH);
      return names.flatMap(found -> folder(walk(channel, found), refusals));
    }
    return folder(world.reachable(channel, ((ById) at).item()), refusals);
  }

  private static Optional<Node> folder(Optional<Node> found, Refusals refusals) {
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    found.ifPresent(
        node -> {
          refusals.addIf(!node.isFolder(), ErrorCode.NOT_A_FOLDER);
          refusals.addIf(node.isPending(), ErrorCode.ITEM_NOT_FOUND);
        });
    return found.filter(Node::isFolder);
  }

  private static void checkPageSize(int pageSize, Refusals refusals) {
    refusals.addIf(pageSize < 1 || pageSize > LARGEST_PAGE, ErrorCode.INVALID_SIZE);
  }

  Answer list(Operation.ListFolder call) {
    Refusals refusals = new Refusals();
    checkPageSize(call.pageSize(), refusals);
    Optional<Node> folder = folder(call.channel(), call.folder(), refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    Comparator<Node> order = order(call.channel(), call.sort());
    if (call.descending()) {
      order = order.reversed();
    }
    return Answer.of(
        world.children(folder.orElseThrow()).stream()
            .filter(node -> call.pending() || !node.isPending())
            .sorted(call.mixed() ? order : foldersFirst(order))
            .map(Words::item)
            .toList());
  }

  private Comparator<Node> order(int channel, SortField sort) {
    Comparator<Node> byName = World.byName(world.channels.get(channel));
    return switch (sort) {
      case NAME -> byName;
      case CREATED -> Comparator.<Node, Instant>comparing(n -> n.created).thenComparing(byName);
      case UPDATED -> Comparator.<Node, Instant>comparing(n -> n.updated).thenComparing(byName);
      case SIZE -> Comparator.<Node>comparingLong(node -> node.size).thenComparing(byName);
    };
  }

  private static Comparator<Node> foldersFirst(Comparator<Node> order) {
    return Comparator.<Node, Boolean>comparing(node -> !node.isFolder()).thenComparing(order);
  }

  Answer listTree(Operation.ListTree call) {
    Refusals refusals = new Refusals();
    checkPageSize(call.pageSize(), refusals);
    Optional<Node> folder = folder(call.channel(), call.folder(), refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    return Answer.of(tree(folder.orElseThrow(), call.mixed(), call.pending()));
  }

  /** Returns all below a folder, in the order of a listing of the tree. */
  List<String> tree(Node folder, boolean mixed, boolean pending) {
    Comparator<Node> byName = World.byName(world.channels.get(folder.channel));
    List<String> lines = new ArrayList<>();
    for (Node child :
        world.children(folder).stream().sorted(mixed ? byName : foldersFirst(byName)).toList()) {
      if (pending || !child.isPending()) {
        lines.add(Words.item(child));
        lines.addAll(tree(child, mixed, pending));
      }
    }
    return lines;
  }

  Answer changes(Operation.Changes call) {
    Refusals refusals = new Refusals();
    checkPageSize(call.limit(), refusals);
    refusals.addIf(call.after() < 0, ErrorCode.INVALID_SIZE);
    if (refusals.any()) {
      return refusals.answer();
    }
    List<String> feed = world.channels.get(call.channel()).feed;
    int from = Math.min(call.after(), feed.size());
    return Answer.of(feed.subList(from, Math.min(feed.size(), from + call.limit())));
  }
}
