package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room that is kept for a full disk. What it is good for is tested in e2e, on such a disk. */
final class ReserveTest {
  private static final int STEP = 512 << 10;

  @TempDir Path folder;
  private Path file;
  private Path reserve;

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("contents.db");
    reserve = folder.resolve("contents.db-reserve");
  }

  private static void put(SqliteStorage storage, String key, int size) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[size]);
    storage.put(new ContentKey(key), bytes, OptionalLong.of(size), ContentHints.NONE);
  }

  @Test
  void anEmptyDatabaseHasOne() throws IOException {
    SqliteStorage storage = SqliteStorage.open(file);
    assertThat(reserve).hasSize(2 * STEP);
    storage.close();

    assertThat(reserve).hasSize(2 * STEP);
  }

  @Test
  void itIsLargerThanTheLogAndBounded() throws IOException {
    try (SqliteStorage storage = SqliteStorage.open(file)) {
      put(storage, "private/a", 2 << 20);
      assertLargerThanLog();
      put(storage, "private/b", 5 << 20);
      assertLargerThanLog();
      put(storage, "private/c", 40 << 20);
    }
    assertThat(Files.size(reserve)).isLessThanOrEqualTo((16 << 20) + 3 * STEP);
  }

  private void assertLargerThanLog() throws IOException {
    // The last of the put's commits may be the one that is being looked after.
    try (SqliteStorage other = SqliteStorage.open(file)) {
      assertThat(other.list(Optional.empty(), 1)).hasSize(1);
      assertThat(Files.size(reserve)).isGreaterThan(Files.size(folder.resolve("contents.db-wal")));
    }
  }

  @Test
  void aLostOneIsTakenAgain() throws IOException {
    try (SqliteStorage storage = SqliteStorage.open(file)) {
      Files.delete(reserve);
      put(storage, "private/a", 1 << 20);
    }
    assertThat(Files.size(reserve)).isGreaterThan(2 * STEP);
  }

  @Test
  void aGivenUpOneIsTakenAgainAndTheShortageEnds() {
    DatabaseSettings settings = new DatabaseSettings(file, 1, Duration.ofSeconds(1), 8192, 1);
    Reserve given = new Reserve(settings);
    given.fill();
    given.giveUp();
    assertThat(reserve).doesNotExist();
    assertThat(given.isShortOfRoom()).isTrue();

    given.fill();
    assertThat(reserve).hasSize(2 * STEP);
    assertThat(given.isShortOfRoom()).isFalse();
  }

  @Test
  void oneThatCannotBeMadeStopsNothing() throws IOException {
    Files.createDirectory(reserve);

    try (SqliteStorage storage = SqliteStorage.open(file)) {
      assertThatCode(() -> put(storage, "private/a", 1 << 20)).doesNotThrowAnyException();
      storage.delete(List.of(new ContentKey("private/a")));
    }
  }
}
