package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's clock is set back and forward, by days and by years, between any two calls. */
final class ClockJumpTest {
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(1),
          Duration.ofDays(1),
          Duration.ofDays(-1),
          Duration.ofDays(3650),
          Duration.ofDays(-3650));

  @TempDir private Path directory;
  private final JumpingClock clock = new JumpingClock();

  /** A clock that shows whatever it is set to. */
  private static final class JumpingClock extends Clock {
    private Instant now = Instant.parse("2030-06-01T12:00:00Z");

    void jump(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void itemsKeepTheirOrderTheirIdsAndTheirBytes(LibraryPair pair) throws Exception {
    LibraryBackends backends = pair.backends(directory);
    try (Catalog catalog = backends.catalog();
        StorageBackend storage = backends.storage()) {
      FileLibrary library =
          FileLibrary.open(
              catalog, storage, LibraryOptions.defaults().withoutCollection().withClock(clock));
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      Map<ItemId, Item> last = new HashMap<>();
      Set<ItemId> ids = new HashSet<>();
      Random random = new Random(1);
      for (int i = 0; i < 60; i++) {
        clock.jump(JUMPS.get(random.nextInt(JUMPS.size())));
        FileItem added = files.upload("file" + i, content(i));
        assertThat(ids.add(added.id())).as("the id is new").isTrue();
        last.put(added.id(), added);

        clock.jump(JUMPS.get(random.nextInt(JUMPS.size())));
        ItemId some = ids.stream().skip(random.nextInt(ids.size())).findFirst().orElseThrow();
        Item renamed = files.rename(some, "renamed" + i);
        Optional<Item> before = Optional.ofNullable(last.put(some, renamed));
        assertThat(renamed.updatedAt()).isAfter(before.orElseThrow().updatedAt());
        if (i % 10 == 0) {
          library.collect();
        }
      }
      library.collect();
      for (ItemId id : ids) {
        try (InputStream bytes = files.open(id)) {
          assertThat(bytes.readAllBytes()).hasSizeGreaterThan(5);
        }
      }
      LibraryInvariants.check(catalog, storage);
    }
  }

  private static byte[] content(int number) {
    return ("content " + number).repeat(number % 3 == 0 ? 10_000 : 1).getBytes(UTF_8);
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void uploadEndsByTheClockAndNoSooner(LibraryPair pair) throws Exception {
    LibraryOptions options = LibraryOptions.defaults().withoutCollection().withClock(clock);
    try (FileLibrary library = pair.open(directory, options)) {
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      PendingUpload early = begin(files, "early");
      PendingUpload late = begin(files, "late");
      files.uploads().receive(early.id(), bytes());
      files.uploads().receive(late.id(), bytes());

      clock.jump(Duration.ofDays(-3650));
      library.collect();
      assertThat(files.uploads().complete(early.id()).size()).isEqualTo(100_000);

      clock.jump(Duration.ofDays(2 * 3650));
      library.collect();
      assertThatThrownBy(() -> files.uploads().complete(late.id()))
          .isInstanceOf(UploadNotFound.class);
      assertThat(files.find("early")).isPresent();
    }
  }

  private static PendingUpload begin(ChannelFiles files, String name) {
    return files.uploads().begin(Destination.at(name), UploadOptions.DEFAULT);
  }

  private static InputStream bytes() {
    return new ByteArrayInputStream(new byte[100_000]);
  }
}
