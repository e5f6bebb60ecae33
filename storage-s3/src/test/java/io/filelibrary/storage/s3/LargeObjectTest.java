package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects of unknown length and much larger than the heap pass through. The size is 128 MiB here;
 * {@code -Ds3.largeObjectMiB} sets another. The store is in this process and keeps its objects on
 * the disk; the storage is in a process of its own.
 */
class LargeObjectTest {
  private static final long SIZE = Long.getLong("s3.largeObjectMiB", 128) << 20;
  private static final String HEAP = "-Xmx96m";

  @TempDir private Path directory;

  @Test
  @Timeout(900)
  void objectLargerThanTheHeapGoesInAndOut() throws Exception {
    S3Server server = S3Server.startIn(directory);
    try {
      S3Server.Buckets buckets = server.create();
      Process process = start(server.endpoint(), buckets.bucket());
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said).isEqualTo(SIZE + " bytes in and out");
      assertThat(process.exitValue()).isZero();
      assertThat(server.openUploads(buckets)).isZero();
      server.drop(buckets);
    } finally {
      server.stop();
    }
  }

  private static Process start(URI endpoint, String bucket) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            java,
            HEAP,
            "-cp",
            classes,
            LargeObjectTest.class.getName(),
            endpoint.toString(),
            bucket,
            Long.toString(SIZE));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** In the other process: puts a stream of unknown length, and reads the same bytes back. */
  public static void main(String[] arguments) throws Exception {
    ContentKey key = new ContentKey("private/0123456789abcdef0123456789abcdef");
    S3Credentials credentials = S3Credentials.of(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    S3Options options = S3Options.of(URI.create(arguments[0]), credentials, arguments[1]);
    long size = Long.parseLong(arguments[2]);
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    MessageDigest got = MessageDigest.getInstance("SHA-256");
    try (S3Storage storage = S3Storage.open(options)) {
      InputStream source = new DigestInputStream(new RandomBytes(size), sent);
      StoredObject stored = storage.put(key, source, OptionalLong.empty(), ContentHints.NONE);
      long read;
      try (InputStream content = new DigestInputStream(storage.open(key, ByteRange.ALL), got)) {
        read = content.transferTo(OutputStream.nullOutputStream());
      }
      boolean same = MessageDigest.isEqual(sent.digest(), got.digest()) && stored.size() == read;
      System.out.print(same ? read + " bytes in and out" : "other bytes came back");
    }
  }

  /** As many random bytes as wanted, none of which is kept. */
  private static final class RandomBytes extends InputStream {
    private final SplittableRandom random = new SplittableRandom(1);
    private long left;

    RandomBytes(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in bulk");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      byte[] bytes = new byte[(int) Math.min(Math.min(length, 8192), left)];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, buffer, offset, bytes.length);
      left -= bytes.length;
      return bytes.length;
    }
  }
}
