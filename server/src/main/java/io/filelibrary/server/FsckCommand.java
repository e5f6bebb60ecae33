package io.filelibrary.server;

import io.filelibrary.FileLibrary;
import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckPoint;
import io.filelibrary.check.CheckProgress;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.ReadData;
import io.filelibrary.check.RepairLevel;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fsck",
    description = {
      "Checks the whole library, which may be in use: contents, tree, counters, leftovers.",
      "Exit code 0: all is well; 3: something is wrong, each thing on a line of its own, mended or"
          + " not; 4: nothing is wrong with what could be looked at, and not everything could be."
    },
    sortOptions = false)
final class FsckCommand extends LibraryCommand {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%?");
  private static final Pattern RATE = Pattern.compile("\\d{1,9}");

  @Option(names = "--read-data", description = "Read and hash all contents.")
  private boolean readData;

  @Option(
      names = "--read-data-subset",
      paramLabel = "N%",
      description = "Read and hash N of a hundred contents.")
  private Optional<String> subset;

  @Option(
      names = "--slice",
      paramLabel = "K",
      defaultValue = "0",
      description = "Which of them (${DEFAULT-VALUE}): 0, 1, 2 and so on read the others.")
  private int slice;

  @Option(
      names = "--repair",
      paramLabel = "LEVEL",
      defaultValue = "none",
      description = {
        "Mend (${DEFAULT-VALUE}), each level with those before it: counters (sums and counts of"
            + " uses); garbage (run gc, delete old orphans and leftovers); tree (move what has lost"
            + " its folder to lost+found)."
      })
  private RepairLevel repair;

  @Option(
      names = "--orphan-limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Delete no orphan if there are more (${DEFAULT-VALUE}).")
  private int orphanLimit;

  @Option(
      names = "--force",
      description =
          "Delete orphans up to the limit also if there are more, or the catalog looks old.")
  private boolean force;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most N items and contents a second, or with a unit (10MiB) bytes read.")
  private Optional<String> rate;

  @Option(
      names = "--resume",
      paramLabel = "POINT",
      description = "Go on where another run ended, which has said where.")
  private Optional<String> resume;

  @Option(names = "--json", description = "Print a line of JSON for each finding, and for the end.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CheckOptions options = options();
    try (Interruption interruption = Interruption.watch();
        LibraryBackends backends = main().location().backends(main().settings());
        FsckOutput output = FsckOutput.on(terminal(), json)) {
      CheckReport report =
          FileLibrary.check(
              backends.catalog(),
              backends.contents(),
              backends.options(),
              options.withProgress(progress -> reached(progress, interruption, output)),
              output::found);
      output.end(report);
      return interruption.requested() ? ExitCode.INTERRUPTED : code(report);
    } catch (FsckOutput.Failed e) {
      throw e.cause();
    }
  }

  private static void reached(
      CheckProgress progress, Interruption interruption, FsckOutput output) {
    output.reached(progress);
    if (interruption.requested()) {
      // The check ends early by this, in good order.
      Thread.currentThread().interrupt();
    }
  }

  private static int code(CheckReport report) {
    if (report.total() > 0) {
      return ExitCode.FOUND;
    }
    return report.isClean() ? ExitCode.OK : ExitCode.UNCHECKED;
  }

  private CheckOptions options() {
    try {
      CheckOptions options =
          CheckOptions.DEFAULT.withReadData(data()).withRepair(repair).withOrphanLimit(orphanLimit);
      options = force ? options.withForce() : options;
      for (String point : resume.stream().toList()) {
        options = options.withResume(new CheckPoint(point));
      }
      return rate.isPresent() ? paced(options, rate.get()) : options;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private ReadData data() {
    if (readData || subset.isEmpty()) {
      return readData ? ReadData.ALL : ReadData.NONE;
    }
    Matcher percent = PERCENT.matcher(subset.get());
    if (!percent.matches()) {
      throw new CommandFailure("--read-data-subset is such as 10%, not " + shown(subset.get()));
    }
    return new ReadData(Integer.parseInt(percent.group(1)), slice);
  }

  private static CheckOptions paced(CheckOptions options, String rate) {
    if (RATE.matcher(rate).matches()) {
      return options.withObjectsPerSecond(Long.parseLong(rate));
    }
    return options.withBytesPerSecond(Quantity.bytes(new Settings.Choice(rate, "--rate")));
  }

  private static String shown(String text) {
    return SafeText.name(text);
  }
}
