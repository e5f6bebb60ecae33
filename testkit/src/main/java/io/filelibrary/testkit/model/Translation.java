package io.filelibrary.testkit.model;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
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
import java.util.OptionalLong;

/** Makes the arguments of the library's calls from those of operations. */
final class Translation {
  private final Numbers numbers;
  private final World world;

  Translation(Numbers numbers, World world) {
    this.numbers = numbers;
    this.world = world;
  }

  ChannelId channel(int number) {
    return ChannelId.of(world.scope.channelId(number));
  }

  ChannelSpec spec(int number) {
    return ChannelSpec.of(channel(number), TenantId.of("tenant"))
        .withCaseSensitive(ModelChannel.isCaseSensitive(number));
  }

  ItemId item(ItemRef item) {
    return numbers
        .id(item)
        .orElseThrow(() -> new AssertionError("the library never showed " + item));
  }

  FolderRef folder(FolderAt at) {
    return at instanceof ByPath path
        ? FolderRef.at(path.path())
        : FolderRef.of(item(((ById) at).item()));
  }

  Destination destination(Place place) {
    if (place instanceof At at) {
      return Destination.at(at.path());
    }
    if (place instanceof In in) {
      return Destination.in(folder(in.folder()), in.name());
    }
    return Destination.into(folder(((Into) place).folder()));
  }

  CreateOptions create(How how) {
    return new CreateOptions(
        how.conflict(),
        how.parents(),
        how.visibility(),
        Attributes.of(Creations.attributes(how.attributes())));
  }

  UploadOptions upload(How how, Declared declared, int size, int salt) {
    UploadOptions options = UploadOptions.DEFAULT.withCreate(create(how));
    return switch (declared) {
      case NOTHING -> options;
      case SIZE -> options.withExpectedSize(size);
      case OTHER_SIZE -> options.withExpectedSize(size + 1);
      case HASH -> options.withExpectedSha256(Content.sha256(Content.bytes(size, salt)));
      case OTHER_HASH -> options.withExpectedSha256(Content.sha256(Content.bytes(size + 1, -1)));
      case SMALLER_LIMIT -> options.withMaxSize(Math.max(0, size - 1));
    };
  }

  OptionalLong revision(Expected expected, ItemRef item) {
    long current = world.node(item).map(node -> node.revision).orElse(1L);
    return switch (expected) {
      case ANY -> OptionalLong.empty();
      case CURRENT -> OptionalLong.of(current);
      case STALE -> OptionalLong.of(current - 1);
    };
  }

  PlaceOptions placing(Placing placing, ItemRef item) {
    return new PlaceOptions(
        placing.conflict(), placing.parents(), revision(placing.revision(), item));
  }

  ItemChanges changes(Operation.Update call) {
    ItemChanges changes = ItemChanges.NONE.withConflict(call.conflict());
    if (!call.name().isEmpty()) {
      changes = changes.withName(ItemName.of(call.name()));
    }
    if (!call.attributes().isEmpty()) {
      changes = changes.withAttributes(Attributes.of(Creations.attributes(call.attributes())));
    }
    if (!call.url().isEmpty()) {
      changes = changes.withLinkUrl(LinkUrl.of(call.url()));
    }
    if (!call.type().isEmpty()) {
      changes = changes.withContentType(ContentType.of(call.type()));
    }
    if (call.visibility() != Showing.AS_IS) {
      changes = changes.withVisibility(Visibility.valueOf(call.visibility().name()));
    }
    OptionalLong revision = revision(call.revision(), call.item());
    return revision.isPresent() ? changes.withExpectedRevision(revision.getAsLong()) : changes;
  }
}
