package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Item;
import io.filelibrary.model.PlaceOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "cp",
    description = "Copies an item, a folder with all that it holds; the bytes are shared.",
    sortOptions = false)
final class CopyCommand extends LibraryCommand {
  @Parameters(index = "0", paramLabel = "FROM", description = "The path of the item.")
  private PathArgument from;

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "The path of the copy, or a folder that it should go into.")
  private PathArgument to;

  @Mixin private ConflictOptions conflict;

  @Override
  public Integer call() throws OutputFailed {
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      Item item = from.item(files);
      PlaceOptions options = PlaceOptions.DEFAULT.withConflict(conflict.policy());
      Item copy = files.copy(item.id(), to.destination(files), options);
      terminal().line(ItemLine.path(copy));
      return ExitCode.OK;
    }
  }
}
