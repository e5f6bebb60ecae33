package io.filelibrary.testkit;

import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link StorageBackend} has to keep: the rules S01 to S79. A test class implements this
 * interface and its {@link #open}; the tests come with it. Each opens one instance, once, and
 * closes it.
 *
 * <p>A storage whose instances can share a location also implements {@link SharedStorageContract}.
 * A rule that takes longer than a minute fails; a class can say otherwise with its own {@link
 * Timeout}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface StorageBackendContract
    extends StoragePutRules,
        StorageConcurrencyRules,
        StorageReadRules,
        StorageDeleteRules,
        StorageListRules,
        StorageCloseRules {
  /**
   * Opens an instance on the location of the running test, which is empty when the test begins and
   * is no other test's.
   *
   * @return the instance; the rule closes it
   * @throws IOException if it cannot be opened
   */
  @Override
  StorageBackend open() throws IOException;
}
