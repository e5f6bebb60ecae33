package io.filelibrary.testkit;

import io.filelibrary.testkit.library.DirectLibraryContract;
import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;

/** The library keeps its rules on a storage that clients send bytes to. */
class SignedLibraryTest implements FileLibraryContract, DirectLibraryContract {
  @Override
  public LibraryBackends open() throws IOException {
    return LibraryBackends.with(SignedStorage.open(Flaw.NONE));
  }
}
