package io.filelibrary.testkit.library;

import java.io.IOException;

/** Where the rules of {@link FileLibraryContract} open their library. */
interface LibraryLocation {
  LibraryBackends open() throws IOException;
}
