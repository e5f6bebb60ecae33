package io.filelibrary.server;

import io.filelibrary.model.ConflictPolicy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What happens when the name is taken; without an option the command fails. */
final class ConflictOptions {
  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  ConflictPolicy policy() {
    if (choice.replace) {
      return ConflictPolicy.REPLACE;
    }
    return choice.rename ? ConflictPolicy.RENAME : ConflictPolicy.FAIL;
  }

  private static final class Choice {
    @Option(names = "--replace", description = "Replace a file or link of that name.")
    private boolean replace;

    @Option(names = "--rename", description = "Take the next free name, such as \"a (2).txt\".")
    private boolean rename;
  }
}
