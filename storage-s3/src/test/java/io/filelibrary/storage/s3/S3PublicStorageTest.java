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

/** The storage with a public bucket keeps its contracts, those of public URLs included. */
class S3PublicStorageTest
    implements StorageBackendContract,
        ServerSideCopyContract,
        DirectUploadsContract,
        StagedUploadsContract,
        DirectDownloadsContract,
        DirectMultipartUploadsContract,
        PublicUrlsContract {
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();

  @Override
  public S3PublicStorage open() throws IOException {
    return (S3PublicStorage) S3Storage.open(server.publicOptions(buckets));
  }

  @AfterEach
  void dropBuckets() {
    server.drop(buckets);
  }
}
