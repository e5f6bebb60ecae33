package io.filelibrary.testkit;

import java.io.IOException;

/** The storage with signed URLs keeps its contracts. */
class SignedStorageTest
    implements StorageBackendContract,
        DirectUploadsContract,
        DirectDownloadsContract,
        PublicUrlsContract,
        DirectMultipartUploadsContract,
        StagedUploadsContract {
  @Override
  public SignedStorage open() throws IOException {
    return SignedStorage.open(Flaw.NONE);
  }
}
