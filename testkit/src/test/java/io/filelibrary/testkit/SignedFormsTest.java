package io.filelibrary.testkit;

import java.io.IOException;

/** The storage with signed forms keeps its contract. */
class SignedFormsTest implements DirectUploadsContract {
  @Override
  public SignedStorage open() throws IOException {
    return SignedStorage.withForms(Flaw.NONE);
  }
}
