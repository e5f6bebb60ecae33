package io.filelibrary.testkit.model;

import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Visibility;
import io.filelibrary.testkit.model.Operation.At;
import io.filelibrary.testkit.model.Operation.ById;
import io.filelibrary.testkit.model.Operation.ByPath;
import io.filelibrary.testkit.model.Operation.Declared;
import io.filelibrary.testkit.model.Operation.Expected;
import io.filelibrary.testkit.model.Operation.FolderAt;
import io.filelibrary.testkit.model.Operation.How;
import io.filelibrary.testkit.model.Operation.In;
import io.filelibrary.testkit.model.Operation.Into;
import io.filelibrary.testkit.model.Operation.ItemRef;
import io.filelibrary.testkit.model.Operation.Place;
import io.filelibrary.testkit.model.Operation.Placing;
import io.filelibrary.testkit.model.Operation.Showing;
import io.filelibrary.testkit.model.Operation.UploadRef;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Makes operations at random. It looks at the model, so that most calls hit items that are there:
 * few names, small sizes around the limits, folders some levels deep, and now and then nonsense.
 */
final class Generator {
  private static final List<String> NAMES =
      List.of("a", "b", "c.txt", "A", "d", "c (2).txt", "\u00e9", "e\u0301", "\u00c9", ".h");
  private static final List<String> ODD_NAMES = List.of("a?", "..", "x/y", " a", "n.", "");
  private static final List<String> ATTRIBUTES = List.of("", "k=v", "k=w", "k=v,l=1", "l=2");
  private static final List<String> URLS =
      List.of("https://host/", "http://host/a", "ftp://host/", "nothing");
  private static final List<String> TYPES = List.of("text/plain", "image/png", "nothing");
  private static final int MOST_LIVING = 45;

  private final Random random;
  private final World world;

  Generator(long seed, World world) {
    this.random = new Random(seed);
    this.world = world;
  }

  Operation next() {
    int channel = one(60) ? Operation.CHANNELS : world.scope.only().orElseGet(() -> one(3) ? 1 : 0);
    boolean crowded = living(channel) > MOST_LIVING;
    int kind = random.nextInt(100);
    if (kind < 26) {
      return crowded ? removal(channel) : creation(channel);
    }
    if (kind < 38) {
      return upload(channel);
    }
    if (kind < 62) {
      return alteration(channel, crowded);
    }
    if (kind < 78) {
      return removal(channel);
    }
    if (kind < 91) {
      return reading(channel);
    }
    return kind < 97 ? time() : administration(channel);
  }

  private long living(int channel) {
    return world.nodes.stream().filter(node -> node.channel == channel && node.isLiving()).count();
  }

  private Operation creation(int channel) {
    int kind = random.nextInt(10);
    if (kind < 4) {
      return new Operation.CreateFolder(channel, place(channel), how());
    }
    if (kind < 5) {
      return new Operation.CreateLink(channel, place(channel), url(), how());
    }
    if (kind < 6) {
      return new Operation.EnsureFolder(channel, path(channel));
    }
    return new Operation.Upload(channel, place(channel), size(), salt(), declared(), how());
  }

  private Operation upload(int channel) {
    int kind = random.nextInt(14);
    if (kind < 4 || world.uploads.isEmpty()) {
      return new Operation.Begin(channel, place(channel), size(), declared(), how());
    }
    UploadRef upload =
        new UploadRef(Math.max(0, world.uploads.size() - 1 - random.nextInt(one(5) ? 30 : 4)));
    int own = one(20) ? channel : world.uploads.get(upload.number()).file.channel;
    if (kind < 10) {
      boolean asDeclared = random.nextBoolean();
      int size = asDeclared ? world.uploads.get(upload.number()).size : size();
      int salt = asDeclared ? 0 : salt();
      return kind < 8
          ? new Operation.Receive(own, upload, size, salt)
          : new Operation.CompleteWith(own, upload, size, salt);
    }
    return kind < 13 ? new Operation.Complete(own, upload) : new Operation.Abort(own, upload);
  }

  private Operation alteration(int channel, boolean crowded) {
    ItemRef item = item(channel, Node::isReachable);
    int kind = random.nextInt(10);
    if (kind < 3 && !crowded) {
      return new Operation.Copy(channel, item, place(channel), placing());
    }
    if (kind < 6) {
      return new Operation.Move(channel, item, place(channel), placing());
    }
    return new Operation.Update(
        channel,
        item,
        one(2) ? name() : "",
        one(3) ? pick(ATTRIBUTES) : "",
        one(6) ? url() : "",
        one(6) ? pick(TYPES) : "",
        one(3) ? pick(List.of(Showing.values())) : Showing.AS_IS,
        conflict(),
        expected());
  }

  private Operation removal(int channel) {
    int kind = random.nextInt(16);
    if (kind < 5) {
      return new Operation.Trash(channel, item(channel, Node::isReachable), expected());
    }
    ItemRef trashed = item(channel, node -> node.state == Node.State.TRASHED);
    if (kind < 8) {
      return new Operation.Restore(channel, trashed, placing());
    }
    if (kind < 11) {
      return new Operation.RestoreTo(channel, trashed, place(channel), placing());
    }
    if (kind < 15) {
      return new Operation.Delete(
          channel,
          one(4) ? trashed : item(channel, Node::isReachable),
          random.nextInt(3) > 0,
          expected());
    }
    return one(3)
        ? new Operation.EmptyTrash(channel)
        : new Operation.ListTrash(channel, 1 + random.nextInt(3));
  }

  private Operation reading(int channel) {
    return switch (random.nextInt(8)) {
      case 0 -> new Operation.Get(channel, item(channel, node -> true));
      case 1 -> new Operation.Find(channel, path(channel));
      case 2 -> new Operation.Open(channel, item(channel, Node::isReachable));
      case 3 ->
          new Operation.OpenRange(
              channel, item(channel, Node::isReachable), random.nextInt(60), random.nextInt(60));
      case 4 ->
          new Operation.ListTree(
              channel, folder(channel), pageSize(), random.nextBoolean(), random.nextBoolean());
      case 5 ->
          new Operation.Changes(
              channel,
              random.nextInt(changes(channel) + 3) - 1,
              one(10) ? 1000 : random.nextInt(8));
      default ->
          new Operation.ListFolder(
              channel,
              folder(channel),
              pageSize(),
              pick(List.of(SortField.values())),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean());
    };
  }

  private int changes(int channel) {
    return channel < Operation.CHANNELS ? world.channels.get(channel).feed.size() : 0;
  }

  private Operation time() {
    return switch (random.nextInt(6)) {
      case 0 -> new Operation.Clock(-random.nextInt(90_000));
      case 1 -> new Operation.Clock(86_400);
      case 2 -> new Operation.Clock(86_400 * random.nextInt(12));
      case 3 -> new Operation.Clock(random.nextInt(20_000));
      default -> new Operation.Collect();
    };
  }

  private Operation administration(int channel) {
    return switch (random.nextInt(6)) {
      case 0 -> new Operation.CreateChannel(random.nextInt(Operation.CHANNELS));
      case 1 -> new Operation.EnsureChannel(random.nextInt(Operation.CHANNELS));
      case 2 -> new Operation.FlipCase(channel);
      case 3 -> new Operation.Reopen();
      default ->
          new Operation.Quota(channel, one(3) ? -1 : random.nextInt(1000) * world.scope.scale());
    };
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** An item that fits, most of the time; sometimes any of any channel. */
  private ItemRef item(int channel, Predicate<Node> fitting) {
    if (one(12)) {
      return new ItemRef(random.nextInt(world.nodes.size() + 1));
    }
    List<Node> found =
        world.nodes.stream().filter(node -> node.channel == channel && fitting.test(node)).toList();
    return new ItemRef(
        found.isEmpty() ? random.nextInt(world.nodes.size() + 1) : pick(found).number);
  }

  private FolderAt folder(int channel) {
    if (one(3)) {
      return new ByPath(one(3) ? path(channel) : "");
    }
    return new ById(item(channel, node -> node.isFolder() && node.isLiving()));
  }

  private Place place(int channel) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new At(path(channel));
      case 2 -> new Into(folder(channel));
      default -> new In(folder(channel), name());
    };
  }

  private String path(int channel) {
    if (one(25)) {
      return pick(List.of("", "/a", "a//b", "a/./b", "a/b/"));
    }
    List<Node> living =
        world.nodes.stream().filter(node -> node.channel == channel && node.isLiving()).toList();
    String name = name();
    if (living.isEmpty() || one(4)) {
      return one(2) ? name : name() + "/" + name;
    }
    String path = pick(living).path();
    return switch (random.nextInt(4)) {
      case 0 -> path;
      case 1 -> path + "/" + name() + "/" + name;
      default -> path + "/" + name;
    };
  }

  private String name() {
    return one(40) ? pick(ODD_NAMES) : pick(NAMES);
  }

  private How how() {
    return new How(
        conflict(),
        one(2),
        one(4) ? Visibility.PUBLIC : Visibility.PRIVATE,
        one(4) ? pick(ATTRIBUTES) : "");
  }

  private Placing placing() {
    return new Placing(conflict(), one(2), expected());
  }

  private ConflictPolicy conflict() {
    return pick(List.of(ConflictPolicy.values()));
  }

  private Expected expected() {
    return one(8) ? Expected.STALE : one(4) ? Expected.CURRENT : Expected.ANY;
  }

  private Declared declared() {
    return one(3) ? pick(List.of(Declared.values())) : Declared.NOTHING;
  }

  private String url() {
    return one(5) ? pick(URLS) : URLS.get(random.nextInt(2));
  }

  private int size() {
    int steps =
        one(3)
            ? pick(List.of(0, 1, 49, 50, 51, 99, 100, 101))
            : random.nextInt(Settings.MAX_FILE_SIZE + 2);
    return steps * world.scope.scale();
  }

  private int salt() {
    return random.nextInt(3);
  }

  private int pageSize() {
    return one(20) ? 0 : 1 + random.nextInt(5);
  }
}
