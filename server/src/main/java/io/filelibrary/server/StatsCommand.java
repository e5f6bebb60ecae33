package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Channel;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ListOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Says what the channel holds, and where.",
    sortOptions = false)
final class StatsCommand extends LibraryCommand {
  @Option(names = "--count", description = "Count the living items of each kind; reads them all.")
  private boolean count;

  @Override
  public Integer call() throws IOException {
    try (OpenLibrary library = main().open()) {
      ChannelFiles files = main().files(library);
      Channel channel = files.channel();
      String names = channel.spec().namePolicy().name().toLowerCase(Locale.ROOT);
      String letters = channel.spec().caseSensitive() ? "distinguished" : "not distinguished";
      print("data", library.location().shown());
      print("contents", library.storage().toString());
      print("catalog", Files.size(library.location().catalogFile()) + " bytes on the disk");
      print("channel", SafeText.name(channel.id().value()));
      print("names", names + ", upper and lower case " + letters);
      print("items", channel.usage().items() + " with the trash and what gc will free");
      print("bytes", channel.usage().bytes() + " with the trash and what gc will free");
      print("trash", Amounts.counted(trashed(files), "item"));
      if (count) {
        printLiving(files);
      }
      return ExitCode.OK;
    }
  }

  private void print(String what, String value) throws OutputFailed {
    terminal().line(String.format(Locale.ROOT, "%-9s %s", what, value));
  }

  private static long trashed(ChannelFiles files) {
    long number = 0;
    for (Iterator<Item> items = new TrashedItems(files.trashBin()); items.hasNext(); items.next()) {
      number++;
    }
    return number;
  }

  private void printLiving(ChannelFiles files) throws OutputFailed {
    Map<ItemKind, Long> numbers = new EnumMap<>(ItemKind.class);
    long bytes = 0;
    ListOptions pages = ListOptions.DEFAULT.withPageSize(ListOptions.MAX_PAGE_SIZE);
    try (Stream<Item> items = files.streamTree(FolderRef.root(), pages)) {
      Iterator<Item> each = items.iterator();
      while (each.hasNext()) {
        Item item = each.next();
        numbers.merge(item.kind(), 1L, Long::sum);
        bytes += item instanceof FileItem file ? file.size() : 0;
      }
    }
    for (ItemKind kind : ItemKind.values()) {
      print(kind.word() + "s", Long.toString(numbers.getOrDefault(kind, 0L)));
    }
    print("living", Amounts.counted(bytes, "byte") + " in files");
  }
}
