package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.CatalogMismatch;
import io.filelibrary.error.Effect;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.LibraryClosed;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OpenCloseTest {
  private static final ItemId UNKNOWN = ItemId.parse("00000000-0000-7000-8000-000000000000");

  private final TestClock clock = new TestClock();

  private FileLibrary open(InMemoryCatalog catalog, InMemoryStorage storage) {
    return FileLibrary.open(
        catalog, storage, LibraryOptions.defaults().withoutCollection().withClock(clock));
  }

  @Test
  void storageIsMarkedAndOpenedAgainByItsCatalog() {
    InMemoryCatalog catalog = InMemoryCatalog.create(new UUID(1, 1));
    InMemoryStorage storage = InMemoryStorage.create(clock);
    open(catalog, storage).createChannel(ChannelSpec.of(ChannelId.of("c"), TenantId.of("t")));

    try (FileLibrary again = open(catalog, storage)) {
      assertThat(again.findChannel(ChannelId.of("c"))).isPresent();
    }
  }

  @Test
  void storageOfAnotherCatalogIsRefused() {
    InMemoryStorage storage = InMemoryStorage.create(clock);
    InMemoryCatalog first = InMemoryCatalog.create(new UUID(1, 1));
    open(first, storage);

    assertThatThrownBy(() -> open(InMemoryCatalog.create(new UUID(2, 2)), storage))
        .isInstanceOfSatisfying(
            CatalogMismatch.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.CATALOG_MISMATCH));
    try (FileLibrary again = open(first, storage)) {
      assertThat(again.channels()).isEmpty();
    }
  }

  @Test
  void storageThatDoesNotAnswerLeavesBothOpen() throws IOException {
    GuardedCatalog catalog = new GuardedCatalog();
    FaultyStorage storage = new FaultyStorage(clock, catalog);
    storage.failPut(false, new BackendException(Reason.UNAVAILABLE, "busy"));
    storage.failOpen(new BackendException(Reason.UNAVAILABLE, "busy"));
    storage.failStat(new BackendException(Reason.UNAVAILABLE, "busy"));

    fails(BackendUnavailable.class, () -> FileLibrary.open(catalog, storage));

    assertThat(storage.keys()).isEmpty();
    assertThat(catalog.<Boolean>read(reader -> true)).isTrue();
    storage.close();
    catalog.close();
  }

  @Test
  void closedLibrarySaysSo() {
    FileLibrary library = FileLibrary.inMemory();
    library.createChannel(ChannelSpec.of(ChannelId.of("c"), TenantId.of("t")));
    ChannelFiles files = library.channel("c", "ada");
    library.close();
    library.close();

    fails(LibraryClosed.class, () -> files.createFolder("a"));
    fails(LibraryClosed.class, () -> files.upload("x", new byte[1]));
    fails(LibraryClosed.class, () -> files.upload("x", new byte[100_000]));
    fails(LibraryClosed.class, () -> files.get(UNKNOWN));
    fails(LibraryClosed.class, () -> files.find("x"));
    fails(LibraryClosed.class, () -> files.list(FolderRef.root(), ListOptions.DEFAULT));
    fails(LibraryClosed.class, files::channel);
    fails(LibraryClosed.class, library::collect);
    fails(LibraryClosed.class, () -> library.channels().toList());
    fails(LibraryClosed.class, () -> library.findChannel(ChannelId.of("c")));
    fails(
        LibraryClosed.class,
        () -> library.ensureChannel(ChannelSpec.of(ChannelId.of("d"), TenantId.of("t"))));
  }

  @Test
  void errorsTellCodeRetryAndEffect() {
    try (FileLibrary library = FileLibrary.inMemory()) {
      library.createChannel(ChannelSpec.of(ChannelId.of("c"), TenantId.of("t")));

      assertThatThrownBy(() -> library.channel("c", "ada").get(UNKNOWN))
          .isInstanceOfSatisfying(
              ItemNotFound.class,
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.ITEM_NOT_FOUND);
                assertThat(error.retryable()).isFalse();
                assertThat(error.effect()).isEqualTo(Effect.NONE);
                assertThat(error).hasMessageContaining(UNKNOWN.toString());
              });
    }
  }

  @Test
  void usersTextInMessagesIsEscapedAndCut() {
    try (FileLibrary library = FileLibrary.inMemory()) {
      library.createChannel(ChannelSpec.of(ChannelId.of("c"), TenantId.of("t")));
      String hostile = "a\u202eb\n" + "x".repeat(200);

      assertThatThrownBy(() -> library.channel("c", "ada").createFolder(hostile))
          .isInstanceOf(FileLibraryException.class)
          .satisfies(
              error ->
                  assertThat(error.getMessage()).doesNotContain("\n", "\u202e", "x".repeat(100)));
    }
  }

  @Test
  void libraryWithoutChannelsHasNothingToCollect() {
    try (FileLibrary library = FileLibrary.inMemory()) {
      assertThat(library.collect()).isEqualTo(CollectionReport.NOTHING);
    }
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    LibraryOptions options = LibraryOptions.defaults();

    fails(InvalidSize.class, () -> options.withMaxFileSize(-1));
    fails(InvalidSize.class, () -> options.withInlineLimit(-1));
    fails(InvalidSize.class, () -> options.withUploadLifetime(Duration.ZERO));
    fails(InvalidSize.class, () -> options.withDeletionGrace(Duration.ofSeconds(-1)));
  }
}
