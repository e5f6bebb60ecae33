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

/** The storage with one bucket keeps its contracts. */
class S3StorageTest
    implements StorageBackendContract,
        SharedStorageContract,
        ServerSideCopyContract,
        DirectUploadsContract,
        StagedUploadsContract,
        DirectDownloadsContract,
        DirectMultipartUploadsContract {
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();

  @Override
  public S3Storage open() throws IOException {
    return S3Storage.open(server.options(buckets).withKeyPrefix("some/where/"));
  }

  @AfterEach
  void dropBuckets() {
    server.drop(buckets);
  }
}
