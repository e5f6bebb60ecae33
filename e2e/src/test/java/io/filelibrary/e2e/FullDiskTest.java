package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.Effect;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On a full disk uploads fail with an error that says so, nothing is lost, and deleting makes room.
 * The disk is a small one in memory, which only root may mount: for others those tests are skipped.
 */
@Timeout(120)
final class FullDiskTest {
  private static final int UPLOADS_AT_MOST = 10_000;
  private static final int FAILURES = 12;
  private static final LibraryOptions OPTIONS =
      LibraryOptions.defaults().withoutCollection().withDeletionGrace(Duration.ZERO);

  @TempDir private Path directory;

  private final List<FileItem> stored = new ArrayList<>();
  private int attempts;

  @ParameterizedTest
  @CsvSource({
    "SQLITE_LOCAL, 100000",
    "SQLITE_LOCAL, 20000",
    "SQLITE_SQLITE, 100000",
    "SQLITE_MEMORY, 3000"
  })
  void deletingMakesRoomOnAFullDisk(LibraryPair pair, int size) throws Exception {
    Path disk = mounted(12);
    try (Catalog catalog = pair.catalog(disk);
        StorageBackend storage = pair.storage(disk)) {
      FileLibrary library = FileLibrary.open(catalog, storage, OPTIONS);
      ChannelFiles files = channel(library);
      uploadUntilFull(files, size);
      Path padding = fill(disk);
      assertRefused(files, size);
      LibraryInvariants.check(catalog, storage);

      for (FileItem file : stored.subList(0, 4)) {
        files.trash(file.id());
      }
      for (FileItem file : stored.subList(4, stored.size() / 2)) {
        files.delete(file.id(), DeleteOptions.DEFAULT);
      }
      library.collect();
      LibraryInvariants.check(catalog, storage);
      stored.add(files.upload("fits again", content(size)));

      Files.delete(padding);
      files.upload("and this", content(size));
      assertReadable(files, stored.subList(stored.size() / 2, stored.size()), size);
      library.collect();
      LibraryInvariants.check(catalog, storage);
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void libraryOpensOnAFullDiskAndDeletes() throws Exception {
    Path disk = mounted(8);
    try {
      try (FileLibrary library = LibraryPair.SQLITE_LOCAL.open(disk, OPTIONS)) {
        ChannelFiles files = channel(library);
        for (int i = 0; i < 10; i++) {
          stored.add(files.upload("file" + i, content(100_000)));
        }
      }
      Path padding = fill(disk);
      try (FileLibrary library = LibraryPair.SQLITE_LOCAL.open(disk, OPTIONS)) {
        ChannelFiles files = library.channel("team", "ada");
        assertReadable(files, stored, 100_000);
        files.delete(stored.remove(0).id(), DeleteOptions.DEFAULT);
        library.collect();
      }
      Files.delete(padding);
      LibraryBackends backends = LibraryPair.SQLITE_LOCAL.backends(disk);
      try (Catalog catalog = backends.catalog();
          StorageBackend storage = backends.storage()) {
        LibraryInvariants.check(catalog, storage);
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void fullFileSystemOfFilesRefusesUploadsAndDeletes() throws Exception {
    Configuration small =
        Configuration.unix().toBuilder().setMaxSize(4 << 20).setBlockSize(4096).build();
    try (FileSystem disk = Jimfs.newFileSystem(small);
        StorageBackend storage = LocalStorage.open(disk.getPath("/contents"));
        Catalog catalog = InMemoryCatalog.create(UUID.randomUUID())) {
      FileLibrary library = FileLibrary.open(catalog, storage, OPTIONS);
      ChannelFiles files = channel(library);
      uploadUntilFull(files, 100_000);
      LibraryInvariants.check(catalog, storage);

      files.delete(stored.remove(0).id(), DeleteOptions.DEFAULT);
      library.collect();
      stored.add(files.upload("fits again", content(100_000)));
      assertReadable(files, stored, 100_000);
      LibraryInvariants.check(catalog, storage);
    }
  }

  private static ChannelFiles channel(FileLibrary library) {
    library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    return library.channel("team", "ada");
  }

  private void uploadUntilFull(ChannelFiles files, int size) {
    int failures = 0;
    while (failures < FAILURES && attempts < UPLOADS_AT_MOST) {
      attempts++;
      try {
        stored.add(files.upload("file" + attempts, content(size)));
      } catch (FileLibraryException failure) {
        assertFull(failure);
        failures++;
      }
    }
    assertThat(failures).isEqualTo(FAILURES);
    assertThat(stored).hasSizeGreaterThan(10);
  }

  private static void assertRefused(ChannelFiles files, int size) {
    try {
      files.upload("one more", content(size));
    } catch (FileLibraryException failure) {
      assertFull(failure);
      return;
    }
    throw new AssertionError("there was room on the full disk");
  }

  private static void assertFull(FileLibraryException failure) {
    assertThat(failure.code()).as("%s", failure).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(failure).hasMessageContaining("no room is left");
  }

  private static void assertReadable(ChannelFiles files, List<FileItem> all, int size)
      throws IOException {
    for (FileItem file : all) {
      try (InputStream bytes = files.open(file.id())) {
        assertThat(bytes.readAllBytes()).isEqualTo(content(size));
      }
    }
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  /** Takes all the room that is left. */
  private static Path fill(Path disk) throws IOException {
    Path padding = disk.resolve("padding");
    try (OutputStream output = Files.newOutputStream(padding)) {
      while (true) {
        output.write(new byte[4096]);
      }
    } catch (IOException full) {
      return padding;
    }
  }

  private Path mounted(int megabytes) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.toString()),
        "no file system can be mounted here: that takes Linux and root");
    return disk;
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
