package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a process that is killed, and what a small one can do. */
final class CrashTest {
  private static final int ACKNOWLEDGED = 200;
  private static final int OBJECT_SIZE = 10_000;
  private static final long LARGE_SIZE = 150L << 20;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedWorkSurvivesAKill() throws Exception {
    Path file = folder.resolve("catalog.db");
    List<String> acknowledged = killedAfterSome(CatalogProgram.class, file);
    try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
      for (String line : acknowledged) {
        int number = Integer.parseInt(line);
        assertThat(catalog.<Object>read(reader -> reader.item(CHANNEL, itemId(number))))
            .isEqualTo(Optional.of(folder(itemId(number), ROOT, line)));
      }
    }
    assertThat(check(file)).isEqualTo("ok");
  }

  @Test
  void everyAcknowledgedPutSurvivesAKillAndNoHalfOneIsSeen() throws Exception {
    Path file = folder.resolve("storage.db");
    List<String> acknowledged = killedAfterSome(StorageProgram.class, file);
    try (SqliteStorage storage = SqliteStorage.open(file)) {
      for (String line : acknowledged) {
        assertThat(storage.stat(new ContentKey(line))).isPresent();
      }
      for (StoredObject object : storage.list(Optional.empty(), Integer.MAX_VALUE)) {
        try (InputStream stream = storage.open(object.key(), ByteRange.ALL)) {
          assertThat(stream.readAllBytes()).hasSize(OBJECT_SIZE);
        }
      }
    }
    assertThat(check(file)).isEqualTo("ok");
  }

  @Test
  void anObjectMayBeManyTimesLargerThanTheMemory() throws Exception {
    try (ChildJvm child =
        new ChildJvm("40m", LargeProgram.class, folder.resolve("storage.db").toString())) {
      assertThat(child.line()).isEqualTo("read " + LARGE_SIZE);
      assertThat(child.exitCode()).isZero();
    }
  }

  private static List<String> killedAfterSome(Class<?> program, Path file) throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (ChildJvm child = new ChildJvm("128m", program, file.toString())) {
      while (acknowledged.size() < ACKNOWLEDGED) {
        acknowledged.add(Objects.requireNonNull(child.line()));
      }
      acknowledged.addAll(child.kill());
    }
    // The kill may have cut the last line; what is not a whole line was not acknowledged.
    acknowledged.removeIf(line -> line.length() != acknowledged.get(0).length());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED - 1);
    return acknowledged;
  }

  private static String check(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("PRAGMA integrity_check")) {
      return results.getString(1);
    }
  }

  /** Inserts items until it is killed, and prints the number of each that is acknowledged. */
  static final class CatalogProgram {
    private CatalogProgram() {}

    public static void main(String[] arguments) throws Exception {
      SqliteCatalog catalog = SqliteCatalog.open(Path.of(arguments[0]));
      Samples.write(catalog, Samples::insertChannel);
      AtomicInteger numbers = new AtomicInteger(10_000);
      Threads.together(
          4,
          thread -> {
            while (true) {
              int number = numbers.incrementAndGet();
              String name = Integer.toString(number);
              Samples.write(
                  catalog, writer -> writer.insertItem(folder(itemId(number), ROOT, name)));
              System.out.println(name);
            }
          });
    }
  }

  /** Puts objects of several chunks until it is killed, and prints each acknowledged key. */
  static final class StorageProgram {
    private StorageProgram() {}

    public static void main(String[] arguments) throws Exception {
      SqliteStorage storage =
          SqliteStorage.open(SqliteStorageOptions.of(Path.of(arguments[0])).withChunkSize(4096));
      AtomicInteger numbers = new AtomicInteger(10_000);
      Threads.together(
          4,
          thread -> {
            while (true) {
              ContentKey key = new ContentKey("private/" + numbers.incrementAndGet());
              storage.put(
                  key,
                  new ByteArrayInputStream(new byte[OBJECT_SIZE]),
                  OptionalLong.empty(),
                  ContentHints.NONE);
              System.out.println(key);
            }
          });
    }
  }

  /** Puts and reads one object that is larger than the memory it has. */
  static final class LargeProgram {
    private LargeProgram() {}

    public static void main(String[] arguments) throws Exception {
      ContentKey key = new ContentKey("private/large");
      try (SqliteStorage storage = SqliteStorage.open(Path.of(arguments[0]))) {
        storage.put(key, new Zeros(LARGE_SIZE), OptionalLong.of(LARGE_SIZE), ContentHints.NONE);
        long read = 0;
        byte[] buffer = new byte[8192];
        try (InputStream stream = storage.open(key, ByteRange.ALL)) {
          for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            read += n;
          }
        }
        storage.delete(List.of(key));
        System.out.println("read " + read);
      }
    }
  }

  /** So many zero bytes. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(length, left);
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
