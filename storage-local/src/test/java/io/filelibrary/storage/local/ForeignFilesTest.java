package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.OTHER;
import static io.filelibrary.storage.local.Samples.keys;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.reason;
import static io.filelibrary.storage.local.Samples.temporaryFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files among the objects that the storage did not put there. */
final class ForeignFilesTest {
  @TempDir Path temporary;
  private Path secret;
  private Path place;
  private LocalStorage storage;

  @BeforeEach
  void open() throws IOException {
    secret = Files.writeString(temporary.resolve("secret"), "not an object");
    Path root = temporary.resolve("files");
    storage = LocalStorage.open(root);
    put(storage, OTHER, "an object");
    place = new KeyLayout(root.toRealPath().resolve("objects")).fileOf(KEY);
  }

  @Test
  void aSymbolicLinkInAnObjectsPlaceIsNotFollowed() throws IOException {
    Files.createSymbolicLink(place, secret);

    assertThatThrownBy(() -> storage.open(KEY, ByteRange.ALL)).matches(reason(Reason.NOT_FOUND));
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(keys(storage)).containsExactly(OTHER.value());
    assertThatThrownBy(() -> storage.copy(KEY, new ContentKey("copy"), ContentHints.NONE))
        .matches(reason(Reason.NOT_FOUND));
  }

  @Test
  void aPutDoesNotWriteThroughASymbolicLink() throws IOException {
    Files.createSymbolicLink(place, secret);

    assertThatThrownBy(() -> put(storage, KEY, "text")).matches(reason(Reason.ALREADY_EXISTS));

    assertThat(secret).hasContent("not an object");
    assertThat(place).isSymbolicLink();
    assertThat(temporaryFiles(temporary.resolve("files"))).isEmpty();
  }

  @Test
  void deletingSparesWhatIsNoObject() throws IOException {
    Files.createSymbolicLink(place, secret);

    storage.delete(List.of(KEY));

    assertThat(place).isSymbolicLink();
    assertThat(secret).exists();
  }

  @Test
  void aDirectoryInAnObjectsPlaceIsNoObject() throws IOException {
    Files.createDirectory(place);

    assertThat(storage.stat(KEY)).isEmpty();
    assertThatThrownBy(() -> storage.open(KEY, ByteRange.ALL)).matches(reason(Reason.NOT_FOUND));
    assertThatThrownBy(() -> put(storage, KEY, "text")).matches(reason(Reason.ALREADY_EXISTS));
    storage.delete(List.of(KEY));
    assertThat(keys(storage)).containsExactly(OTHER.value());
    assertThat(place).isDirectory();
  }

  @Test
  void aFileInTheWayOfADirectoryIsReportedAndSpared() throws IOException {
    Path objects = temporary.resolve("files").resolve("objects");
    Files.writeString(objects.resolve("zz"), "in the way");

    assertThatThrownBy(() -> put(storage, new ContentKey("zz9"), "text"))
        .matches(reason(Reason.UNAVAILABLE));

    assertThat(keys(storage)).containsExactly(OTHER.value());
    assertThat(objects.resolve("zz")).hasContent("in the way");
  }

  @Test
  void namesThatNoKeyHasAreNotListed() throws IOException {
    for (String name :
        List.of(
            ".DS_Store", "3F00_", "3f01", "3f01__", "40aa_", "_", "3f é_", "3f".repeat(70) + "_")) {
      Files.writeString(place.resolveSibling(name), "foreign");
    }
    Files.createDirectories(place.resolveSibling("3f").resolve("3f"));

    assertThat(keys(storage)).containsExactly(OTHER.value());
  }
}
