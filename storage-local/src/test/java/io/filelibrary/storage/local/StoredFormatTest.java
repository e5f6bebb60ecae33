package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.filesBelow;
import static io.filelibrary.storage.local.Samples.keys;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.temporaryFiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storages as earlier versions left them, kept in the test resources. They must stay readable. */
final class StoredFormatTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources");

  @TempDir Path root;

  @Test
  void aStorageOfFormatOneIsReadable() throws IOException {
    copyFixture("format-1");
    Map<String, String> objects = new LinkedHashMap<>();
    objects.put("a", "a");
    objects.put("a/b", "a/b");
    objects.put("catalog-id", "01890a5d-ac96-774b-bcce-b302099a8057");
    objects.put("con/nul", "a name that Windows keeps");
    objects.put("private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f", "a private content");
    objects.put("public/00ff00ff00ff00ff00ff00ff00ff00ff", "a public content");
    objects.put("public/00ff00ff00ff00ff00ff00ff00ff0100", "");

    LocalStorage storage = LocalStorage.open(root);

    assertThat(keys(storage)).containsExactlyElementsOf(objects.keySet());
    for (Map.Entry<String, String> object : objects.entrySet()) {
      assertThat(read(storage, new ContentKey(object.getKey()))).isEqualTo(object.getValue());
    }
  }

  @Test
  void aStorageOfFormatOneIsWrittenAsItWasThen(@TempDir Path written) throws IOException {
    copyFixture("format-1");
    LocalStorage then = LocalStorage.open(root);
    LocalStorage now = LocalStorage.open(written);

    for (String key : keys(then)) {
      put(now, new ContentKey(key), read(then, new ContentKey(key)));
    }

    assertThat(filesBelow(written.resolve("objects")))
        .isEqualTo(filesBelow(root.resolve("objects")));
    assertThat(written.resolve("format")).hasSameTextualContentAs(root.resolve("format"));
  }

  @Test
  void aStorageThatReservesGoesOnReserving() throws IOException {
    copyFixture("format-1-reservation");
    RecordingCalls calls = new RecordingCalls();

    LocalStorage storage = LocalStorage.open(LocalStorageOptions.of(root), calls);
    put(storage, new ContentKey("a/c"), "c");

    assertThat(keys(storage)).containsExactly("a", "a/c");
    assertThat(calls.takeMade())
        .contains(RecordingCalls.Call.RENAME)
        .doesNotContain(RecordingCalls.Call.LINK);
    assertThat(temporaryFiles(root)).containsExactly("key-a.b.reserved");
  }

  private void copyFixture(String name) throws IOException {
    Path fixture = FIXTURES.resolve(name);
    for (String file : filesBelow(fixture)) {
      Path target = root.resolve(file);
      Files.createDirectories(target.resolve("..").normalize());
      Files.copy(fixture.resolve(file), target);
    }
  }
}
