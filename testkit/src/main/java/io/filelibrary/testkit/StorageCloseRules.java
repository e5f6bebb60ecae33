package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.StorageBackend;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What closing does. */
interface StorageCloseRules extends StorageLocation {

  @Test
  @DisplayName("S70 After close every call is CLOSED")
  default void closedStorageRefusesEveryCall() throws Exception {
    StorageBackend storage = open();
    StorageProbe probe = new StorageProbe(storage);
    try (storage) {
      probe.put(key(1), sample(100));
    }
    assertRefused(Reason.CLOSED, () -> probe.put(key(1), sample(100)));
    assertRefused(Reason.CLOSED, () -> probe.put(key(2), sample(0)));
    assertRefused(Reason.CLOSED, () -> storage.open(key(1), ByteRange.ALL).close());
    assertRefused(Reason.CLOSED, () -> storage.open(key(2), ByteRange.of(0, 0)).close());
    assertRefused(Reason.CLOSED, () -> storage.stat(key(1)));
    assertRefused(Reason.CLOSED, () -> storage.delete(List.of(key(1))));
    assertRefused(Reason.CLOSED, () -> storage.delete(List.of()));
    assertRefused(Reason.CLOSED, () -> storage.list(Optional.empty(), 10));
  }

  @Test
  @DisplayName("S71 Closing twice is fine")
  default void closingTwiceIsFine() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.closeStorage();
      probe.closeStorage();
    }
  }

  @Test
  @DisplayName("S72 A stream that is open at close reads on or fails, and never ends early")
  default void openStreamNeverEndsEarlyAtClose() throws Exception {
    byte[] bytes = sample(5_000_001);
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), bytes);
      try (InputStream in = storage.open(key(1), ByteRange.ALL)) {
        assertThat(in.readNBytes(10)).hasSize(10);
        probe.closeStorage();
        StorageProbe.assertReadsOnOrFails(in, Arrays.copyOfRange(bytes, 10, bytes.length));
      }
    }
  }
}
