package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadConflictTest {
  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private FileItem upload(String path, int size, ConflictPolicy conflict) {
    return files.upload(
        Destination.at(path), Fixture.bytes(size), UploadOptions.DEFAULT.withConflict(conflict));
  }

  @Test
  void takenNameFailsByDefault() {
    ItemId first = files.upload("x", new byte[1]).id();

    NameTaken error =
        fixture.refusedWithoutTrace(NameTaken.class, () -> files.upload("x", new byte[2]));

    assertThat(error.itemId()).isEqualTo(first.value());
  }

  @ParameterizedTest
  @CsvSource({
    "report.pdf,report (2).pdf",
    "a.tar.gz,a.tar (2).gz",
    ".bashrc,.bashrc (2)",
    "README,README (2)",
    "report (2).pdf,report (2) (2).pdf"
  })
  void renameKeepsTheExtension(String taken, String free) {
    files.upload(taken, new byte[1]);

    assertThat(upload(taken, 2, ConflictPolicy.RENAME).name()).hasToString(free);
  }

  @Test
  void renameTakesTheFirstFreeNumber() {
    files.upload("x.txt", new byte[1]);
    files.upload("x (2).txt", new byte[1]);
    files.upload("x (4).txt", new byte[1]);

    assertThat(upload("x.txt", 2, ConflictPolicy.RENAME).name()).hasToString("x (3).txt");
  }

  @Test
  void renameKeepsAFreeName() {
    assertThat(upload("x.txt", 2, ConflictPolicy.RENAME).name()).hasToString("x.txt");
  }

  @Test
  void renameFindsManyNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      names.add(upload("x.txt", 1, ConflictPolicy.RENAME).name().value());
    }

    assertThat(names).hasSize(60).contains("x (60).txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {".txt", "", ".", ".\u00e4\u00f6\u00fc"})
  void renameKeepsTheLongestNamesWithinTheLimit(String ending) {
    String extension = ending.equals(".") ? "." + "e".repeat(200) : ending;
    int room = 255 - extension.getBytes(StandardCharsets.UTF_8).length;
    String name = "\u20ac".repeat(room / 3) + "n".repeat(room % 3) + extension;
    files.upload(name, new byte[1]);

    FileItem second = upload(name, 2, ConflictPolicy.RENAME);
    FileItem third = upload(name, 2, ConflictPolicy.RENAME);

    assertThat(second.name().value()).contains(" (2)").endsWith(extension);
    assertThat(third.name().value()).contains(" (3)").endsWith(extension);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 253})
  void renameOfANameThatIsAllExtensionFindsAName(int stem) {
    String name = "s".repeat(stem) + "." + "e".repeat(254 - stem);
    files.upload(name, new byte[1]);

    FileItem second = upload(name, 2, ConflictPolicy.RENAME);

    assertThat(second.name().value()).isNotEqualTo(name).contains("(2)");
  }

  @Test
  void renameCutsNoCharacterInTwoAndLeavesNoTrailingSpace() {
    String name = "\ud83d\ude00".repeat(62) + " \ud83d\ude00a";
    files.upload(name, new byte[1]);

    FileItem second = upload(name, 2, ConflictPolicy.RENAME);

    assertThat(second.name().value()).endsWith(" (2)");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void replaceDeletesTheFileInTheWayForGood(int size) {
    ItemId first = files.upload("x", Fixture.bytes(size)).id();

    FileItem second = upload("x", 20, ConflictPolicy.REPLACE);

    assertThat(second.id()).isNotEqualTo(first);
    assertThat(second.name()).hasToString("x");
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(20));
    fails(ItemNotFound.class, () -> files.get(first));
    assertThat(files.trashBin().list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void replacedBytesAreFreeOnceCollected() {
    files.upload("x", Fixture.bytes(100_000));
    upload("x", 20, ConflictPolicy.REPLACE);

    fixture.collectEverything();

    assertThat(fixture.usage().items()).isEqualTo(1);
    assertThat(fixture.usage().bytes()).isEqualTo(20);
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void replaceTellsBothChanges() {
    files.upload("x", new byte[1]);
    long before = fixture.lastChange();

    upload("x", 20, ConflictPolicy.REPLACE);

    assertThat(fixture.changesAfter(before)).containsExactly("DELETED x", "CREATED x");
  }

  @Test
  void replaceReplacesALink() {
    ItemId link = files.createLink("x", "https://example.com").id();

    upload("x", 20, ConflictPolicy.REPLACE);

    fails(ItemNotFound.class, () -> files.get(link));
  }

  @Test
  void replaceNeverReplacesAFolder() {
    files.createFolder("x");

    fixture.refusedWithoutTrace(
        NameTaken.class, () -> upload("x", 100_000, ConflictPolicy.REPLACE));
  }

  @Test
  void replaceTakesAFreeName() {
    assertThat(upload("x", 20, ConflictPolicy.REPLACE).name()).hasToString("x");
  }

  @Test
  void replaceGivesTheOldBytesToTheReadsThatRun() throws IOException {
    ItemId first = files.upload("x", Fixture.bytes(100_000)).id();
    try (InputStream old = files.open(first)) {
      upload("x", 20, ConflictPolicy.REPLACE);
      fixture.library.collect();

      assertThat(old.readAllBytes()).isEqualTo(Fixture.bytes(100_000));
    }
  }
}
