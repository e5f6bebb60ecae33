package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.FolderItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "mkdir",
    description = "Creates a folder, and the library and channel if they are missing.",
    sortOptions = false)
final class MakeFolderCommand extends LibraryCommand {
  @Parameters(paramLabel = "PATH", description = "The path of the new folder.")
  private PathArgument path;

  @Option(
      names = {"-p", "--parents"},
      description = "Create missing folders on the way; fine if the folder is there.")
  private boolean parents;

  @Mixin private NewChannelOptions newChannel;

  @Override
  public Integer call() throws OutputFailed {
    String place = path.path().toString();
    if (place.isEmpty()) {
      throw new CommandFailure("/ is the root, which is always there");
    }
    try (OpenLibrary library = main().openOrCreate()) {
      ChannelFiles files = main().filesOfNewOrOld(library, newChannel.names());
      FolderItem folder = parents ? files.ensureFolder(place) : files.createFolder(place);
      terminal().line(ItemLine.path(folder));
      return ExitCode.OK;
    }
  }
}
