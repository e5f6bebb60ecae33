package io.filelibrary.server;

import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.ParentNotFound;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what a command threw into one line on the standard error and an exit code. */
final class FailureReport {
  private final Terminal terminal;
  private final FileLibraryCommand command;

  FailureReport(Terminal terminal, FileLibraryCommand command) {
    this.terminal = terminal;
    this.command = command;
  }

  int misused(ParameterException failure, String[] arguments) {
    CommandLine misused = failure.getCommandLine();
    say(String.valueOf(failure.getMessage()));
    terminal.message("See: " + misused.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  int failed(Throwable failure) {
    if (readerIsGone(failure)) {
      return ExitCode.OUTPUT_CLOSED;
    }
    say(messageOf(failure));
    if (command.debug()) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      trace
          .toString()
          .lines()
          .map(line -> SafeText.message(line.replace("\t", "    ")))
          .forEach(terminal::message);
    }
    return ExitCode.FAILED;
  }

  private void say(String message) {
    terminal.message("filelibrary: " + SafeText.message(message.replaceAll("\\R", " ")));
  }

  private static String messageOf(Throwable failure) {
    if (failure instanceof NameTaken taken) {
      return "a " + taken.itemType() + " of that name is there already: " + taken.name();
    }
    if (failure instanceof ParentNotFound) {
      return "the folder that should hold it is not there; mkdir -p creates it, or name another"
          + " place";
    }
    if (failure instanceof FileLibraryException known) {
      String doubt =
          known.effect() == Effect.UNKNOWN ? " (it may have taken effect all the same)" : "";
      return known.getMessage() + doubt;
    }
    if (failure instanceof CommandFailure || failure instanceof OutputFailed) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException reading) {
      return Reasons.of(reading);
    }
    return "unexpected failure, see --debug: " + failure;
  }

  private static boolean readerIsGone(Throwable failure) {
    return Reasons.chain(failure).stream()
        .anyMatch(each -> each instanceof OutputFailed output && output.readerIsGone());
  }
}
