package io.filelibrary.testkit;

import io.filelibrary.spi.Leftovers;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a storage with {@link Leftovers} has to keep besides: the rules S100 to S109. A test class
 * implements it beside {@link StorageBackendContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface LeftoversContract extends LeftoversRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  Leftovers open() throws IOException;

  /**
   * Leaves in the location what a put leaves whose process has died: past the storage, which is
   * open.
   *
   * @param size how many bytes had been stored
   * @param touchedAt when the last of them was
   * @throws Exception if it fails
   */
  @Override
  void leave(int size, Instant touchedAt) throws Exception;
}
