package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read, and that nothing stays open. */
interface LibraryDamageRules extends LibraryLocation {

  @Test
  @DisplayName("L36 A file whose bytes are missing is CONTENT_CORRUPT, and can be deleted")
  default void missingBytesAreTold() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId whole = files.upload("whole", LibraryScenario.large()).id();
      List<StoredObject> before = probe.objects();
      ItemId damaged = files.upload("damaged", LibraryScenario.large()).id();
      List<ContentKey> keys = new ArrayList<>();
      probe.objects().stream().map(StoredObject::key).forEach(keys::add);
      before.forEach(object -> keys.remove(object.key()));
      assertThat(keys).as("objects of the damaged file").hasSize(1);
      probe.storage().delete(keys);

      ErrorCode code = ErrorCode.CONTENT_CORRUPT;
      probe.refused(code, () -> files.open(damaged).close());
      probe.refused(code, () -> files.open(damaged, ByteRange.of(10, 10)).close());
      probe.refused(code, () -> files.download(damaged, new ByteArrayOutputStream()));
      assertThat(probe.read(whole)).isEqualTo(LibraryScenario.large());
      files.delete(damaged, DeleteOptions.DEFAULT);
      probe.collectEverything();
      assertThat(probe.read(whole)).isEqualTo(LibraryScenario.large());
      probe.check();
    }
  }

  @Test
  @DisplayName("L37 A file with other bytes than were uploaded is CONTENT_CORRUPT at its end")
  default void otherBytesAreTold(@TempDir Path directory) throws Exception {
    Faults faults = new Faults();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), faults)) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId file = files.upload("" + size, bytes).id();
        Path target = directory.resolve("" + size);
        for (Fault fault : List.of(Fault.SHORT_READ, Fault.FLIPPED_BIT)) {
          faults.failAt(fault, 1);
          probe.refused(ErrorCode.CONTENT_CORRUPT, () -> readAll(files, file));
          faults.failAt(fault, 1);
          probe.refused(
              ErrorCode.CONTENT_CORRUPT, () -> files.download(file, new ByteArrayOutputStream()));
          faults.failAt(fault, 1);
          probe.refused(ErrorCode.CONTENT_CORRUPT, () -> files.download(file, target));
          assertThat(faults.hit()).as("the damaged read").isPresent();
          assertThat(directory).isEmptyDirectory();
        }
        assertThat(probe.read(file)).isEqualTo(bytes);
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L38 A folder or link is NOT_A_FILE to read, a pending file FILE_PENDING")
  default void onlyCompletedFilesAreRead() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.createFolder("folder").id();
      ItemId link = files.createLink("link", "https://example.com/").id();
      ItemId pending =
          files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT).file().id();
      for (ItemId item : List.of(folder, link, pending)) {
        ErrorCode code = item.equals(pending) ? ErrorCode.FILE_PENDING : ErrorCode.NOT_A_FILE;
        probe.refused(code, () -> files.open(item).close());
        probe.refused(code, () -> files.open(item, ByteRange.of(0, 1)).close());
        probe.refused(code, () -> files.download(item, new ByteArrayOutputStream()));
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L39 Streams that are closed early, twice or after a failure leave nothing open")
  default void nothingStaysOpen() throws Exception {
    Faults faults = new Faults();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), faults)) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        ItemId file = files.upload("" + size, LibraryScenario.bytes(size)).id();
        InputStream early = files.open(file);
        assertThat(early.read()).isNotNegative();
        early.close();
        early.close();
        files.open(file).close();
        files.open(file, ByteRange.of(1, 1)).close();
        LibraryProbe.assertFails(
            ErrorCode.DESTINATION_FAILED, () -> files.download(file, KeptTarget.taking(1)));
        faults.failAt(Fault.FLIPPED_BIT, 1);
        LibraryProbe.assertFails(ErrorCode.CONTENT_CORRUPT, () -> readAll(files, file));
        probe.check();
      }
      faults.failAt(Fault.BROKEN_READ, 1);
      LibraryProbe.assertFails(
          ErrorCode.BACKEND_UNAVAILABLE,
          () -> readAll(files, probe.item("" + LibraryProbe.SIZES.get(1)).id()));
      probe.check();
    }
  }

  private static void readAll(ChannelFiles files, ItemId file) throws Exception {
    try (InputStream content = files.open(file)) {
      content.readAllBytes();
    }
  }
}
