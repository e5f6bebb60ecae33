package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.e2e.InputPlace.Use;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Uses of the ids that the host chooses, and of quotas. */
final class ChannelUses {
  private final InputPlace place;
  private final FileLibrary library;
  private final String text;
  private final TenantId tenant;

  ChannelUses(InputPlace place) {
    this.place = place;
    this.library = place.library();
    this.text = place.text();
    this.tenant = TenantId.of("tenant of " + place.input().id());
  }

  /** A channel of the given id is created and holds a file, which no channel beside it shows. */
  Map<String, Use> channelIds() {
    Optional<ChannelId> beside = place.input().beside().map(this::created);
    return Map.of(
        "create",
        () -> {
          ChannelFiles created = library.channel(created(text), InputPlace.ACTOR);
          Item file = created.upload("file", "bytes".getBytes(US_ASCII));
          return other -> {
            ChannelId id = ChannelId.of(text);
            assertThat(other.channels().map(Channel::id)).as("listed once").containsOnlyOnce(id);
            ChannelFiles files = other.channel(id, InputPlace.ACTOR);
            assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items())
                .containsExactly(file);
            beside.ifPresent(
                there ->
                    assertThat(other.findChannel(there).orElseThrow().usage())
                        .as("the channel beside it")
                        .isEqualTo(Usage.NONE));
            assertThat(files.get(file.id()).channel()).isEqualTo(id);
            return other.findChannel(id).orElseThrow().id().value();
          };
        });
  }

  Map<String, Use> tenantIds() {
    return creating(
        () -> ChannelSpec.of(newId(), TenantId.of(text)),
        channel -> channel.spec().tenant().value());
  }

  Map<String, Use> quotas() {
    return creating(
        () -> ChannelSpec.of(newId(), tenant).withQuotaBytes(Long.parseLong(text)),
        channel -> Long.toString(channel.spec().quotaBytes().orElseThrow()));
  }

  Map<String, Use> memberIds() {
    return creating(
        () ->
            ChannelSpec.of(newId(), tenant)
                .withMembership(
                    new Membership(
                        MembershipType.COMPANY,
                        Optional.of(text),
                        Optional.of(text),
                        List.of("a", text, "b"))),
        channel -> {
          Membership members = channel.spec().membership();
          assertThat(members.clientId()).isEqualTo(members.companyId());
          assertThat(members.memberIds()).hasSize(3).contains(members.clientId().orElseThrow());
          return members.memberIds().get(1);
        });
  }

  Map<String, Use> actorIds() {
    return Map.of(
        "create a folder",
        () -> {
          ChannelFiles files = library.channel(place.files().channel().id(), ActorId.of(text));
          Item folder = files.createFolder("folder");
          return place.trace(
              folder,
              "folder",
              item -> {
                assertThat(item.updatedBy()).isEqualTo(item.createdBy());
                return item.createdBy().value();
              });
        });
  }

  private ChannelId created(String id) {
    return create(() -> ChannelSpec.of(ChannelId.of(id), tenant));
  }

  /** Creates a channel, or fails and has created none. */
  private ChannelId create(Supplier<ChannelSpec> spec) {
    try {
      return library.createChannel(spec.get()).id();
    } catch (FileLibraryException e) {
      assertThat(library.channels())
          .as("after %s", e.code())
          .noneMatch(there -> there.spec().tenant().equals(tenant) || there.id().equals(newId()));
      throw e;
    }
  }

  private ChannelId newId() {
    return ChannelId.of("new channel of " + place.input().id());
  }

  private Map<String, Use> creating(Supplier<ChannelSpec> spec, Function<Channel, String> value) {
    return Map.of(
        "create a channel",
        () -> {
          ChannelId id = create(spec);
          return other -> value.apply(other.findChannel(id).orElseThrow());
        });
  }
}
