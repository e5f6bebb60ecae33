package io.filelibrary.testkit.library;

import io.filelibrary.testkit.LeakCheck;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a library keeps besides on a catalog and a storage that both outlive their instances: the
 * rules L95 to L99. A test class implements it beside {@link FileLibraryContract}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface PersistentLibraryContract extends PersistentLibraryRules {
  /**
   * Opens the catalog and the storage of the running test. The first call of a test finds them
   * empty; each further call opens the same ones again, when those before are closed.
   *
   * @return both; the rule closes them
   * @throws IOException if one cannot be opened
   */
  @Override
  LibraryBackends open() throws IOException;
}
