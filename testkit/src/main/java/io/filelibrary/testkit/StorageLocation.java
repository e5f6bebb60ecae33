package io.filelibrary.testkit;

import io.filelibrary.spi.StorageBackend;
import java.io.IOException;

/** Where the rules for storages get the storage from. */
interface StorageLocation {
  StorageBackend open() throws IOException;
}
