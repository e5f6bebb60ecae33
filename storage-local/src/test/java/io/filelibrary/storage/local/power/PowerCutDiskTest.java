package io.filelibrary.storage.local.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the disk keeps, what it may lose, and that it does lose it. */
final class PowerCutDiskTest {
  private static final int CUTS = 400;
  private static final int BLOCK = PowerCutDisk.BLOCK_BYTES;

  private final PowerCutDisk disk = PowerCutDisk.create(Clock.systemUTC());
  private final Path directory = disk.path("/directory");
  private final Path file = directory.resolve("file");

  private void makeDirectory() throws IOException {
    Files.createDirectory(directory);
    force(disk.path("/"));
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private List<PowerCutDisk> cuts() {
    List<PowerCutDisk> cuts = new ArrayList<>();
    for (int seed = 0; seed < CUTS; seed++) {
      cuts.add(disk.cut(new Random(seed)));
    }
    return cuts;
  }

  /** What a file can look like after a cut, one letter a block; "absent" if its name is lost. */
  private Set<String> looks() throws IOException {
    Set<String> looks = new HashSet<>();
    for (PowerCutDisk cut : cuts()) {
      Path left = cut.path(file.toString());
      looks.add(Files.exists(left) ? look(Files.readAllBytes(left)) : "absent");
    }
    return looks;
  }

  private static String look(byte[] bytes) {
    StringBuilder look = new StringBuilder();
    for (int from = 0; from < bytes.length; from += BLOCK) {
      byte[] block = Arrays.copyOfRange(bytes, from, Math.min(from + BLOCK, bytes.length));
      byte first = block[0];
      boolean torn = false;
      for (byte each : block) {
        torn |= each != first;
      }
      look.append(torn ? "t" : String.valueOf(first)).append(block.length < BLOCK ? "-" : "");
    }
    return look.toString();
  }

  @Test
  void whatIsForcedWithItsNamesIsKeptByEveryCut() throws IOException {
    makeDirectory();
    Files.write(file, filled(2 * BLOCK, 7));
    force(file);
    force(directory);

    assertThat(looks()).containsExactly("77");
  }

  @Test
  void unforcedBytesAreThereWholeTornAsZerosAndNotAtAll() throws IOException {
    makeDirectory();
    Files.createFile(file);
    force(directory);
    Files.write(file, filled(2 * BLOCK, 7));

    assertThat(looks())
        .contains("", "77", "00", "07", "70", "t7", "0t", "7-", "0-")
        .doesNotContain("absent");
  }

  @Test
  void unforcedBytesOverForcedOnesLeaveTheOldOrTheNew() throws IOException {
    makeDirectory();
    Files.write(file, filled(2 * BLOCK, 7));
    force(file);
    force(directory);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(filled(2 * BLOCK, 8)));
    }

    assertThat(looks())
        .contains("77", "88", "78", "87", "t8")
        .allMatch(look -> !look.contains("0"));
  }

  @Test
  void aForcedFileCanLoseItsName() throws IOException {
    makeDirectory();
    Files.write(file, filled(BLOCK, 7));
    force(file);

    assertThat(looks()).containsExactlyInAnyOrder("absent", "7");
  }

  @Test
  void aForcedNameIsLostWithItsDirectory() throws IOException {
    Files.createDirectory(directory);
    Files.write(file, filled(BLOCK, 7));
    force(file);
    force(directory);

    assertThat(looks()).containsExactlyInAnyOrder("absent", "7");
  }

  @Test
  void aDeletedFileCanComeBackUntilItsDirectoryIsForced() throws IOException {
    makeDirectory();
    Files.write(file, filled(BLOCK, 7));
    force(file);
    force(directory);
    Files.delete(file);

    assertThat(looks()).containsExactlyInAnyOrder("absent", "7");
    force(directory);
    assertThat(looks()).containsExactly("absent");
  }

  @Test
  void aRenameIsThereAsAWholeOrNot() throws IOException {
    makeDirectory();
    Files.createDirectory(disk.path("/other"));
    force(disk.path("/"));
    Files.write(file, filled(BLOCK, 7));
    force(file);
    force(directory);
    Path renamed = disk.path("/other/renamed");
    Files.move(file, renamed, StandardCopyOption.ATOMIC_MOVE);

    Set<Boolean> moved = new HashSet<>();
    for (PowerCutDisk cut : cuts()) {
      boolean there = Files.exists(cut.path(renamed.toString()));
      assertThat(Files.exists(cut.path(file.toString()))).isNotEqualTo(there);
      moved.add(there);
    }
    assertThat(moved).hasSize(2);
    force(disk.path("/other"));
    assertThat(looks()).containsExactly("absent");
  }

  @Test
  void allNamesOfAFileShowTheSameBytes() throws IOException {
    makeDirectory();
    Files.write(file, filled(4 * BLOCK, 7));
    Path second = directory.resolve("second");
    Files.createLink(second, file);
    force(directory);

    for (PowerCutDisk cut : cuts()) {
      assertThat(cut.path(second.toString())).hasSameBinaryContentAs(cut.path(file.toString()));
    }
  }

  @Test
  void aCutLeavesTheDiskItselfAsItIs() throws IOException {
    makeDirectory();
    Files.write(file, filled(BLOCK, 7));
    cuts();

    assertThat(file).hasBinaryContent(filled(BLOCK, 7));
  }

  @Test
  void aForceThatIsIgnoredDoesNothing() throws IOException {
    disk.ignoreForceOf(path -> path.equals(file));
    makeDirectory();
    Files.write(file, filled(BLOCK, 7));
    force(file);
    force(directory);

    assertThat(looks()).contains("", "7", "0", "t");
  }

  @Test
  void theListenerHearsOfEachChangeBeforeAndAfterIt() throws IOException {
    List<Boolean> present = new ArrayList<>();
    disk.onEachChange(() -> present.add(Files.exists(directory)));

    Files.createDirectory(directory);
    force(disk.path("/"));

    assertThat(present).containsExactly(false, true, true, true);
  }

  @Test
  void namesAreFoundAndTakenAsOnADisk() throws IOException {
    makeDirectory();
    Files.createFile(file);

    assertThatThrownBy(() -> Files.createFile(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.size(disk.path("/no/such")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.createFile(file.resolve("below")))
        .isInstanceOf(IOException.class);
  }
}
