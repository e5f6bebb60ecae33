package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FolderNotEmpty;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Puts an item into the trash; see trash and restore.",
    sortOptions = false)
final class RemoveCommand extends LibraryCommand {
  private static final ListOptions ANYTHING = ListOptions.DEFAULT.withPageSize(1).withPending(true);

  @Parameters(paramLabel = "PATH", description = "The path of the item.")
  private PathArgument path;

  @Option(
      names = {"-r", "--recursive"},
      description = "Allow a folder that holds something.")
  private boolean recursive;

  @Option(names = "--permanent", description = "Delete for good, not into the trash.")
  private boolean permanent;

  @Override
  public Integer call() throws OutputFailed {
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      Item item = path.item(files);
      if (!recursive) {
        refuseIfNotEmpty(files, item);
      }
      if (permanent) {
        DeleteOptions options = DeleteOptions.DEFAULT;
        files.delete(item.id(), recursive ? options.withRecursive() : options);
        terminal().line("deleted for good: " + ItemLine.path(item));
      } else {
        files.trash(item.id());
        terminal()
            .line(
                "in the trash: " + ItemLine.path(item) + " (back with: restore " + item.id() + ")");
      }
      return ExitCode.OK;
    }
  }

  private void refuseIfNotEmpty(ChannelFiles files, Item item) {
    if (item instanceof FolderItem
        && !files.list(FolderRef.of(item.id()), ANYTHING).items().isEmpty()) {
      throw new CommandFailure(
          "the folder " + ItemLine.path(item) + " is not empty; -r removes it with all it holds",
          new FolderNotEmpty(item.id().toString()));
    }
  }
}
