package io.filelibrary.testkit.library;

import io.filelibrary.testkit.LeakCheck;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a library keeps besides on a storage that clients send bytes to, or read them from,
 * directly: the rules L100 to L119. A test class implements it beside {@link FileLibraryContract}.
 * Rules of what the storage does not claim to do are skipped.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface DirectLibraryContract
    extends DirectUploadRules, PlainPutRules, PartUploadRules, DirectDownloadRules {
  /**
   * Opens a catalog and a storage for the running test: empty, and no other test's. Grants of the
   * storage can be used from here.
   *
   * @return both; the rule closes them
   * @throws IOException if one cannot be opened
   */
  @Override
  LibraryBackends open() throws IOException;
}
