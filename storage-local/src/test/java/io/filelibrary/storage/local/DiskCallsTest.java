package io.filelibrary.storage.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a sync reaches the system. What it does to a disk cannot be seen here; that the system was
 * asked can, since it refuses a descriptor that is closed.
 */
final class DiskCallsTest {
  @TempDir private Path folder;

  @Test
  void syncOfAClosedFileIsRefusedByTheSystem() throws IOException {
    FileSystemCalls.Output closed = closedFile(true);

    assertThatThrownBy(closed::sync).isInstanceOf(IOException.class);
  }

  @Test
  void syncOfAnAbsentDirectoryIsRefusedByTheSystem() {
    DiskCalls calls = new DiskCalls(FileSystems.getDefault(), true);
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> calls.syncDirectory(absent)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void nothingIsSyncedWithoutFsync() throws IOException {
    FileSystemCalls.Output closed = closedFile(false);

    assertThatCode(closed::sync).doesNotThrowAnyException();
  }

  private FileSystemCalls.Output closedFile(boolean fsync) throws IOException {
    DiskCalls calls = new DiskCalls(FileSystems.getDefault(), fsync);
    FileSystemCalls.Output output = calls.create(folder.resolve("file"));
    output.write(new byte[] {1, 2, 3}, 3);
    output.close();
    return output;
  }
}
