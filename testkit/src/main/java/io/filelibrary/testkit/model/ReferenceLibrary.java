package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A library in a few maps, written after the documentation and not after the library's own code:
 * slow, obvious, without transactions, catalogs or storages. It answers each operation with the
 * result, or with the errors of which one is right.
 */
final class ReferenceLibrary {
  /** What a call to a channel that does not exist comes to; its arguments can be wrong besides. */
  private static final Set<ErrorCode> NO_CHANNEL =
      EnumSet.of(
          ErrorCode.CHANNEL_NOT_FOUND,
          ErrorCode.INVALID_PATH,
          ErrorCode.INVALID_NAME,
          ErrorCode.INVALID_LINK,
          ErrorCode.INVALID_CONTENT_TYPE,
          ErrorCode.INVALID_SIZE,
          ErrorCode.SIZE_MISMATCH,
          ErrorCode.CHECKSUM_MISMATCH,
          ErrorCode.FILE_TOO_LARGE);

  private final World world;
  private final Tree tree;
  private final Creations creations;
  private final Alterations alterations;
  private final Removals removals;
  private final Uploads uploads;
  private final Readings readings;

  ReferenceLibrary(Instant beginning) {
    this(new World(beginning));
  }

  ReferenceLibrary(World world) {
    this.world = world;
    this.tree = new Tree(world);
    this.creations = new Creations(world, tree);
    this.alterations = new Alterations(world, tree);
    this.removals = new Removals(world, tree, alterations);
    this.uploads = new Uploads(world, tree, creations);
    this.readings = new Readings(world);
  }

  World world() {
    return world;
  }

  List<String> tree(int channel) {
    return readings.tree(world.channels.get(channel).root, false, true);
  }

  List<Node> trash(int channel) {
    return removals.bin(channel);
  }

  /** Whether an operation is about an upload that the collector takes with the deleted folder. */
  boolean isOfDeletedUpload(Operation operation) {
    boolean[] deleted = {false};
    Object same =
        Parts.mapped(
            operation,
            part -> {
              if (part instanceof Operation.UploadRef upload) {
                deleted[0] |= world.uploads.get(upload.number()).file.isDeleted();
              }
              return part;
            });
    return deleted[0] && same.equals(operation);
  }

  /** Says whether all items and uploads that an operation names have come into being. */
  boolean isMeant(Operation operation) {
    boolean[] meant = {true};
    Object same =
        Parts.mapped(
            operation,
            part -> {
              if (part instanceof Operation.ItemRef item) {
                meant[0] &= item.number() < world.nodes.size();
              }
              if (part instanceof Operation.UploadRef upload) {
                meant[0] &= upload.number() < world.uploads.size();
              }
              return part;
            });
    return meant[0] && same.equals(operation);
  }

  /** Performs an operation of which the contract leaves nothing open. */
  Answer perform(Operation operation) {
    return perform(operation, Optional.empty(), Optional.empty());
  }

  /**
   * Performs an operation.
   *
   * @param nameFound the name of the item that the library answered with
   * @param errorFound what the library failed with
   */
  Answer perform(Operation operation, Optional<String> nameFound, Optional<ErrorCode> errorFound) {
    world.nameFound = nameFound;
    world.errorFound = errorFound;
    if (operation instanceof Operation.Clock clock) {
      world.now = world.now.plusSeconds(clock.seconds());
      return Answer.nothing();
    }
    if (operation instanceof Operation.Collect) {
      return removals.collect();
    }
    if (operation instanceof Operation.Reopen) {
      return Answer.nothing();
    }
    if (operation.channel() >= Operation.CHANNELS) {
      return Answer.refused(NO_CHANNEL);
    }
    return inChannel(operation);
  }

  private Answer inChannel(Operation operation) {
    if (operation instanceof Operation.CreateFolder call) {
      return creations.folder(call);
    }
    if (operation instanceof Operation.CreateLink call) {
      return creations.link(call);
    }
    if (operation instanceof Operation.EnsureFolder call) {
      return creations.ensureFolder(call);
    }
    if (operation instanceof Operation.Upload call) {
      return creations.upload(call);
    }
    if (operation instanceof Operation.Update call) {
      return alterations.update(call);
    }
    if (operation instanceof Operation.Move call) {
      return alterations.move(call);
    }
    if (operation instanceof Operation.Copy call) {
      return alterations.copy(call);
    }
    return uploading(operation)
        .or(() -> removing(operation))
        .or(() -> reading(operation))
        .orElseGet(() -> channel(operation));
  }

  private Optional<Answer> uploading(Operation operation) {
    if (operation instanceof Operation.Begin call) {
      return Optional.of(uploads.begin(call));
    }
    if (operation instanceof Operation.Receive call) {
      return Optional.of(uploads.receive(call));
    }
    if (operation instanceof Operation.Complete call) {
      return Optional.of(uploads.complete(call));
    }
    if (operation instanceof Operation.CompleteWith call) {
      return Optional.of(uploads.completeWith(call));
    }
    if (operation instanceof Operation.Abort call) {
      return Optional.of(uploads.abort(call));
    }
    return Optional.empty();
  }

  private Optional<Answer> removing(Operation operation) {
    if (operation instanceof Operation.Trash call) {
      return Optional.of(removals.trash(call));
    }
    if (operation instanceof Operation.Restore call) {
      return Optional.of(removals.restore(call));
    }
    if (operation instanceof Operation.RestoreTo call) {
      return Optional.of(removals.restoreTo(call));
    }
    if (operation instanceof Operation.Delete call) {
      return Optional.of(removals.delete(call));
    }
    if (operation instanceof Operation.EmptyTrash call) {
      return Optional.of(removals.empty(call.channel()));
    }
    return Optional.empty();
  }

  private Optional<Answer> reading(Operation operation) {
    if (operation instanceof Operation.Get call) {
      return Optional.of(readings.get(call));
    }
    if (operation instanceof Operation.Find call) {
      return Optional.of(readings.find(call));
    }
    if (operation instanceof Operation.Open call) {
      return Optional.of(readings.open(call));
    }
    if (operation instanceof Operation.OpenRange call) {
      return Optional.of(readings.openRange(call));
    }
    if (operation instanceof Operation.ListFolder call) {
      return Optional.of(readings.list(call));
    }
    if (operation instanceof Operation.ListTree call) {
      return Optional.of(readings.listTree(call));
    }
    if (operation instanceof Operation.ListTrash call) {
      return Optional.of(bin(call));
    }
    if (operation instanceof Operation.Changes call) {
      return Optional.of(readings.changes(call));
    }
    return Optional.empty();
  }

  /** The order of items that were put into the trash at one moment is left to the library. */
  private Answer bin(Operation.ListTrash call) {
    return call.pageSize() < 1
        ? Answer.refused(ErrorCode.INVALID_SIZE)
        : Answer.of(removals.bin(call.channel()).stream().map(Words::item).sorted().toList());
  }

  private Answer channel(Operation operation) {
    ModelChannel channel = world.channels.get(operation.channel());
    if (operation instanceof Operation.CreateChannel) {
      return Answer.refused(ErrorCode.CHANNEL_EXISTS);
    }
    if (operation instanceof Operation.FlipCase) {
      return Answer.refused(ErrorCode.INVALID_CHANGE);
    }
    if (operation instanceof Operation.Quota call) {
      channel.quota = call.bytes() < 0 ? OptionalLong.empty() : OptionalLong.of(call.bytes());
    } else if (!(operation instanceof Operation.EnsureChannel)) {
      throw new IllegalArgumentException("the model does not know " + operation);
    }
    return Answer.of(channel(channel.number));
  }

  /** Says what a channel holds and how it is set. */
  String channel(int number) {
    ModelChannel channel = world.channels.get(number);
    return Words.channel(
        world.scope.channelId(number),
        channel.caseSensitive(),
        channel.quota,
        world.items(number),
        world.bytes(number));
  }
}
