package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a {@link Catalog} has to keep besides that several instances can use at once: the rules C140
 * to C149, and those of {@link PersistentCatalogContract}. A test class implements it beside {@link
 * CatalogContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface SharedCatalogContract extends SharedCatalogRules {
  /**
   * Opens an instance on the location of the running test. The first call of a test finds it empty;
   * each further call opens the same location again, also while other instances are open.
   *
   * @return the instance; the rule closes it
   * @throws BackendException if it cannot be opened
   */
  @Override
  Catalog open() throws BackendException;
}
