package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.UploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "put",
    description = "Stores a file, and creates the library and channel if they are missing.",
    sortOptions = false)
final class PutCommand extends LibraryCommand {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The file to read; - is the standard input.")
  private Path source;

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "The path of the new file, or a folder that it should go into.")
  private PathArgument path;

  @Mixin private ConflictOptions conflict;

  @Option(
      names = {"-p", "--parents"},
      description = "Create missing folders on the way.")
  private boolean parents;

  @Mixin private NewChannelOptions newChannel;

  @Override
  public Integer call() throws IOException {
    path.path();
    try (InputStream bytes = openSource();
        OpenLibrary library = main().openOrCreate()) {
      ChannelFiles files = main().filesOfNewOrOld(library, newChannel.names());
      CreateOptions create = CreateOptions.DEFAULT.withConflict(conflict.policy());
      UploadOptions options =
          UploadOptions.DEFAULT.withCreate(parents ? create.withCreateParents() : create);
      FileItem file = files.upload(destination(files), bytes, options);
      terminal().line(ItemLine.path(file));
      return ExitCode.OK;
    }
  }

  private boolean isStandardInput() {
    return source.toString().equals("-");
  }

  private InputStream openSource() throws IOException {
    if (isStandardInput()) {
      return terminal().in();
    }
    if (Files.isDirectory(source)) {
      throw new CommandFailure(shown() + " is a directory; import takes directories");
    }
    try {
      return Files.newInputStream(source);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + shown() + ": " + Reasons.of(e), e);
    }
  }

  private Destination destination(ChannelFiles files) {
    Destination destination = path.destination(files);
    if (destination.name().isPresent()) {
      return destination;
    }
    if (isStandardInput()) {
      throw new CommandFailure(
          SafeText.name(path.given()) + " is a folder; give the standard input a name in it");
    }
    String name =
        DiskName.of(source)
            .orElseThrow(() -> new CommandFailure("the name of " + shown() + " is not UTF-8"));
    return Destination.in(destination.folder(), name);
  }

  private String shown() {
    return SafeText.name(source.toString());
  }
}
