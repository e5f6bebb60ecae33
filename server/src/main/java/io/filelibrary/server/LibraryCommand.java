package io.filelibrary.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** One command of the command line; answers its exit code. */
abstract class LibraryCommand implements Callable<Integer> {
  @ParentCommand private FileLibraryCommand main;

  /** Returns the options that every command has. */
  final FileLibraryCommand main() {
    return main;
  }

  final Terminal terminal() {
    return main.terminal();
  }
}
