package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ls",
    description = {
      "Lists a folder, folders first, by name.",
      "A folder's name ends with a slash; control and reordering characters are escaped."
    },
    sortOptions = false)
final class ListCommand extends LibraryCommand {
  private static final ListOptions PAGES =
      ListOptions.DEFAULT.withPageSize(ListOptions.MAX_PAGE_SIZE);

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "A folder, or one item (${DEFAULT-VALUE}).")
  private PathArgument path;

  @Option(
      names = {"-r", "--recursive"},
      description = "List the paths of all that is below the folder.")
  private boolean recursive;

  @Option(
      names = {"-l", "--long"},
      description = "Show kind, size in bytes, time of the last change, and URLs.")
  private boolean detailed;

  @Option(
      names = "--json",
      description = "Print one JSON document; with -r a line of JSON for each item.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      Optional<Item> item = path.itemOrRoot(files);
      try (Stream<Item> items = items(files, item)) {
        if (json) {
          printJson(items.iterator());
        } else {
          boolean byPath = recursive || isOneItem(item);
          printText(items.iterator(), byPath);
        }
      }
      return ExitCode.OK;
    }
  }

  private Stream<Item> items(ChannelFiles files, Optional<Item> item) {
    if (isOneItem(item)) {
      return item.stream();
    }
    FolderRef folder = item.map(Item::id).map(FolderRef::of).orElse(FolderRef.root());
    return recursive ? files.streamTree(folder, PAGES) : files.stream(folder, PAGES);
  }

  private static boolean isOneItem(Optional<Item> item) {
    return item.isPresent() && !(item.get() instanceof FolderItem);
  }

  private void printText(Iterator<Item> items, boolean byPath) throws OutputFailed {
    while (items.hasNext()) {
      Item item = items.next();
      String shown = byPath ? ItemLine.path(item) : ItemLine.name(item);
      terminal().line(detailed ? ItemLine.detailed(item, shown) : shown);
    }
  }

  private void printJson(Iterator<Item> items) throws IOException {
    try (ItemJson out = ItemJson.on(terminal().out())) {
      if (!recursive) {
        out.beginDocument();
      }
      while (items.hasNext()) {
        out.write(items.next());
        if (recursive) {
          out.endLine();
        }
      }
      if (!recursive) {
        out.endDocument();
      }
    }
  }
}
