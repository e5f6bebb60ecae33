package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.keys;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.reason;
import static io.filelibrary.storage.local.Samples.sourceThat;
import static io.filelibrary.storage.local.Samples.temporaryFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes leave that end in the middle of a put. */
final class LeftoversTest {
  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");
  private static final Duration AGE = Duration.ofHours(2);

  @TempDir Path root;
  private LocalStorageOptions options;
  private LocalStorage storage;

  @BeforeEach
  void open() throws IOException {
    options =
        LocalStorageOptions.of(root)
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
            .withLeftoverAge(AGE);
    storage = LocalStorage.open(options);
  }

  private Path leftover(String name, Instant written) throws IOException {
    Path file = Files.writeString(root.resolve("tmp").resolve(name), "half of");
    Files.setLastModifiedTime(file, FileTime.from(written));
    return file;
  }

  @Test
  void aLeftoverIsNoObject() throws IOException {
    leftover("put-0123456789abcdef0123456789abcdef.part", NOW);

    assertThat(keys(storage)).isEmpty();
  }

  @Test
  void openingDeletesOldLeftoversAlone() throws IOException {
    Path old = leftover("put-0123456789abcdef0123456789abcdef.part", NOW.minus(AGE).minusNanos(1));
    Path fresh = leftover("put-ffffffffffffffffffffffffffffffff.part", NOW.minus(AGE));
    Path reservation = leftover("key-private.3f9c.reserved", NOW.minus(AGE).minusSeconds(1));
    Path unknown = leftover("put-mine.part", Instant.EPOCH);

    LocalStorage.open(options);

    assertThat(old).doesNotExist();
    assertThat(reservation).doesNotExist();
    assertThat(fresh).exists();
    assertThat(unknown).exists();
  }

  @Test
  void aLeftoverNameOfAPublishedObjectGoesAndTheObjectStays() throws IOException {
    put(storage, KEY, "text");
    Path object = new KeyLayout(root.resolve("objects")).fileOf(KEY);
    Path second = root.resolve("tmp").resolve("put-0123456789abcdef0123456789abcdef.part");
    Files.createLink(second, object);
    Files.setLastModifiedTime(second, FileTime.from(Instant.EPOCH));

    LocalStorage.open(options);

    assertThat(second).doesNotExist();
    assertThat(read(storage, KEY)).isEqualTo("text");
  }

  @Test
  void aPutThatLosesItsTemporaryFileFailsAndShowsNothing() throws IOException {
    assertThatThrownBy(
            () ->
                storage.put(
                    KEY,
                    sourceThat(() -> Files.delete(onlyTemporaryFile())),
                    OptionalLong.empty(),
                    ContentHints.NONE))
        .matches(reason(Reason.UNAVAILABLE));

    assertThat(storage.stat(KEY)).isEmpty();
    put(storage, KEY, "text");
  }

  @Test
  void aRunningPutSurvivesTheOpeningOfAnotherInstance() throws IOException {
    LocalStorageOptions systemClock = options.withClock(Clock.systemUTC());

    storage.put(
        KEY,
        sourceThat(() -> LocalStorage.open(systemClock)),
        OptionalLong.empty(),
        ContentHints.NONE);

    assertThat(read(storage, KEY)).isEmpty();
  }

  @Test
  void aReservationOfARunningPutIsTheOthers() throws IOException {
    Files.writeString(
        root.resolve("format"), "filelibrary storage-local 1\npublish by reservation\n");
    LocalStorage reserving = LocalStorage.open(options);
    Files.createFile(
        root.resolve("tmp").resolve("key-" + KEY.value().replace('/', '.') + ".reserved"));

    assertThatThrownBy(() -> put(reserving, KEY, "text")).matches(reason(Reason.ALREADY_EXISTS));

    assertThat(storage.stat(KEY)).isEmpty();
  }

  @Test
  void whatSomebodyElsePutThereIsListedAsForeignAndStays() throws IOException {
    put(storage, KEY, "text");
    Path place = new KeyLayout(root.resolve("objects")).fileOf(KEY);
    leftover("put-0123456789abcdef0123456789abcdef.part", NOW.minusSeconds(1));
    leftover("notes.txt", NOW.minusSeconds(1));
    Files.createDirectory(root.resolve("tmp").resolve("put-ffffffffffffffffffffffffffffffff.part"));
    Files.writeString(root.resolve("objects").resolve("zz"), "in the way");
    Files.writeString(place.resolveSibling(".DS_Store"), "12345");
    Files.writeString(place.resolveSibling("40aa_"), "of another directory");
    Files.createDirectory(place.resolveSibling("3f0000_"));
    Files.createSymbolicLink(place.resolveSibling("3f1111_"), place);
    Files.createDirectories(root.resolve("objects").resolve("No key").resolve("below"));

    List<Leftover> all = storage.leftovers(FAR, 99);

    String beside = root.relativize(place.getParent()).toString();
    assertThat(all)
        .extracting(Leftover::name)
        .containsExactlyInAnyOrder(
            "tmp/put-0123456789abcdef0123456789abcdef.part",
            "tmp/notes.txt",
            "tmp/put-ffffffffffffffffffffffffffffffff.part",
            "objects/zz",
            "objects/No key",
            beside + "/.DS_Store",
            beside + "/40aa_",
            beside + "/3f0000_",
            beside + "/3f1111_");
    assertThat(all)
        .filteredOn(Leftover::ours)
        .extracting(Leftover::name)
        .containsExactly("tmp/put-0123456789abcdef0123456789abcdef.part");
    assertThat(all)
        .filteredOn(left -> left.name().endsWith(".DS_Store"))
        .extracting(Leftover::size)
        .containsExactly(5L);
    assertThat(storage.leftovers(FAR, 4)).isEqualTo(all.subList(0, 4));

    assertThat(storage.dropLeftovers(FAR)).isEqualTo(1);
    assertThat(storage.leftovers(FAR, 99)).hasSize(8).noneMatch(Leftover::ours);
    assertThat(read(storage, KEY)).isEqualTo("text");
  }

  @Test
  void aForeignNameIsShownWithoutWhatCannotBeShownAndCut() throws IOException {
    leftover("a\nb\u202e", NOW.minusSeconds(1));
    Path deep = root.resolve("objects");
    for (int i = 0; i < 3; i++) {
      deep = Files.createDirectory(deep.resolve("a".repeat(100) + "_"));
    }
    Files.writeString(deep.resolve("foreign"), "");

    assertThat(storage.leftovers(FAR, 9))
        .extracting(Leftover::name)
        .containsExactly(
            ("objects/" + ("a".repeat(100) + "_/").repeat(3)).substring(0, 252) + "...",
            "tmp/a?b?");
  }

  @Test
  void aProcessThatDiesInTheMiddleOfAPutLeavesATemporaryFileThatIsSwept() throws Exception {
    OtherProcess.run("die", root, 0);

    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(keys(storage)).isEmpty();
    Path left = onlyTemporaryFile();
    assertThat(left).hasSize(LocalStorage.BUFFER_BYTES);

    Instant later = Files.getLastModifiedTime(left).toInstant().plus(AGE).plusSeconds(1);
    LocalStorage.open(options.withClock(Clock.fixed(later, ZoneOffset.UTC)));
    assertThat(temporaryFiles(root)).isEmpty();
    put(storage, KEY, "text");
  }

  private Path onlyTemporaryFile() throws IOException {
    assertThat(temporaryFiles(root)).hasSize(1);
    return root.resolve("tmp").resolve(temporaryFiles(root).get(0));
  }
}
