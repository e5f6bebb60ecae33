package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.TrashBin;
import io.filelibrary.error.InvalidId;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.PlaceOptions;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = "Brings an item back from the trash, a folder with all that it holds.",
    sortOptions = false)
final class RestoreCommand extends LibraryCommand {
  @Parameters(
      paramLabel = "ID|PATH",
      description =
          "The id that trash shows, or the path it shows: of several the newest. A slash in front"
              + " makes anything a path.")
  private String reference;

  @Option(
      names = "--to",
      paramLabel = "PATH",
      description = "Another path, or a folder to go into; otherwise back to where it was.")
  private Optional<PathArgument> to;

  @Option(
      names = {"-p", "--parents"},
      description = "Create missing folders on the way.")
  private boolean parents;

  @Mixin private ConflictOptions conflict;

  @Override
  public Integer call() throws OutputFailed {
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      TrashBin trash = files.trashBin();
      ItemId id = find(trash);
      PlaceOptions policy = PlaceOptions.DEFAULT.withConflict(conflict.policy());
      PlaceOptions options = parents ? policy.withCreateParents() : policy;
      Item restored =
          to.isPresent()
              ? trash.restore(id, to.get().destination(files), options)
              : trash.restore(id, options);
      terminal().line(ItemLine.path(restored));
      return ExitCode.OK;
    }
  }

  private ItemId find(TrashBin trash) {
    try {
      return ItemId.parse(reference);
    } catch (InvalidId e) {
      return find(trash, new PathArgument(reference).path());
    }
  }

  private ItemId find(TrashBin trash, ItemPath path) {
    Iterator<Item> items = new TrashedItems(trash);
    while (items.hasNext()) {
      Item item = items.next();
      if (item.path().equals(path)) {
        return item.id();
      }
    }
    throw new CommandFailure(
        "nothing in the trash was at " + SafeText.name(reference) + "; see trash for what is");
  }
}
