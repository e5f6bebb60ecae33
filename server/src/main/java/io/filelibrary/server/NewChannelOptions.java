package io.filelibrary.server;

import io.filelibrary.model.NamePolicy;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the commands that create the channel if it is missing. */
final class NewChannelOptions {
  @Option(
      names = "--names",
      paramLabel = "RULE",
      description =
          "Which names a new channel takes: portable (default; those that every system takes) or"
              + " posix.")
  private Optional<NamePolicy> names;

  Optional<NamePolicy> names() {
    return names;
  }
}
