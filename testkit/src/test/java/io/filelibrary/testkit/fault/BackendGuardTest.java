package io.filelibrary.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The guard fails on each thing that a library must not do, even if the library hides it. */
class BackendGuardTest {
  private static final ContentKey KEY = new ContentKey("private/1");

  private final BackendGuard guard = new BackendGuard();
  private final StorageBackend storage =
      Intercepted.storage(InMemoryStorage.create(Clock.systemUTC()), guard);
  private final Catalog catalog =
      Intercepted.catalog(InMemoryCatalog.create(new UUID(1, 1)), guard);

  private void put() throws IOException {
    storage.put(
        KEY, new ByteArrayInputStream(new byte[3]), OptionalLong.empty(), ContentHints.NONE);
  }

  @Test
  void properUseIsFine() throws IOException {
    put();
    storage.open(KEY, ByteRange.ALL).close();
    catalog.read(reader -> reader.channel(ChannelId.of("a")));
    guard.check();
  }

  @Test
  void storageCalledInsideATransactionIsFound() throws IOException {
    catalog.read(
        reader -> {
          assertThatThrownBy(() -> storage.stat(KEY)).isInstanceOf(AssertionError.class);
          return true;
        });
    assertThatThrownBy(guard::check).hasMessageContaining("STORAGE stat inside a transaction");
  }

  @Test
  void transactionInsideATransactionIsFound() throws BackendException {
    catalog.write(
        ChannelId.of("a"),
        Durability.RELAXED,
        writer -> {
          assertThatThrownBy(() -> catalog.read(reader -> true)).isInstanceOf(AssertionError.class);
          return true;
        });
    assertThatThrownBy(guard::check).hasMessageContaining("TRANSACTION read inside");
  }

  @Test
  void keyThatIsWrittenTwiceIsFound() throws IOException {
    put();
    storage.delete(List.of(KEY));
    assertThatThrownBy(this::put).isInstanceOf(AssertionError.class);
    assertThatThrownBy(guard::check).hasMessageContaining("is written twice");
  }

  @Test
  void streamThatIsLeftOpenIsFound() throws IOException {
    put();
    InputStream stream = storage.open(KEY, ByteRange.ALL);
    assertThatThrownBy(guard::check).hasMessageContaining("streams left open");
    stream.close();
    stream.close();
    guard.check();
    assertThat(stream).isNotNull();
  }
}
