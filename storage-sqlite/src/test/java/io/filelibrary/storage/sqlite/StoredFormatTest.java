package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of every format version stay readable for ever. {@link StoredFormatSamples} has made them;
 * a new version adds files and never replaces one.
 */
final class StoredFormatTest {
  @TempDir Path folder;

  @Test
  void aCatalogOfFormat1IsReadAndWritten() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(copied("catalog-format-1.db"))) {
      assertThat(catalog.id()).isEqualTo(UUID.fromString("b724b55c-0f4d-4a15-a24b-43d790d1901a"));
      assertRowsAndWrite(
          catalog,
          StoredFormatSamples.CHANNEL_ROW,
          StoredFormatSamples.UPLOAD,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat1IsBroughtToTheNewest() throws Exception {
    Path file = copied("catalog-format-1.db");
    assertThat(version(file)).isEqualTo(1);
    SqliteCatalog.open(file).close();
    assertThat(version(file)).isEqualTo(4);
    try (SqliteCatalog again = SqliteCatalog.open(file)) {
      assertThat(again.id()).isEqualTo(UUID.fromString("b724b55c-0f4d-4a15-a24b-43d790d1901a"));
      Samples.write(
          again,
          writer -> {
            assertThat(writer.updateUpload(StoredFormatSamples.UPLOAD_IN_PARTS, UploadState.OPEN))
                .isTrue();
            assertThat(writer.updateChannel(StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES)).isTrue();
          });
      assertRowsAndWrite(
          again,
          StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat2IsReadAndWritten() throws Exception {
    Path file = copied("catalog-format-2.db");
    assertThat(version(file)).isEqualTo(2);
    try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
      assertThat(catalog.id()).isEqualTo(UUID.fromString("3f8be4a6-531e-47d7-a76e-6b72f4932a75"));
      assertRowsAndWrite(
          catalog,
          StoredFormatSamples.CHANNEL_ROW,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat2IsBroughtToTheNewest() throws Exception {
    Path file = copied("catalog-format-2.db");
    SqliteCatalog.open(file).close();
    assertThat(version(file)).isEqualTo(4);
    try (SqliteCatalog again = SqliteCatalog.open(file)) {
      Samples.write(
          again,
          writer ->
              assertThat(writer.updateChannel(StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES))
                  .isTrue());
      assertRowsAndWrite(
          again,
          StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat3IsReadAndWritten() throws Exception {
    Path file = copied("catalog-format-3.db");
    assertThat(version(file)).isEqualTo(3);
    try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
      assertThat(catalog.id()).isEqualTo(UUID.fromString("e48499cb-0449-4134-b4af-50415d1a4a6b"));
      assertRowsAndWrite(
          catalog,
          StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat3IsBroughtToTheNewest() throws Exception {
    Path file = copied("catalog-format-3.db");
    SqliteCatalog.open(file).close();
    assertThat(version(file)).isEqualTo(4);
    try (SqliteCatalog again = SqliteCatalog.open(file)) {
      assertThat(again.selfCheck()).isEmpty();
      assertRowsAndWrite(
          again,
          StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD_UNASKED);
    }
  }

  @Test
  void aCatalogOfFormat4IsReadAndWritten() throws Exception {
    Path file = copied("catalog-format-4.db");
    assertThat(version(file)).isEqualTo(4);
    try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
      assertThat(catalog.id()).isEqualTo(UUID.fromString("25516142-2ed8-47d5-a938-fe81d72b6f95"));
      assertRowsAndWrite(
          catalog,
          StoredFormatSamples.CHANNEL_WITH_ATTRIBUTES,
          StoredFormatSamples.UPLOAD_IN_PARTS,
          StoredFormatSamples.HELD);
      assertThat(
              catalog.<Optional<ContentRecord>>read(
                  reader -> reader.content(Samples.CHANNEL, StoredFormatSamples.SUMMED.key())))
          .contains(StoredFormatSamples.SUMMED);
    }
  }

  @Test
  void aStorageOfFormat1IsReadAndWritten() throws Exception {
    try (SqliteStorage storage = SqliteStorage.open(copied("storage-format-1.db"))) {
      StoredObject object = storage.stat(StoredFormatSamples.KEY).orElseThrow();
      assertThat(object.storedAt()).isEqualTo(Samples.NOW);
      try (InputStream stream = storage.open(object.key(), ByteRange.ALL)) {
        assertThat(stream.readAllBytes()).isEqualTo(StoredFormatSamples.bytes());
      }
      storage.delete(List.of(object.key()));
      assertThat(storage.list(Optional.empty(), 9)).isEmpty();
    }
  }

  private static void assertRowsAndWrite(
      SqliteCatalog catalog, ChannelRecord channel, UploadRecord upload, ContentRecord held)
      throws BackendException {
    StoredFormatSamples.Dependent rows = new StoredFormatSamples.Dependent(channel, upload, held);
    catalog.read(
        reader -> {
          StoredFormatSamples.check(catalog, reader, rows);
          return true;
        });
    Samples.write(
        catalog,
        writer ->
            assertThat(writer.updateItem(StoredFormatSamples.LINK.changed(Samples.STAMP), 3))
                .isTrue());
  }

  /** The format version, which SQLite keeps in the first page of the file as user_version. */
  private static int version(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).getInt(60);
  }

  private Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream resource =
        Objects.requireNonNull(StoredFormatTest.class.getResourceAsStream("/" + name))) {
      Files.copy(resource, copy);
    }
    return copy;
  }
}
