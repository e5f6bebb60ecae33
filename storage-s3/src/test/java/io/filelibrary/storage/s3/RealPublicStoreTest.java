package io.filelibrary.storage.s3;

import io.filelibrary.testkit.DirectDownloadsContract;
import io.filelibrary.testkit.DirectMultipartUploadsContract;
import io.filelibrary.testkit.DirectUploadsContract;
import io.filelibrary.testkit.PublicUrlsContract;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.StagedUploadsContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with a public bucket, if one is named. */
@EnabledIfEnvironmentVariable(
    named = RealStore.PUBLIC_VARIABLE,
    matches = ".+",
    disabledReason = "no public bucket of a real store is named; CONTRIBUTING.md says how")
@ExtendWith(StoreDifferences.class)
class RealPublicStoreTest
    implements StorageBackendContract,
        ServerSideCopyContract,
        DirectUploadsContract,
        StagedUploadsContract,
        DirectDownloadsContract,
        DirectMultipartUploadsContract,
        PublicUrlsContract {
  private final RealStore store = RealStore.namedPublic();

  @Override
  public S3PublicStorage open() throws IOException {
    return (S3PublicStorage) store.open();
  }

  @AfterEach
  void clear() throws IOException {
    store.clear();
  }
}
