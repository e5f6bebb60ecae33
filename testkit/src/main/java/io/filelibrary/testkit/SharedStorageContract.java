package io.filelibrary.testkit;

import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a {@link StorageBackend} has to keep besides whose instances can share a location: the rules
 * S80 to S89. All do but those that live in memory. A test class implements it beside {@link
 * StorageBackendContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface SharedStorageContract extends SharedStorageRules {
  /**
   * Opens an instance on the location of the running test. The first call of a test finds it empty;
   * each further call opens the same location again, also while other instances are open.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  StorageBackend open() throws IOException;
}
