package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All of the sweep of which the contract, for slower backends, has a part. */
class InterleavingSweepTest {
  @Test
  void everyOperationIsWholeInsideEveryOther() {
    LibraryBackends backends =
        new LibraryBackends(
            InMemoryCatalog.create(new UUID(1, 1)), InMemoryStorage.create(Clock.systemUTC()));
    Interleaver interleaver = new Interleaver();
    try (LibraryProbe probe = LibraryProbe.intercepted(backends, interleaver)) {
      InterleavingSweep sweep = new InterleavingSweep(probe, interleaver);
      assertThat(sweep.run(LibraryOperations.WRITING, LibraryOperations.WRITING))
          .as("points")
          .isGreaterThan(1000);
      probe.check();
    }
  }
}
