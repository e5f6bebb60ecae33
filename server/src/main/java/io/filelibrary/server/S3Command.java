package io.filelibrary.server;

import io.filelibrary.storage.s3.S3Storage;
import io.filelibrary.storage.s3.S3Verification;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

@Command(
    name = "s3",
    description = {
      "Tries whether an S3 store keeps what a library needs of it.",
      "It is the store of the library or, if there is none yet, the one that the options name."
          + " Small objects are made under random names and deleted again.",
      "All commands take the options --s3-*. An option such as --s3-bucket may also be given as"
          + " FILELIBRARY_S3_BUCKET in the environment, or as s3-bucket=NAME in the file of"
          + " --config; the option comes first, the file last. What a new library was given is"
          + " remembered in its data directory.",
      "The keys are no options: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
          + " FILELIBRARY_S3_ACCESS_KEY and FILELIBRARY_S3_SECRET_KEY, or s3-access-key and"
          + " s3-secret-key in the file, which come before the first two. They are not remembered."
    },
    sortOptions = false)
final class S3Command extends LibraryCommand {
  @Override
  public Integer call() throws IOException {
    LibraryLocation location = main().location();
    S3Verification found;
    try (S3Storage storage =
        S3Contents.open(StorageKind.S3.in(location.directory()), main().settings())) {
      found = storage.verify();
    }
    for (String line : found.toString().lines().toList()) {
      terminal().line(line);
    }
    if (!found.allKept()) {
      throw new CommandFailure("the store breaks a promise; the lines with broken say which");
    }
    return ExitCode.OK;
  }

  /** Shows in the help of this command the options that are hidden in that of others. */
  static void showOptions(CommandLine command) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    for (OptionSpec hidden : List.copyOf(spec.options())) {
      if (hidden.hidden()) {
        spec.remove(hidden);
        spec.addOption(OptionSpec.builder(hidden).hidden(false).build());
      }
    }
  }
}
