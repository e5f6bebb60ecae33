package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Channels, and the end of a library. */
interface LibraryChannelRules extends LibraryLocation {

  @Test
  @DisplayName("L68 Channels are told apart by their exact ids, and keep what the host decided")
  default void channelsAreKept() throws Exception {
    ChannelSpec spec =
        LibraryProbe.spec(ChannelId.of("a/b"))
            .withNamePolicy(NamePolicy.POSIX)
            .withCaseSensitive(false)
            .withQuotaBytes(100)
            .withAttributes(Attributes.of(Map.of("plan", "silver", "since", "2026")));
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      FileLibrary library = probe.library;
      Channel channel = library.createChannel(spec);
      assertThat(channel.spec()).isEqualTo(spec);
      assertThat(library.findChannel(spec.id())).hasValue(channel);
      for (String other : List.of("a", "a/B", "a/b/", "A/b", "a%2Fb")) {
        ChannelFiles files = library.channel(other, LibraryProbe.ACTOR);
        assertThat(library.findChannel(ChannelId.of(other))).isEmpty();
        LibraryProbe.assertFails(ErrorCode.CHANNEL_NOT_FOUND, () -> files.createFolder("x"));
        LibraryProbe.assertFails(
            ErrorCode.CHANNEL_NOT_FOUND, () -> files.list(FolderRef.root(), ListOptions.DEFAULT));
      }
      LibraryProbe.assertFails(ErrorCode.CHANNEL_EXISTS, () -> library.createChannel(spec));
      ChannelSpec larger =
          new ChannelSpec(
              spec.id(),
              TenantId.of("other"),
              spec.membership(),
              spec.namePolicy(),
              false,
              spec.quotaBytes(),
              Attributes.of(Map.of("plan", "gold", "empty", "")));
      assertThat(library.ensureChannel(larger)).isEqualTo(channel);
      assertThat(library.updateChannel(larger).spec()).isEqualTo(larger);
      LibraryProbe.assertFails(
          ErrorCode.INVALID_CHANGE, () -> library.updateChannel(spec.withCaseSensitive(true)));
      LibraryProbe.assertFails(
          ErrorCode.INVALID_CHANGE,
          () -> library.updateChannel(spec.withNamePolicy(NamePolicy.PORTABLE)));
      assertThat(library.findChannel(spec.id()).map(Channel::spec)).hasValue(larger);
      Race<Channel> race =
          Race.run(8, number -> library.ensureChannel(LibraryProbe.spec(ChannelId.of("a/B"))));
      assertThat(race.errors()).isEmpty();
      assertThat(new HashSet<>(race.values())).hasSize(1);
      assertThat(library.channels(TenantId.of("other"), Optional.empty()).map(Channel::spec))
          .containsExactly(larger);
      assertThat(library.channels().map(each -> each.id().value()))
          .containsExactly("a/B", "a/b", "team/alpha", "team/beta");
      probe.check();
    }
  }

  @Test
  @DisplayName("L69 A closed library is LIBRARY_CLOSED at every call, and may be closed twice")
  default void closedLibraryRefusesCalls() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      files.upload("large", LibraryScenario.large());
      probe.check();
      probe.library.close();
      List<ThrowingCallable> calls =
          List.of(
              () -> files.find("large"),
              () -> files.list(FolderRef.root(), ListOptions.DEFAULT),
              () -> files.createFolder("x"),
              () -> files.upload("x", LibraryScenario.small()),
              () -> files.upload("x", LibraryScenario.large()),
              () -> files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT),
              () -> files.trashBin().list(Optional.empty(), 1),
              () -> files.changes(0, 1),
              () -> files.channel(),
              () -> probe.library.findChannel(LibraryProbe.CHANNEL),
              () -> probe.library.collect());
      for (ThrowingCallable call : calls) {
        LibraryProbe.assertFails(ErrorCode.LIBRARY_CLOSED, call);
      }
      probe.library.close();
    }
  }
}
