package io.filelibrary.server;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** One run of the command line: from the arguments to the exit code, whatever happens. */
final class Launch {
  private final Terminal terminal;
  private final CommandLine parser;
  private final FailureReport failures;

  private Launch(Terminal terminal) {
    this.terminal = terminal;
    this.parser = FileLibraryCommand.parser(terminal);
    this.failures = new FailureReport(terminal, parser.getCommand());
  }

  static int run(Terminal terminal, String... arguments) {
    return new Launch(terminal).run(arguments);
  }

  private int run(String[] arguments) {
    PrintWriter help =
        new PrintWriter(new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8));
    parser.setOut(help);
    parser.setParameterExceptionHandler(failures::misused);
    parser.setExecutionExceptionHandler((failure, command, result) -> failures.failed(failure));
    try {
      Encoding.check(arguments);
      int code = parser.execute(arguments);
      help.flush();
      terminal.out().flush();
      return code;
    } catch (IOException | RuntimeException | Error e) {
      // Errors as well: a missing native library, for one, is worth a line and not a trace.
      return failures.failed(e);
    }
  }
}
