package io.filelibrary.storage.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.storage.local.power.PowerCutDisk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Random calls on a storage whose disk is cut before and after each call on the file system. Each
 * disk that is left is opened, compared, worked with and cut again.
 */
final class PowerCutRun {
  static final String ROOT = "/data/files";
  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ContentKey MARKER = new ContentKey("catalog-id");
  private static final int CALLS = 6;
  private static final int LONGEST = 5 * PowerCutDisk.BLOCK_BYTES / 2;

  private final long seed;
  private final Random random;
  private final PowerCutDisk disk;
  private final ExpectedObjects expected = new ExpectedObjects();
  private UnaryOperator<FileSystemCalls> calls = UnaryOperator.identity();
  private int keys;
  private int cuts;

  /** A run on an empty disk, with or without hard links. */
  PowerCutRun(long seed, boolean links) {
    this.seed = seed;
    this.random = new Random(seed);
    this.disk = links ? PowerCutDisk.create(CLOCK) : PowerCutDisk.createWithoutLinks(CLOCK);
  }

  /** Leaves out the fsync of some files or directories. */
  PowerCutRun withoutForceOf(Predicate<Path> paths) {
    disk.ignoreForceOf(paths);
    return this;
  }

  /** Puts something between the storage and the disk. */
  PowerCutRun through(UnaryOperator<FileSystemCalls> newCalls) {
    calls = newCalls;
    return this;
  }

  /** Runs, and returns how often the power was cut. */
  int run() throws IOException {
    disk.onEachChange(this::cutAndCheck);
    LocalStorage storage = open(disk, NOW, calls);
    put(storage, MARKER, "a catalog".getBytes(US_ASCII));
    for (int i = 0; i < CALLS; i++) {
      switch (random.nextInt(8)) {
        case 0 -> storage = open(disk, NOW, calls);
        case 1, 2 -> delete(storage);
        case 3 -> copy(storage);
        default -> put(storage, nextKey(), someBytes());
      }
      cutAndCheck();
    }
    return cuts;
  }

  private void put(LocalStorage storage, ContentKey key, byte[] bytes) throws IOException {
    expected.putBegins(key, bytes);
    storage.put(key, inPieces(bytes), OptionalLong.empty(), ContentHints.NONE);
    expected.putReturned(key);
  }

  private void copy(LocalStorage storage) throws IOException {
    ContentKey source = oneOf(expected.certain());
    ContentKey target = nextKey();
    expected.putBegins(target, expected.bytesOf(source));
    storage.copy(source, target, ContentHints.NONE);
    expected.putReturned(target);
  }

  private void delete(LocalStorage storage) throws IOException {
    List<ContentKey> chosen =
        expected.certain().stream()
            .filter(key -> !key.equals(MARKER) && random.nextInt(3) == 0)
            .toList();
    chosen.forEach(expected::deleteBegins);
    storage.delete(chosen);
    chosen.forEach(expected::deleteReturned);
  }

  /** Keys with few directories, so that some directories are known to the storage and some new. */
  private ContentKey nextKey() {
    keys++;
    String visibility = random.nextBoolean() ? "private" : "public";
    return new ContentKey("%s/0%x%04x".formatted(visibility, random.nextInt(3), keys));
  }

  private byte[] someBytes() {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  private InputStream inPieces(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(LONGEST)));
      }
    };
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void cutAndCheck() {
    cuts++;
    Random ofCut = new Random(seed * 1_000_003 + cuts);
    try {
      check(disk.cut(ofCut), ofCut);
    } catch (IOException | AssertionError failure) {
      throw new AssertionError("seed " + seed + ", cut " + cuts + ": " + failure, failure);
    }
  }

  private void check(PowerCutDisk left, Random ofCut) throws IOException {
    LocalStorage reopened = open(left, NOW, UnaryOperator.identity());
    expected.assertKeptBy(reopened);

    ContentKey added = new ContentKey("private/00after");
    Samples.put(reopened, added, "goes on");
    PowerCutDisk again = left.cut(ofCut);
    Instant later = NOW.plus(Duration.ofHours(25));
    LocalStorage last = open(again, later, UnaryOperator.identity());
    assertThat(Samples.read(last, added)).isEqualTo("goes on");
    last.delete(List.of(added));
    expected.assertKeptBy(last);
    assertThat(Samples.temporaryFiles(again.path(ROOT))).as("leftovers").isEmpty();
  }

  private static LocalStorage open(
      PowerCutDisk disk, Instant now, UnaryOperator<FileSystemCalls> calls) throws IOException {
    LocalStorageOptions options =
        LocalStorageOptions.of(disk.path(ROOT)).withClock(Clock.fixed(now, ZoneOffset.UTC));
    return LocalStorage.open(
        options, calls.apply(new DiskCalls(options.root().getFileSystem(), options.fsync())));
  }
}
