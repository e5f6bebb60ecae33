package io.filelibrary.testkit;

import io.filelibrary.spi.DirectUploads;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a storage with {@link DirectUploads} has to keep besides: the rules D01 to D19. A test class
 * implements it beside {@link StorageBackendContract}. The rules use the URLs as any client does,
 * over HTTP or HTTPS, so that these must be within reach of the test.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface DirectUploadsContract extends DirectUploadsRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  DirectUploads open() throws IOException;
}
