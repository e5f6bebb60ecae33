package io.filelibrary.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that import and export have in common. */
final class TransferOptions {
  private static final int MOST_JOBS = 64;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private int jobs;

  @Option(names = "--no-progress", description = "Show no progress, not even on a terminal.")
  private boolean quiet;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many files are under way at once, 1 to 64 (${DEFAULT-VALUE}).")
  void setJobs(int number) {
    if (number < 1 || number > MOST_JOBS) {
      throw new ParameterException(command.commandLine(), "--jobs is 1 to 64, not " + number);
    }
    jobs = number;
  }

  /**
   * What is to be done.
   *
   * @param verb the word for it when it is done
   * @param all the directory that will be done, if its size can be known
   */
  record Work(String verb, Optional<Path> all) {}

  /** Does the work with its progress shown, says what was done, and answers the exit code. */
  int run(Terminal terminal, Interruption interruption, Work work, Consumer<Transfers> performance)
      throws IOException {
    try (Transfers transfers = new Transfers(terminal, jobs, interruption::requested)) {
      try (ProgressBar progress = new ProgressBar(terminal, transfers.tally())) {
        if (!quiet && terminal.interactive()) {
          progress.start(work.all().map(path -> new TreeMeasure(path, transfers::stopped)));
        }
        performance.accept(transfers);
      } catch (RuntimeException e) {
        terminal.message(transfers.tally().summary(work.verb()) + " before it failed");
        throw e;
      }
      terminal.line(transfers.tally().summary(work.verb()));
      terminal.out().flush();
      if (interruption.requested()) {
        terminal.message("filelibrary: interrupted; the rest was not " + work.verb());
        return ExitCode.INTERRUPTED;
      }
      return transfers.tally().leftOut() == 0 ? ExitCode.OK : ExitCode.SKIPPED;
    }
  }
}
