package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
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
      catalog.read(
          reader -> {
            StoredFormatSamples.check(catalog, reader);
            return true;
          });
      Samples.write(
          catalog,
          writer ->
              assertThat(writer.updateItem(StoredFormatSamples.LINK.changed(Samples.STAMP), 3))
                  .isTrue());
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

  private Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream resource =
        Objects.requireNonNull(StoredFormatTest.class.getResourceAsStream("/" + name))) {
      Files.copy(resource, copy);
    }
    return copy;
  }
}
