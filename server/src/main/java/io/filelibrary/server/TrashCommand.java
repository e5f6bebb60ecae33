package io.filelibrary.server;

import io.filelibrary.TrashBin;
import io.filelibrary.model.Item;
import java.io.IOException;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "trash",
    description = "Lists what is in the trash, the newest first: id, time, path.",
    sortOptions = false)
final class TrashCommand extends LibraryCommand {
  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--empty",
      description = "Delete for good all that is in the trash; gc then frees the space.")
  private boolean empty;

  @Override
  public Integer call() throws IOException {
    try (OpenLibrary library = main().open()) {
      TrashBin trash = main().files(library).trashBin();
      if (empty) {
        terminal().line("deleted for good: " + Amounts.counted(trash.empty(), "item"));
      } else if (json) {
        printJson(new TrashedItems(trash));
      } else {
        printText(new TrashedItems(trash));
      }
      return ExitCode.OK;
    }
  }

  private void printText(Iterator<Item> items) throws OutputFailed {
    while (items.hasNext()) {
      Item item = items.next();
      String time = item.deletedAt().map(ItemLine.TIME::format).orElse("-");
      terminal().line(item.id() + "  " + time + "  " + ItemLine.path(item));
    }
  }

  private void printJson(Iterator<Item> items) throws IOException {
    try (ItemJson out = ItemJson.on(terminal().out())) {
      out.beginDocument();
      while (items.hasNext()) {
        out.write(items.next());
      }
      out.endDocument();
    }
  }
}
