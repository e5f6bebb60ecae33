package io.filelibrary.testkit.library;

import io.filelibrary.error.FileLibraryException;
import java.io.IOException;

/**
 * One call of a library on the tree of a {@link LibraryScenario}.
 *
 * @param name says what it does
 * @param call makes it
 * @param gradual whether it looks at the tree in several steps, so that what happens meanwhile may
 *     or may not be in its result
 */
record LibraryOperation(String name, Call call, boolean gradual) {
  LibraryOperation(String name, Call call) {
    this(name, call, false);
  }

  /** Makes the call, and says what it answered in a text without ids and times. */
  @FunctionalInterface
  interface Call {
    String on(LibraryScenario scenario) throws IOException;
  }

  /** Makes the call; what it answers, or the code of its error. */
  String outcome(LibraryScenario scenario) {
    try {
      return call.on(scenario);
    } catch (FileLibraryException e) {
      return e.code().name();
    } catch (IOException e) {
      return "IOException";
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
