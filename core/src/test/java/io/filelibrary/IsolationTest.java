package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What belongs to one channel is not found in another. */
final class IsolationTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles mine = fixture.files;
  private final ChannelFiles other = fixture.otherFiles;

  private <E extends FileLibraryException> void notFound(Class<E> type, ThrowingCallable call) {
    fixture.refused(type, call);
    assertThat(other.changes(0, 10)).isEmpty();
  }

  @Test
  void filesOfAnotherChannelAreNotFound() {
    ItemId file = mine.upload("x", new byte[5]).id();

    notFound(ItemNotFound.class, () -> other.get(file));
    notFound(ItemNotFound.class, () -> other.open(file).close());
    notFound(ItemNotFound.class, () -> other.content(file));
    notFound(ItemNotFound.class, () -> other.download(file, new ByteArrayOutputStream()));
    notFound(ItemNotFound.class, () -> other.publicUrl(file));
    notFound(ItemNotFound.class, () -> other.rename(file, "y"));
    notFound(
        ItemNotFound.class, () -> other.update(file, ItemChanges.NONE.withName(ItemName.of("x"))));
    notFound(ItemNotFound.class, () -> other.move(file, Destination.at("y"), PLAIN));
    notFound(ItemNotFound.class, () -> other.copy(file, Destination.at("y"), PLAIN));
    notFound(ItemNotFound.class, () -> other.trash(file));
    notFound(ItemNotFound.class, () -> other.delete(file, DeleteOptions.DEFAULT));
    assertThat(other.find("x")).isEmpty();
  }

  @Test
  void foldersOfAnotherChannelAreNotFound() {
    FolderRef folder = FolderRef.of(mine.createFolder("a").id());

    notFound(ItemNotFound.class, () -> other.list(folder, ListOptions.DEFAULT));
    notFound(ItemNotFound.class, () -> other.listTree(folder, ListOptions.DEFAULT));
    notFound(
        ParentNotFound.class,
        () -> other.createFolder(Destination.in(folder, "b"), CreateOptions.DEFAULT));
    notFound(
        ParentNotFound.class,
        () -> other.upload(Destination.in(folder, "b"), new byte[1], UploadOptions.DEFAULT));
  }

  @Test
  void itemIsNotMovedToAFolderOfAnotherChannel() {
    FolderRef folder = FolderRef.of(other.createFolder("a").id());
    ItemId file = mine.upload("x", new byte[5]).id();

    fixture.refused(ParentNotFound.class, () -> mine.move(file, Destination.into(folder), PLAIN));
    fixture.refused(ParentNotFound.class, () -> mine.copy(file, Destination.into(folder), PLAIN));
  }

  @Test
  void trashOfAnotherChannelIsNotFound() {
    ItemId file = mine.upload("x", new byte[5]).id();
    mine.trash(file);

    notFound(ItemNotFound.class, () -> other.trashBin().restore(file));
    notFound(ItemNotFound.class, () -> other.trashBin().restore(file, Destination.at("x"), PLAIN));
    notFound(ItemNotFound.class, () -> other.delete(file, DeleteOptions.DEFAULT));
    assertThat(other.trashBin().empty()).isZero();
    assertThat(mine.trashBin().restore(file).path()).hasToString("x");
  }

  @Test
  void uploadsOfAnotherChannelAreNotFound() {
    PendingUpload upload = mine.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    mine.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[5]));

    notFound(
        UploadNotFound.class,
        () -> other.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[5])));
    notFound(UploadNotFound.class, () -> other.uploads().complete(upload.id()));
    notFound(UploadNotFound.class, () -> other.uploads().abort(upload.id()));
    assertThat(mine.uploads().complete(upload.id()).size()).isEqualTo(5);
    notFound(UploadNotFound.class, () -> other.uploads().complete(upload.id()));
  }

  @Test
  void rootOfTheChannelIsNoItem() {
    ItemId root = fixture.root();

    fixture.refused(ItemNotFound.class, () -> mine.get(root));
    fixture.refused(FileLibraryException.class, () -> mine.rename(root, "x"));
    fixture.refused(FileLibraryException.class, () -> mine.trash(root));
    fixture.refused(
        FileLibraryException.class, () -> mine.delete(root, DeleteOptions.DEFAULT.withRecursive()));
    fixture.refused(FileLibraryException.class, () -> mine.move(root, Destination.at("x"), PLAIN));
    fixture.refused(FileLibraryException.class, () -> mine.copy(root, Destination.at("x"), PLAIN));
    fixture.refused(FileLibraryException.class, () -> mine.trashBin().restore(root));
  }
}
