package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a {@link Catalog} has to keep besides whose reads and writes do not wait for each other even
 * when their works are slow: the rules C160 and C161. One that reads under a lock, for which the
 * works of the library are short enough, does not implement it. A test class implements it beside
 * {@link CatalogContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ConcurrentReadsContract extends ConcurrentReadsRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws BackendException if it cannot be opened
   */
  @Override
  Catalog open() throws BackendException;
}
