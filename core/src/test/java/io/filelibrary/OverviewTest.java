package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.LibraryClosed;
import io.filelibrary.model.Backlog;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked about all channels at once. */
final class OverviewTest {
  private Runnable whenAsked = () -> {};

  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(
          options ->
              options.withAccessPolicy(
                  (actor, action, channel, item) -> {
                    whenAsked.run();
                    return true;
                  }));

  private final FileLibrary library = fixture.library;
  private final ChannelFiles files = fixture.files;

  private List<ItemRecord> detached() {
    ParkedQuery query = new ParkedQuery(ItemState.DETACHED, false, Optional.empty(), 9);
    try {
      return fixture.catalog.read(reader -> reader.parked(Fixture.CHANNEL, query));
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  private ItemId root() {
    try {
      return fixture.catalog.read(reader -> reader.channel(Fixture.CHANNEL).orElseThrow().root());
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itemsOfAllChannelsAreLocatedAndNoPolicyIsAsked() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("a/x", new byte[1]).id();
    ItemId link = fixture.otherFiles.createLink("l", "https://example.com/").id();
    whenAsked =
        () -> {
          throw new AssertionError("asked");
        };

    assertThat(library.locate(folder)).contains(Fixture.CHANNEL);
    assertThat(library.locate(file)).contains(Fixture.CHANNEL);
    assertThat(library.locate(link)).contains(Fixture.OTHER_CHANNEL);
  }

  @Test
  void itemsInTheTrashAndBelowAreLocated() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("a/x", new byte[1]).id();
    ItemId other = files.upload("y", new byte[1]).id();
    files.trash(folder);
    files.trash(other);

    assertThat(library.locate(folder)).contains(Fixture.CHANNEL);
    assertThat(library.locate(file)).contains(Fixture.CHANNEL);
    assertThat(library.locate(other)).contains(Fixture.CHANNEL);
  }

  @Test
  void pendingFilesAreLocatedThoughTheyWaitToReplaceAnother() {
    files.upload("x", new byte[1]);
    PendingUpload upload =
        files
            .uploads()
            .begin(Destination.at("x"), UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    PendingUpload plain = files.uploads().begin(Destination.at("y"), UploadOptions.DEFAULT);

    assertThat(detached()).extracting(ItemRecord::id).containsExactly(upload.file().id());
    assertThat(library.locate(upload.file().id())).contains(Fixture.CHANNEL);
    assertThat(library.locate(plain.file().id())).contains(Fixture.CHANNEL);
    files.uploads().abort(upload.id());
    files.uploads().abort(plain.id());
    assertThat(library.locate(upload.file().id())).isEmpty();
    assertThat(library.locate(plain.file().id())).isEmpty();
  }

  @Test
  void whatIsDeletedForGoodIsNotLocatedNorWhatIsBelow() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("a/x", new byte[1]).id();
    files.delete(folder, DeleteOptions.DEFAULT.withRecursive());

    for (int round = 0; round < 2; round++) {
      assertThat(library.locate(folder)).isEmpty();
      assertThat(library.locate(file)).isEmpty();
      fixture.collectEverything();
    }
  }

  @Test
  void unknownItemsAndRootsAreNotLocated() {
    assertThat(library.locate(new ItemId(new UUID(1, 2)))).isEmpty();
    assertThat(library.locate(root())).isEmpty();
  }

  @Test
  void copyInTheMakingIsNotLocatedUntilItIsDone() {
    ItemId source = files.createFolder("a").id();
    files.upload("a/x", new byte[1]);
    List<ItemId> seen = new ArrayList<>();
    whenAsked =
        () ->
            detached()
                .forEach(
                    copy -> {
                      seen.add(copy.id());
                      assertThat(library.locate(copy.id())).isEmpty();
                    });

    ItemId copy = files.copy(source, Destination.at("b"), PlaceOptions.DEFAULT).id();

    assertThat(seen).contains(copy);
    assertThat(library.locate(copy)).contains(Fixture.CHANNEL);
  }

  @Test
  void backlogTellsWhatWaitsInAllChannels() {
    assertThat(library.backlog()).isEqualTo(new Backlog(0, 0, 0));
    ItemId file = files.upload("x", new byte[1]).id();
    PendingUpload upload =
        fixture.otherFiles.uploads().begin(Destination.at("y"), UploadOptions.DEFAULT);
    files.uploads().begin(Destination.at("z"), UploadOptions.DEFAULT);
    files.delete(file, DeleteOptions.DEFAULT);
    fixture
        .otherFiles
        .uploads()
        .receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(100_000)));
    assertThat(library.backlog()).isEqualTo(new Backlog(2, 1, 1));

    fixture.otherFiles.uploads().complete(upload.id());
    assertThat(library.backlog()).isEqualTo(new Backlog(1, 0, 1));

    fixture.collectEverything();
    assertThat(library.backlog()).isEqualTo(new Backlog(0, 0, 0));
  }

  @Test
  void closedLibraryAnswersNothing() {
    FileLibrary closed = FileLibrary.inMemory();
    closed.close();

    Fixture.fails(LibraryClosed.class, () -> closed.locate(new ItemId(new UUID(1, 2))));
    Fixture.fails(LibraryClosed.class, () -> closed.backlog());
  }
}
