package io.filelibrary.testkit;

import io.filelibrary.spi.ServerSideCopy;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a storage with {@link ServerSideCopy} has to keep besides: the rules S90 to S99. A test
 * class implements it beside {@link StorageBackendContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ServerSideCopyContract extends ServerSideCopyRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  ServerSideCopy open() throws IOException;
}
