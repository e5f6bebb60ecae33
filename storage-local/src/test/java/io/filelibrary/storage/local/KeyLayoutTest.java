package io.filelibrary.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys are on the disk: a stored format, which must never change. */
final class KeyLayoutTest {
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9])(\\..*)?");

  @ParameterizedTest
  @CsvSource({
    "private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f," + " private_/3f/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f_",
    "catalog-id, ca/catalog-id_",
    "a, a/a_",
    "a/b, a_/b/b_",
    "a/b/c, a_/b_/c/c_",
    "3f, 3f/3f_",
    "3f/3f, 3f_/3f/3f_",
    "con/nul, con_/nu/nul_",
  })
  void aKeyHasItsPlace(String key, String place) {
    Path objects = Path.of("objects");

    assertThat(new KeyLayout(objects).fileOf(new ContentKey(key)))
        .isEqualTo(objects.resolve(place));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomKeysAreListedInOrderAndHaveSafeNames(long seed, @TempDir Path root)
      throws IOException {
    LocalStorage storage = LocalStorage.open(LocalStorageOptions.of(root).withFsync(false));
    KeyLayout layout = new KeyLayout(Path.of("objects"));
    Random random = new Random(seed);
    TreeSet<String> keys = new TreeSet<>();
    Set<Path> files = new HashSet<>();
    Set<Path> directories = new HashSet<>();
    while (keys.size() < 200) {
      keys.add(randomKey(random));
    }
    for (String key : keys) {
      Samples.put(storage, new ContentKey(key), "");
      Path file = layout.fileOf(new ContentKey(key));
      file.forEach(name -> assertThat(name.toString()).doesNotMatch(DEVICE));
      files.add(file);
      for (Path up = file.getParent(); up != null; up = up.getParent()) {
        directories.add(up);
      }
    }

    assertThat(files).hasSameSizeAs(keys).doesNotContainAnyElementsOf(directories);
    assertThat(Samples.keysByPages(storage, 1 + random.nextInt(50)))
        .as("seed %d", seed)
        .containsExactlyElementsOf(keys);
    for (String after : List.of(randomKey(random), randomKey(random), randomKey(random))) {
      List<String> tail = new ArrayList<>();
      storage
          .list(Optional.of(new ContentKey(after)), 1000)
          .forEach(object -> tail.add(object.key().value()));
      assertThat(tail)
          .as("seed %d, behind %s", seed, after)
          .containsExactlyElementsOf(keys.tailSet(after, false));
    }
  }

  /** Few letters, so that segments often are the beginning of others. */
  private static String randomKey(Random random) {
    String letters = "-0ab";
    StringBuilder key = new StringBuilder();
    int segments = 1 + random.nextInt(3);
    for (int segment = 0; segment < segments; segment++) {
      key.append(segment == 0 ? "" : "/");
      int length = 1 + random.nextInt(4);
      for (int index = 0; index < length; index++) {
        key.append(letters.charAt(random.nextInt(letters.length())));
      }
    }
    return key.toString();
  }
}
