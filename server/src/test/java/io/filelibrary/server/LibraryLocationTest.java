package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data directories: made, found again, and refused. */
final class LibraryLocationTest {
  @TempDir Path temporary;
  private Shell shell;

  @BeforeEach
  void chooseDirectory() {
    shell = new Shell(temporary.resolve("above/data"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "get x",
        "link x https://example.com/",
        "mv x y",
        "cp x y",
        "rm x",
        "trash",
        "restore x",
        "changes",
        "stats",
        "gc",
        "export / out"
      })
  void onlyCommandsThatStoreSomethingMakeALibrary(String command) {
    Shell.Run run = shell.run(command.split(" ", -1));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .isEqualTo(
            "filelibrary: no library at "
                + shell.data()
                + "; create one with import, put or mkdir"
                + System.lineSeparator());
    assertThat(temporary).isEmptyDirectory();
    assertThat(Path.of("out")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
  void storageIsRememberedByTheLibrary(StorageKind kind) {
    byte[] large = Trees.randomBytes(5, 200_000);
    shell.runWith(large, "--storage", kind.toString(), "put", "-", "large");

    assertThat(shell.run("get", "large").bytes()).isEqualTo(large);
    assertThat(shell.run("stats").lines()).contains("contents  " + kind);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
  void otherStorageThanTheRememberedOneIsRefused(StorageKind kind) {
    StorageKind other = kind == StorageKind.LOCAL ? StorageKind.SQLITE : StorageKind.LOCAL;
    shell.run("--storage", kind.toString(), "mkdir", "x");

    for (String command : List.of("ls", "mkdir y")) {
      String[] arguments = (command + " --storage " + other).split(" ", -1);
      Shell.Run run = shell.run(arguments);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.messages())
          .contains("keeps its contents in --storage " + kind + "; leave --storage out")
          .hasLineCount(1);
    }
    assertThat(shell.run("ls", "--storage", kind.toString()).lines()).containsExactly("x/");
  }

  @Test
  void directoryOfOtherFilesIsNotMovedInto() throws IOException {
    Trees.file(shell.data(), "thesis.txt", "x");

    Shell.Run run = shell.run("mkdir", "x");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .contains("holds other files and no library; give --data a new or empty directory")
        .hasLineCount(1);
    assertThat(shell.data()).isDirectoryNotContaining("glob:**catalog.db");
  }

  @Test
  void emptyDirectoryIsMovedInto() throws IOException {
    Files.createDirectories(shell.data());

    assertThat(shell.run("mkdir", "x").code()).isZero();
  }

  @Test
  void creationThatWasCutShortIsFinished() throws IOException {
    LocalStorage.open(StorageKind.LOCAL.in(shell.data())).close();

    assertThat(shell.run("ls").messages()).contains("no library at");
    assertThat(shell.run("mkdir", "x").code()).isZero();
    assertThat(shell.run("ls").lines()).containsExactly("x/");
  }

  @Test
  void lostContentsAreNotMadeAnew() throws IOException {
    shell.run("mkdir", "x");
    Files.move(shell.data().resolve("contents"), temporary.resolve("elsewhere"));

    Shell.Run run = shell.run("mkdir", "y");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("has lost its contents").hasLineCount(1);
    assertThat(shell.data().resolve("contents")).doesNotExist();
  }

  @Test
  void contentsOfAnotherCatalogAreRefused() throws IOException {
    Shell other = new Shell(temporary.resolve("other"));
    shell.run("mkdir", "x");
    other.run("mkdir", "x");
    Files.move(shell.data().resolve("contents"), temporary.resolve("elsewhere"));
    Files.move(other.data().resolve("contents"), shell.data().resolve("contents"));

    Shell.Run run = shell.run("ls");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("belong to another catalog").hasLineCount(1);
  }

  @Test
  void bothKindsOfContentsAreOneTooMany() throws IOException {
    shell.run("mkdir", "x");
    Trees.file(shell.data(), "contents.db", "");

    Shell.Run run = shell.run("ls");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("both contents and contents.db").hasLineCount(1);
  }

  @Test
  void fileIsNoDataDirectory() throws IOException {
    Trees.file(temporary, "above/data", "x");

    Shell.Run run = shell.run("mkdir", "x");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: ").hasLineCount(1);
  }

  @Test
  void damagedCatalogIsReportedInOneLine() throws IOException {
    shell.run("mkdir", "x");
    Files.write(shell.data().resolve("catalog.db"), Trees.randomBytes(6, 8192));

    Shell.Run run = shell.run("ls");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: cannot open the library at");
    assertThat(run.messages()).hasLineCount(1);
  }

  @Test
  void channelsDoNotSeeEachOther() {
    shell.run("mkdir", "--channel", "one/a", "x");
    shell.run("mkdir", "--channel", "two", "y");

    assertThat(shell.run("ls", "--channel", "one/a").lines()).containsExactly("x/");
    assertThat(shell.run("--channel", "two", "ls").lines()).containsExactly("y/");
  }
}
