package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that go to the disk and come back, in whatever locale this runs. */
final class DiskNameTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a b",
        "100% & more",
        "caf\u00e9",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00",
        "\ufffd",
        "~a"
      })
  void nameComesBackAsItWas(String name) throws IOException {
    Files.writeString(DiskName.child(directory, name), name);

    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.toList();
    }

    assertThat(entries).hasSize(1);
    assertThat(DiskName.of(entries.get(0))).contains(name);
    assertThat(DiskName.shown(entries.get(0))).isEqualTo(name);
  }

  @Test
  void nameOfADirectoryHasNoSlash() throws IOException {
    Path child = Files.createDirectory(DiskName.child(directory, "\u00e9"));

    assertThat(DiskName.of(child)).contains("\u00e9");
  }
}
