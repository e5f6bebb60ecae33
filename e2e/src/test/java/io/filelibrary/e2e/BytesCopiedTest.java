package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.ByteStreams;
import com.sun.management.ThreadMXBean;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often the bytes of a content are copied between its caller and the disk: on the heap, counted
 * by what all threads allocate, and in calls of the system, as Linux counts them. Each figure is
 * that of a larger content less that of a smaller one, for each byte between them, so that what an
 * operation costs whatever its content is not in it. A number that falls is to be lowered here.
 */
final class BytesCopiedTest {
  private static final int SMALL = 4 << 10;
  private static final int LARGEST_INLINE = 60 << 10;
  private static final int LARGE = 4 << 20;
  private static final int LARGER = 20 << 20;

  private static final byte[] SHORT = new byte[SMALL];
  private static final byte[] LONG = new byte[LARGEST_INLINE];

  /** What comes to light seldom, such as a log that is moved, is not in the least of so many. */
  private static final int REPEATED = 7;

  /** Pages have headers, and buffers ends. */
  private static final double ABOUT = 0.1;

  private static final Path CALLS = Path.of("/proc/self/io");

  @TempDir private Path directory;
  private FileLibrary library;
  private ChannelFiles files;
  private int made;

  private interface Operation {
    void run(int size) throws Exception;
  }

  private interface Count {
    long now() throws IOException;
  }

  @BeforeEach
  void openLibrary() throws Exception {
    library =
        LibraryPair.SQLITE_LOCAL.open(directory, LibraryOptions.defaults().withoutCollection());
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    files = library.channel("team", "ada");
  }

  @AfterEach
  void closeLibrary() {
    library.close();
  }

  @Test
  void smallContentIsCopiedOnceOnTheHeapWhenItIsCreated() throws Exception {
    assertThat(copies(BytesCopiedTest::allocated, this::create, SMALL, LARGEST_INLINE))
        .isLessThan(1 + ABOUT);
  }

  @Test
  void smallContentIsCopiedOnceOnTheHeapWhenItIsRead() throws Exception {
    ItemId small = file(SMALL);
    ItemId large = file(LARGEST_INLINE);
    Operation read = size -> files.content(size == SMALL ? small : large);
    assertThat(copies(BytesCopiedTest::allocated, read, SMALL, LARGEST_INLINE))
        .isLessThan(1 + ABOUT);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "counts what Linux counts")
  void smallContentIsWrittenOnceWhenItIsCreated() throws Exception {
    assertThat(copies(() -> calls("wchar"), this::create, SMALL, LARGEST_INLINE))
        .isLessThan(1 + ABOUT);
  }

  @Test
  void largeContentIsNeverWholeOnTheHeap() throws Exception {
    ItemId large = file(LARGE);
    ItemId larger = file(LARGER);
    Operation read = size -> read(size == LARGE ? large : larger);
    assertThat(copies(BytesCopiedTest::allocated, this::stream, LARGE, LARGER)).isLessThan(ABOUT);
    assertThat(copies(BytesCopiedTest::allocated, read, LARGE, LARGER)).isLessThan(ABOUT);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "counts what Linux counts")
  void largeContentIsWrittenOnceAndNotReadWhenItIsCreated() throws Exception {
    assertThat(copies(() -> calls("wchar"), this::stream, LARGE, LARGER)).isLessThan(1 + ABOUT);
    assertThat(copies(() -> calls("rchar"), this::stream, LARGE, LARGER)).isLessThan(ABOUT);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "counts what Linux counts")
  void largeContentIsReadOnceAndNotWritten() throws Exception {
    ItemId large = file(LARGE);
    ItemId larger = file(LARGER);
    Operation read = size -> read(size == LARGE ? large : larger);
    assertThat(copies(() -> calls("rchar"), read, LARGE, LARGER)).isLessThan(1 + ABOUT);
    assertThat(copies(() -> calls("wchar"), read, LARGE, LARGER)).isLessThan(ABOUT);
  }

  /** How many bytes an operation adds to a count for each byte that its content is longer. */
  private static double copies(Count count, Operation operation, int size, int longer)
      throws Exception {
    long more = least(count, operation, longer) - least(count, operation, size);
    return (double) more / (longer - size);
  }

  private static long least(Count count, Operation operation, int size) throws Exception {
    long least = Long.MAX_VALUE;
    for (int time = 0; time < REPEATED; time++) {
      long before = count.now();
      operation.run(size);
      least = Math.min(least, count.now() - before);
    }
    return least;
  }

  private void create(int size) {
    files.upload("created-" + made++, size == SMALL ? SHORT : LONG);
  }

  /** Uploads what nobody has whole. */
  private void stream(int size) {
    files.upload("created-" + made++, zeros(size));
  }

  private ItemId file(int size) {
    return files.upload("file-" + size, zeros(size)).id();
  }

  private void read(ItemId file) {
    files.download(file, OutputStream.nullOutputStream());
  }

  private static InputStream zeros(int size) {
    return ByteStreams.limit(
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            return length;
          }
        },
        size);
  }

  /** What all threads that live have ever taken of the heap. */
  private static long allocated() {
    java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    assumeTrue(threads instanceof ThreadMXBean, "this JVM does not count what threads allocate");
    long[] counts = ((ThreadMXBean) threads).getThreadAllocatedBytes(threads.getAllThreadIds());
    return LongStream.of(counts).filter(count -> count > 0).sum();
  }

  /** What the process has given to calls that write, or got from those that read. */
  private static long calls(String kind) throws IOException {
    List<String> lines = Files.readAllLines(CALLS);
    String prefix = kind + ": ";
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .sum();
  }
}
