package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Item;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Writes what a folder holds, or one file, into a directory.",
      "DIR is created if missing. Each file is checked against its hash, and appears when it is"
          + " complete.",
      "A link becomes an internet shortcut, NAME.url, which desktops open in the browser; import"
          + " takes it as a file. What cannot be written is listed, and the rest goes on. Symbolic"
          + " links in DIR are not followed."
    },
    sortOptions = false)
final class ExportCommand extends LibraryCommand {
  @Parameters(index = "0", paramLabel = "PATH", description = "The folder or file; / is all.")
  private PathArgument path;

  @Parameters(index = "1", paramLabel = "DIR", description = "The directory to write into.")
  private Path directory;

  @Option(
      names = {"-f", "--force"},
      description = "Replace files that are there; otherwise they are left and listed.")
  private boolean force;

  @Mixin private TransferOptions transfer;

  @Override
  public Integer call() throws IOException {
    if (main().location().holds(directory)) {
      throw new CommandFailure(shown() + " is in the data directory of the library");
    }
    try (Interruption interruption = Interruption.watch();
        OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      Optional<Item> top = path.itemOrRoot(files);
      createDirectory();
      return transfer.run(
          terminal(),
          interruption,
          new TransferOptions.Work("exported", Optional.empty()),
          transfers -> new DirectoryExport(files, directory, force, transfers).run(top));
    }
  }

  private void createDirectory() {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(shown() + " is not a directory", e);
    } catch (IOException e) {
      throw new CommandFailure("cannot create " + shown() + ": " + Reasons.of(e), e);
    }
  }

  private String shown() {
    return SafeText.name(directory.toString());
  }
}
