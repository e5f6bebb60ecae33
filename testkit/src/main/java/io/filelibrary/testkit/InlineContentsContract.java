package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.InlineContents;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a catalog with {@link InlineContents} has to keep besides: the rules C150 to C159, C188 and
 * C189. A test class implements it beside {@link CatalogContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface InlineContentsContract extends InlineContentsRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws BackendException if it cannot be opened
   */
  @Override
  InlineContents open() throws BackendException;
}
