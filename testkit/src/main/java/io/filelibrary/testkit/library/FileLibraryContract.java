package io.filelibrary.testkit.library;

import io.filelibrary.testkit.LeakCheck;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a library keeps on a catalog and a storage, end to end: the rules L01 to L89. A test class
 * implements this interface and its {@link #open}; the tests come with it. Each opens one library,
 * and closes it. What has to be there when a library is opened again is in {@link
 * PersistentLibraryContract}. {@link LibraryBackends} has a partner for whoever writes only one of
 * the two.
 *
 * <p>After each rule the invariants of the library are checked, and that it made no forbidden call.
 * A rule that takes longer than five minutes fails; a class can say otherwise with its own {@link
 * Timeout}.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface FileLibraryContract
    extends LibraryTreeRules,
        LibraryNameRules,
        LibraryListingRules,
        LibraryIsolationRules,
        LibraryContentRules,
        LibraryReadingRules,
        LibraryDamageRules,
        LibraryUploadRules,
        LibraryTrashRules,
        LibraryRecordRules,
        LibraryChannelRules,
        LibraryFaultRules,
        LibraryInterleavingRules {
  /**
   * Opens a catalog and a storage for the running test: empty, and no other test's.
   *
   * @return both; the rule closes them
   * @throws IOException if one cannot be opened
   */
  @Override
  LibraryBackends open() throws IOException;
}
