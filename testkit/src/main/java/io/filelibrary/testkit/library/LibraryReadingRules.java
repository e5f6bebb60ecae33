package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How contents are read, shared and kept. */
interface LibraryReadingRules extends LibraryLocation {

  @Test
  @DisplayName("L29 A range gives exactly its bytes, as far as there are any")
  default void rangeGivesItsBytes() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : List.of(LibraryProbe.INLINE_LIMIT / 2, 10_000, 200_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId file = probe.files.upload("" + size, bytes).id();
        for (int from : List.of(0, 1, size / 2, size - 1)) {
          assertThat(read(probe.files, file, ByteRange.from(from)))
              .isEqualTo(Arrays.copyOfRange(bytes, from, size));
          for (int length : List.of(1, 100, size / 3, size - from, size * 2)) {
            assertThat(read(probe.files, file, ByteRange.of(from, length)))
                .as("%d bytes from %d of %d", length, from, size)
                .isEqualTo(Arrays.copyOfRange(bytes, from, Math.min(size, from + length)));
          }
        }
        assertThat(read(probe.files, file, ByteRange.of(0, Long.MAX_VALUE))).isEqualTo(bytes);
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L30 A range from the end on is RANGE_NOT_SATISFIABLE, but for an empty whole")
  default void rangePastTheEndIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : List.of(1, LibraryProbe.INLINE_LIMIT / 2, 10_000)) {
        ItemId file = files.upload("" + size, LibraryScenario.bytes(size)).id();
        for (long from : List.of((long) size, size + 1L, Long.MAX_VALUE)) {
          ErrorCode code = ErrorCode.RANGE_NOT_SATISFIABLE;
          probe.refused(code, () -> files.open(file, ByteRange.from(from)).close());
          probe.refused(code, () -> files.open(file, ByteRange.of(from, 10)).close());
        }
      }
      assertThat(probe.read(files.upload("empty", new byte[0]).id())).isEmpty();
      probe.check();
    }
  }

  @Test
  @DisplayName("L31 A download gives the whole content to a stream or to a new file of the disk")
  default void downloadGivesTheWholeContent(@TempDir Path directory) throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : List.of(LibraryProbe.INLINE_LIMIT / 2, 10_000, 200_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId file = files.upload("" + size, bytes).id();
        KeptTarget target = KeptTarget.taking(Integer.MAX_VALUE);
        assertThat(files.download(file, target)).isEqualTo(size);
        assertThat(target.toByteArray()).isEqualTo(bytes);
        assertThat(target.closed()).as("closed by the library").isFalse();
        Path path = directory.resolve("file " + size);
        assertThat(files.download(file, path)).isEqualTo(size);
        assertThat(path).hasBinaryContent(bytes);
        Files.write(path, new byte[] {1});
        probe.refused(ErrorCode.DESTINATION_FAILED, () -> files.download(file, path));
        assertThat(path).hasBinaryContent(new byte[] {1});
        files.download(file, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(path).hasBinaryContent(bytes);
        probe.refused(
            ErrorCode.DESTINATION_FAILED, () -> files.download(file, KeptTarget.taking(size - 1)));
      }
      assertThat(directory.toFile().list()).as("no temporary file is left").hasSize(3);
      probe.check();
    }
  }

  @Test
  @DisplayName("L32 A reader gets the old bytes to their end, whatever becomes of the file")
  default void readerKeepsTheContent() throws Exception {
    UploadOptions replace = UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    ItemChanges publish = ItemChanges.NONE.withVisibility(Visibility.PUBLIC);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : List.of(LibraryProbe.INLINE_LIMIT / 2, 300_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId deleted = files.upload("deleted " + size, bytes).id();
        ItemId replaced = files.upload("replaced " + size, bytes).id();
        ItemId published = files.upload("published " + size, bytes).id();
        try (InputStream first = files.open(deleted);
            InputStream second = files.open(replaced);
            InputStream third = files.open(published)) {
          List<InputStream> readers = List.of(first, second, third);
          for (InputStream reader : readers) {
            assertThat(reader.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
          }
          files.delete(deleted, DeleteOptions.DEFAULT);
          files.upload(Destination.at("replaced " + size), new byte[2000], replace);
          files.update(published, publish);
          probe.clock.advance(Duration.ofMinutes(59));
          probe.library.collect();
          for (InputStream reader : readers) {
            assertThat(reader.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, size));
          }
        }
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L33 A change of visibility keeps the bytes, and no second copy of them stays")
  default void visibilityChangeKeepsTheBytes() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId file = files.upload("" + size, bytes).id();
        ItemId copy = files.copy(file, Destination.at("copy " + size), PlaceOptions.DEFAULT).id();
        int objects = probe.objects().size();
        for (Visibility visibility : List.of(Visibility.PUBLIC, Visibility.PRIVATE)) {
          Item changed = files.update(file, ItemChanges.NONE.withVisibility(visibility));
          assertThat(changed.visibility()).isEqualTo(visibility);
          assertThat(files.get(copy).visibility()).isEqualTo(Visibility.PRIVATE);
          assertThat(probe.read(file)).isEqualTo(bytes);
          assertThat(probe.read(copy)).isEqualTo(bytes);
          probe.check();
        }
        files.delete(copy, DeleteOptions.DEFAULT);
        probe.collectEverything();
        assertThat(probe.objects()).hasSize(objects);
        assertThat(probe.read(file)).isEqualTo(bytes);
        assertThat(files.channel().usage().bytes()).isEqualTo(bytes.length);
        files.delete(file, DeleteOptions.DEFAULT);
        probe.collectEverything();
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L34 A copy shares the bytes of its source, and outlives it")
  default void copyOutlivesItsSource() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        ItemId source = files.upload("source " + size, bytes).id();
        List<StoredObject> objects = probe.objects();
        Item copy = files.copy(source, Destination.at("copy " + size), PlaceOptions.DEFAULT);
        assertThat(copy.id()).isNotEqualTo(source);
        assertThat(copy.revision()).isEqualTo(1);
        assertThat(probe.objects()).isEqualTo(objects);
        probe.check();
        files.delete(source, DeleteOptions.DEFAULT);
        probe.collectEverything();
        assertThat(probe.read(copy.id())).isEqualTo(bytes);
        probe.check();
      }
    }
  }

  @Test
  @DisplayName("L35 A copied folder holds what its source holds completed, and lives by itself")
  default void copiedFolderIsIndependent() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      LibraryScenario scenario = LibraryScenario.prepare(probe, 0);
      ChannelFiles files = scenario.files;
      Item copy = files.copy(scenario.docs, Destination.at("other/copy"), PlaceOptions.DEFAULT);
      List<String> paths =
          files
              .streamTree(FolderRef.of(copy.id()), ListOptions.DEFAULT.withPending(true))
              .map(item -> item.path().toString())
              .toList();
      assertThat(paths)
          .containsExactly(
              "other/copy/sub",
              "other/copy/sub/deep",
              "other/copy/large",
              "other/copy/link",
              "other/copy/small");
      files.delete(scenario.docs, DeleteOptions.DEFAULT.withRecursive());
      files.trashBin().empty();
      probe.collectEverything();
      ItemId large = files.find("other/copy/large").orElseThrow().id();
      ItemId deep = files.find("other/copy/sub/deep").orElseThrow().id();
      assertThat(read(files, large, ByteRange.ALL)).isEqualTo(LibraryScenario.large());
      assertThat(read(files, deep, ByteRange.ALL)).isEqualTo(LibraryScenario.small());
      probe.check();
    }
  }

  private static byte[] read(ChannelFiles files, ItemId file, ByteRange range) throws IOException {
    try (InputStream content = files.open(file, range)) {
      return content.readAllBytes();
    }
  }
}
