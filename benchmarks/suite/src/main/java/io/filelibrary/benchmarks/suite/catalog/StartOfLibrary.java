package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.benchmarks.suite.LocalLibrary;
import java.io.IOException;
import java.nio.file.Path;

/** The process that opens the library of a directory, and closes it. */
public final class StartOfLibrary {
  private StartOfLibrary() {}

  /** Opens and closes the library of the directory that is the argument. */
  public static void main(String... arguments) throws IOException {
    try (LocalLibrary library = LocalLibrary.open(Path.of(arguments[0]))) {
      System.out.println(library.files().channel().usage().items());
    }
  }
}
