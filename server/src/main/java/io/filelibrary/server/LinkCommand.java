package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "link", description = "Creates a link to a web page.", sortOptions = false)
final class LinkCommand extends LibraryCommand {
  @Parameters(index = "0", paramLabel = "PATH", description = "The path of the new link.")
  private PathArgument path;

  @Parameters(index = "1", paramLabel = "URL", description = "An http or https URL.")
  private String url;

  @Mixin private ConflictOptions conflict;

  @Option(
      names = {"-p", "--parents"},
      description = "Create missing folders on the way.")
  private boolean parents;

  @Override
  public Integer call() throws OutputFailed {
    Destination destination = Destination.at(path.path().toString());
    LinkUrl target = LinkUrl.of(url);
    CreateOptions options = CreateOptions.DEFAULT.withConflict(conflict.policy());
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      LinkItem link =
          files.createLink(destination, target, parents ? options.withCreateParents() : options);
      terminal().line(ItemLine.path(link));
      return ExitCode.OK;
    }
  }
}
