package io.filelibrary.testkit;

import io.filelibrary.spi.StagedUploads;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a storage with {@link StagedUploads} has to keep besides: the rules D70 to D100. A test
 * class implements it beside {@link StorageBackendContract}. The rules send forms and PUTs as any
 * client does, over HTTP or HTTPS, so that their URLs must be within reach of the test.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface StagedUploadsContract extends FormRules, PlainPutRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  StagedUploads open() throws IOException;
}
