package io.filelibrary.storage.s3;

import io.filelibrary.testkit.DirectDownloadsContract;
import io.filelibrary.testkit.DirectMultipartUploadsContract;
import io.filelibrary.testkit.DirectUploadsContract;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StagedUploadsContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The storage keeps its contracts on a store outside of this process, if one is named. */
@EnabledIfEnvironmentVariable(
    named = RealStore.VARIABLE,
    matches = ".+",
    disabledReason = "no real store is named; CONTRIBUTING.md says how")
@ExtendWith(StoreDifferences.class)
class RealStoreTest
    implements StorageBackendContract,
        SharedStorageContract,
        ServerSideCopyContract,
        DirectUploadsContract,
        StagedUploadsContract,
        DirectDownloadsContract,
        DirectMultipartUploadsContract {
  private final RealStore store = RealStore.named();

  @Override
  public S3Storage open() throws IOException {
    return store.open();
  }

  @AfterEach
  void clear() throws IOException {
    store.clear();
  }
}
