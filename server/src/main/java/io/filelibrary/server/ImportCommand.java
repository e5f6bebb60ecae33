package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.NamePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Takes all that is below a directory into the library.",
      "Empty directories come as well. The library and the channel are created if missing.",
      "What cannot be taken is listed on the standard error, and the rest goes on: symbolic links,"
          + " special files, names that the channel refuses, and what is there already. Each file"
          + " comes as a whole or not at all, also when the import is interrupted; run it again to"
          + " go on. Times and permissions are not kept."
    },
    sortOptions = false)
final class ImportCommand extends LibraryCommand {
  @Parameters(paramLabel = "DIR", description = "The directory on the disk.")
  private Path source;

  @Option(
      names = "--to",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "The folder to import into, created if missing (${DEFAULT-VALUE}).")
  private PathArgument target;

  @Option(
      names = "--conflict",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description =
          "What happens to a file whose name is taken: fail (it is left out and listed), replace"
              + " or rename (${DEFAULT-VALUE}).")
  private ConflictPolicy conflict;

  @Option(
      names = "--normalize",
      description = "Take names that Unicode normalization changes, in their normal form (NFC).")
  private boolean normalize;

  @Option(names = "--metrics", description = "Say at the end how many changes shared a commit.")
  private boolean metrics;

  @Mixin private TransferOptions transfer;

  @Mixin private NewChannelOptions newChannel;

  @Override
  public Integer call() throws IOException {
    ItemPath folder = target.path();
    if (!Files.isDirectory(source)) {
      String why = Files.exists(source) ? " is not a directory; put takes files" : ": no such file";
      throw new CommandFailure(shown() + why);
    }
    if (main().location().holds(source)) {
      throw new CommandFailure(shown() + " is in the data directory of the library");
    }
    try (Interruption interruption = Interruption.watch();
        OpenLibrary library = main().openOrCreate()) {
      ChannelFiles files = main().filesOfNewOrOld(library, newChannel.names());
      if (!folder.isRoot()) {
        files.ensureFolder(folder.toString());
      }
      NamePolicy names = files.channel().spec().namePolicy();
      ImportRules rules = new ImportRules(names, normalize, conflict, library.location());
      int code =
          transfer.run(
              terminal(),
              interruption,
              new TransferOptions.Work("imported", Optional.of(source)),
              transfers -> new DirectoryImport(files, rules, transfers).run(source, folder));
      if (metrics) {
        terminal().message(library.commits());
      }
      return code;
    }
  }

  private String shown() {
    return SafeText.name(source.toString());
  }
}
