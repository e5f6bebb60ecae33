package io.filelibrary.testkit;

import io.filelibrary.error.ErrorCode;

/** What the library does with an input of the {@link InputCorpus}. */
public sealed interface InputExpectation {
  /**
   * The input is used, and read back for as long as what it was used for is there.
   *
   * @param value what it reads back as: the input itself, unless a rule brings it into a form
   */
  record Accepted(String value) implements InputExpectation {}

  /**
   * The call fails and changes nothing.
   *
   * @param code the code that it fails with
   */
  record Refused(ErrorCode code) implements InputExpectation {}
}
