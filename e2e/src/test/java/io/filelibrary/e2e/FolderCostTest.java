package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a folder holds does not show in what it costs to move it out of the way. */
final class FolderCostTest {
  private static final UUID ID = UUID.fromString("0b0e4b8e-4e0f-4d6f-9a51-8d9f6a3c2b10");

  @Test
  void movingCostsTheSameWhateverTheFolderHolds() {
    assertSameCost(
        (files, folder) -> files.move(folder, Destination.at("elsewhere"), PlaceOptions.DEFAULT));
  }

  @Test
  void renamingCostsTheSameWhateverTheFolderHolds() {
    assertSameCost((files, folder) -> files.rename(folder, "renamed"));
  }

  @Test
  void trashingAndRestoringCostTheSameWhateverTheFolderHolds() {
    assertSameCost(
        (files, folder) -> {
          files.trash(folder);
          files.trashBin().restore(folder);
        });
  }

  @Test
  void deletingCostsTheSameWhateverTheFolderHolds() {
    assertSameCost((files, folder) -> files.delete(folder, DeleteOptions.DEFAULT.withRecursive()));
  }

  private static void assertSameCost(BiConsumer<ChannelFiles, ItemId> operation) {
    long few = cost(10, operation);
    long many = cost(2_000, operation);
    assertThat(many).as("calls and rows of the catalog").isEqualTo(few);
  }

  /**
   * How many calls the operation makes of the catalog's transactions, and rows it gets from them.
   */
  private static long cost(int items, BiConsumer<ChannelFiles, ItemId> operation) {
    CallCount count = new CallCount();
    Catalog catalog = count.counting(InMemoryCatalog.create(ID));
    try (FileLibrary library =
        FileLibrary.open(
            catalog, InMemoryStorage.create(Clock.systemUTC()), LibraryOptions.defaults())) {
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      ItemId folder = files.createFolder("folder").id();
      for (int i = 0; i < items; i++) {
        files.createFolder("folder/" + i);
      }
      long before = count.total();
      operation.accept(files, folder);
      return count.total() - before;
    }
  }
}
