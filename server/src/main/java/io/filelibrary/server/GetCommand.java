package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.LinkItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = {
      "Writes the content of a file to the standard output, or to a file of the disk.",
      "A whole content is checked against its hash: exit code 1 if it is not what was stored."
    },
    sortOptions = false)
final class GetCommand extends LibraryCommand {
  @Parameters(paramLabel = "PATH", description = "The path of the file.")
  private PathArgument path;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to create; it appears when it is complete.")
  private Optional<Path> output;

  @Option(
      names = {"-f", "--force"},
      description = "Replace FILE if it exists.")
  private boolean force;

  @Option(
      names = "--range",
      paramLabel = "A-B",
      description = "Only the bytes A to B, from 0; A- to the end, -N the last N.")
  private Optional<RangeArgument> range;

  @Override
  public Integer call() throws IOException {
    output.ifPresent(this::refuseToOverwrite);
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      FileItem file = fileOf(path.item(files));
      ByteRange bytes =
          range
              .map(each -> each.of(file.size()))
              .filter(each -> file.size() > 0)
              .orElse(ByteRange.ALL);
      copy(files, file, bytes);
      return ExitCode.OK;
    }
  }

  private static FileItem fileOf(Item item) {
    if (item instanceof FileItem file) {
      return file;
    }
    if (item instanceof LinkItem link) {
      throw new CommandFailure(
          ItemLine.path(item) + " is a link to " + SafeText.name(link.linkUrl().value()));
    }
    throw new CommandFailure(ItemLine.path(item) + " is a folder; export writes it to the disk");
  }

  private void copy(ChannelFiles files, FileItem file, ByteRange bytes) throws IOException {
    try (InputStream source = files.open(file.id(), bytes)) {
      if (output.isEmpty()) {
        source.transferTo(terminal().out());
      } else {
        write(source, output.get());
      }
    }
  }

  private void write(InputStream source, Path target) {
    try {
      NewFile.write(target, source, force);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + shown(target) + ": " + Reasons.of(e), e);
    }
  }

  private void refuseToOverwrite(Path target) {
    if (Files.isDirectory(target)) {
      throw new CommandFailure(shown(target) + " is a directory; name a file in it");
    }
    if (!force && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandFailure(shown(target) + " exists; --force replaces it");
    }
  }

  private static String shown(Path target) {
    return SafeText.name(target.toString());
  }
}
