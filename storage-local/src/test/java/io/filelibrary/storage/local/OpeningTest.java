package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.filesBelow;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.storage.local.Places.Place;
import io.filelibrary.storage.local.RecordingCalls.Call;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening finds, makes and refuses. */
final class OpeningTest {
  @TempDir Path temporary;

  @Test
  void anAbsentRootIsMadeWithThoseAboveIt() throws IOException {
    Path root = temporary.resolve("a").resolve("b");

    LocalStorage.open(root);

    assertThat(root.resolve("format"))
        .hasContent("filelibrary storage-local 1\npublish by hard link\n");
    assertThat(root.resolve("tmp")).isEmptyDirectory();
    assertThat(root.resolve("objects")).isEmptyDirectory();
  }

  @Test
  void aFileAsTheRootIsRefusedWithTheFix() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");

    assertThatThrownBy(() -> LocalStorage.open(file))
        .matches(reason(Reason.MISCONFIGURED))
        .hasMessage(
            file + " is not a directory; give a directory as the storage root, or a new path");
    assertThatThrownBy(() -> LocalStorage.open(file.resolve("below")))
        .matches(reason(Reason.MISCONFIGURED))
        .hasMessageStartingWith(file + " is not a directory");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aSymbolicLinkToNothingIsRefusedWithTheFix() throws IOException {
    Path link = temporary.resolve("link");
    Files.createSymbolicLink(link, temporary.resolve("nothing"));

    assertThatThrownBy(() -> LocalStorage.open(link))
        .matches(reason(Reason.MISCONFIGURED))
        .hasMessageContaining("symbolic link to nothing; create what it points to, or remove it");
    assertThat(temporary.resolve("nothing")).doesNotExist();
  }

  @Test
  void aSymbolicLinkToADirectoryIsFollowedOnceAndForAll() throws IOException {
    Path first = Files.createDirectory(temporary.resolve("first"));
    Path link = temporary.resolve("link");
    Files.createSymbolicLink(link, first);
    LocalStorage storage = LocalStorage.open(link);

    Files.delete(link);
    Files.createSymbolicLink(link, Files.createDirectory(temporary.resolve("second")));
    put(storage, KEY, "text");

    assertThat(read(LocalStorage.open(first), KEY)).isEqualTo("text");
  }

  @Test
  void aRootThatCannotBeWrittenIsRefusedWithTheFix() {
    RecordingCalls calls = new RecordingCalls();
    calls.fail(Call.CREATE_DIRECTORY, new AccessDeniedException("files"));
    Path root = temporary.resolve("files");

    assertThatThrownBy(() -> LocalStorage.open(LocalStorageOptions.of(root), calls))
        .matches(reason(Reason.DENIED))
        .hasMessageContaining("cannot be written; give this user access, or another root");
  }

  @Test
  void aFormatThatThisVersionDoesNotKnowIsRefused() throws IOException {
    LocalStorage.open(temporary);
    Files.writeString(temporary.resolve("format"), "filelibrary storage-local 2\n");

    assertThatThrownBy(() -> LocalStorage.open(temporary))
        .matches(reason(Reason.MISCONFIGURED))
        .hasMessageContaining("use the version that wrote it, or a newer one");
  }

  @Test
  void whatElseIsInTheRootIsLeftAlone() throws IOException {
    Files.createDirectory(temporary.resolve("tmp"));
    Files.writeString(temporary.resolve("tmp").resolve("report.part"), "mine");
    Files.writeString(temporary.resolve("notes.txt"), "mine");

    LocalStorage.open(LocalStorageOptions.of(temporary).withLeftoverAge(Duration.ofNanos(1)));

    assertThat(filesBelow(temporary)).containsExactly("format", "notes.txt", "tmp/report.part");
  }

  @Test
  void openingAgainChangesNothing() throws IOException {
    LocalStorage storage = LocalStorage.open(temporary);
    put(storage, KEY, "text");
    var before = filesBelow(temporary);

    assertThat(read(LocalStorage.open(temporary), KEY)).isEqualTo("text");
    assertThat(filesBelow(temporary)).isEqualTo(before);
  }

  @Test
  void aFileSystemWithoutHardLinksGetsReservations() throws IOException {
    try (Places places = new Places(temporary)) {
      Path root = places.root(Place.WITHOUT_LINKS);

      put(LocalStorage.open(root), KEY, "text");

      assertThat(Files.readString(root.resolve("format")))
          .isEqualTo("filelibrary storage-local 1\npublish by reservation\n");
    }
  }

  @Test
  void aKnownRootIsForcedOnceAndNotChanged() throws IOException {
    LocalStorage.open(temporary).close();
    RecordingCalls calls = new RecordingCalls();

    LocalStorage.open(LocalStorageOptions.of(temporary), calls).close();

    // Whoever made it may have been stopped before that.
    assertThat(calls.takeMade()).containsExactly(Call.SYNC_DIRECTORY);
  }

  @Test
  void aDiskThatRefusesHardLinksGetsReservations() throws IOException {
    RecordingCalls calls = new RecordingCalls();
    calls.fail(Call.LINK, new FileSystemException("x", "y", "Operation not permitted"));
    LocalStorage storage = LocalStorage.open(LocalStorageOptions.of(temporary), calls);
    calls.mend();

    put(storage, KEY, "text");

    assertThat(calls.takeMade()).contains(Call.RENAME);
    assertThat(read(LocalStorage.open(temporary), KEY)).isEqualTo("text");
    assertThat(Samples.temporaryFiles(temporary)).isEmpty();
  }

  @Test
  void aFullDiskIsNotTakenForOneWithoutHardLinks() {
    RecordingCalls calls = new RecordingCalls();
    calls.fail(Call.LINK, new FileSystemException("x", "y", "No space left on device"));

    assertThatThrownBy(() -> LocalStorage.open(LocalStorageOptions.of(temporary), calls))
        .matches(reason(Reason.STORAGE_FULL));
    assertThat(temporary.resolve("format")).doesNotExist();
  }

  @Test
  void aStorageMovedToAFileSystemWithoutHardLinksSaysSo() throws IOException {
    try (Places places = new Places(temporary)) {
      Path root = places.root(Place.WITHOUT_LINKS);
      LocalStorage.open(root);
      Files.writeString(
          root.resolve("format"), "filelibrary storage-local 1\npublish by hard link\n");

      LocalStorage storage = LocalStorage.open(root);

      assertThatThrownBy(() -> put(storage, KEY, "text")).matches(reason(Reason.MISCONFIGURED));
      assertThat(Samples.temporaryFiles(root)).isEmpty();
    }
  }

  @Test
  void aFullInMemoryDiskIsSaidToBeFull() throws IOException {
    try (Places places = new Places(temporary)) {
      Path root =
          places.root(
              Configuration.unix().toBuilder().setBlockSize(4096).setMaxSize(1 << 20).build());
      LocalStorage storage = LocalStorage.open(root);

      assertThatThrownBy(() -> put(storage, KEY, "x".repeat(2 << 20)))
          .matches(reason(Reason.STORAGE_FULL));

      assertThat(storage.stat(KEY)).isEmpty();
      assertThat(Samples.temporaryFiles(root)).isEmpty();
      put(storage, KEY, "small enough");
    }
  }

  @Test
  void anObjectIsWhereTheFormatSays() throws IOException {
    LocalStorage storage = LocalStorage.open(temporary);

    put(storage, KEY, "text");

    try (Stream<String> files = filesBelow(temporary).stream()) {
      assertThat(files)
          .containsExactly("format", "objects/private_/3f/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f_");
    }
  }
}
