package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a {@link Catalog} has to keep besides whose rows outlive the instance: the rules C130 to
 * C139. All do but those that live in memory. A test class implements it beside {@link
 * CatalogContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface PersistentCatalogContract extends PersistentCatalogRules {
  /**
   * Opens an instance on the location of the running test. The first call of a test finds it empty;
   * each further call opens the same location again, when the instance before is closed.
   *
   * @return the instance; the rule closes it
   * @throws BackendException if it cannot be opened
   */
  @Override
  Catalog open() throws BackendException;
}
