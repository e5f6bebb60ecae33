package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Change;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "changes",
    description = {
      "Prints the changes of the channel in order.",
      "A line has the number, time, action, kind, id, actor and name. A change of a folder stands"
          + " for all that it holds."
    },
    sortOptions = false)
final class ChangesCommand extends LibraryCommand {
  private static final int PAGE = 1000;

  @Option(
      names = "--after",
      paramLabel = "N",
      defaultValue = "0",
      description = "The number of the last change that is known (${DEFAULT-VALUE}).")
  private long after;

  @Option(names = "--json", description = "Print a line of JSON for each change.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (OpenLibrary library = main().open();
        ItemJson out = ItemJson.on(terminal().out())) {
      ChannelFiles files = main().files(library);
      List<Change> page = files.changes(after, PAGE);
      while (!page.isEmpty()) {
        for (Change change : page) {
          print(change, out);
        }
        page = files.changes(page.get(page.size() - 1).sequence(), PAGE);
      }
      return ExitCode.OK;
    }
  }

  private void print(Change change, ItemJson out) throws IOException {
    if (json) {
      out.write(change);
      out.endLine();
      return;
    }
    terminal()
        .line(
            String.format(
                Locale.ROOT,
                "%d  %s  %-8s  %-6s  %s  %s  %s",
                change.sequence(),
                ItemLine.TIME.format(change.stamp().at()),
                change.action().name().toLowerCase(Locale.ROOT),
                change.kind().word(),
                change.item(),
                SafeText.name(change.stamp().by().value()),
                SafeText.name(change.name().value())));
  }
}
