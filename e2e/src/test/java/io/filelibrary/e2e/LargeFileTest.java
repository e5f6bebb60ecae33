package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteStreams;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.TenantId;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files much larger than the heap pass through. The size is 192 MiB here; {@code
 * -De2e.largeFileMiB} sets another.
 */
final class LargeFileTest {
  private static final long SIZE = Long.getLong("e2e.largeFileMiB", 192) << 20;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  @Timeout(900)
  void fileLargerThanTheHeapGoesInAndOut(LibraryPair pair) throws Exception {
    Process process =
        ChildJvm.running(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=4"),
                LargeFileTest.class,
                pair,
                directory,
                SIZE)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).isEqualTo(SIZE + " bytes in and out");
    assertThat(process.exitValue()).isZero();
  }

  /** In the other JVM: uploads a stream of unknown length, and reads it back, verified. */
  public static void main(String[] arguments) throws Exception {
    long size = Long.parseLong(arguments[2]);
    try (FileLibrary library =
        LibraryPair.valueOf(arguments[0]).open(Path.of(arguments[1]), LibraryOptions.defaults())) {
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      FileItem file = files.upload("large.bin", ByteStreams.limit(endless(), size));
      long read = files.download(file.id(), OutputStream.nullOutputStream());
      System.out.print(read + " bytes in and out");
    }
  }

  private static InputStream endless() {
    Random random = new Random(1);
    return new InputStream() {
      @Override
      public int read() {
        return random.nextInt(256);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        System.arraycopy(bytes, 0, buffer, offset, length);
        return length;
      }
    };
  }
}
