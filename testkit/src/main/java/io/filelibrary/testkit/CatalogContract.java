package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link Catalog} has to keep: the rules C01 to C129 and C162 to C189. A test class
 * implements this interface and its {@link #open}; the tests come with it. Each opens one instance,
 * once, and closes it.
 *
 * <p>A catalog whose rows outlive the instance also implements {@link PersistentCatalogContract},
 * and one that several instances can share {@link SharedCatalogContract}. A rule that takes longer
 * than a minute fails; a class can say otherwise with its own {@link Timeout}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface CatalogContract
    extends CatalogRecordRules,
        CatalogChannelRules,
        CatalogTreeRules,
        CatalogItemRules,
        CatalogChildrenRules,
        CatalogParkedRules,
        CatalogContentRules,
        CatalogUploadRules,
        CatalogUploadKeyRules,
        CatalogFeedRules,
        CatalogOverviewRules,
        CatalogScanRules,
        CatalogIsolationRules,
        CatalogTransactionRules,
        CatalogConcurrencyRules,
        CatalogCloseRules {
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
