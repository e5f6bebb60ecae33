package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackupCommandTest {
  private static final byte[] LARGE = new byte[100_000];

  @TempDir Path temporary;

  private Shell library(String storage) {
    Shell shell = new Shell(temporary.resolve("data"));
    assertThat(shell.runWith(LARGE, "--storage", storage, "put", "-", "a.bin").code()).isZero();
    return shell;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "sqlite"})
  void restoredCopyIsTheLibraryAsItWas(String storage) throws Exception {
    Shell shell = library(storage);
    Path copy = Files.createDirectory(temporary.resolve("copy"));
    boolean inSqlite = storage.equals("sqlite");
    Shell.Run done =
        inSqlite
            ? shell.run(
                "backup",
                copy.resolve("catalog.db").toString(),
                "--contents",
                copy.resolve("contents.db").toString())
            : shell.run("backup", copy.resolve("catalog.db").toString());
    assertThat(done.code()).as(done.messages()).isZero();
    shell.run("mkdir", "after");
    if (!inSqlite) {
      Files.move(shell.data().resolve("contents"), copy.resolve("contents"));
    }

    Shell restored = new Shell(copy);
    assertThat(restored.run("ls", "-r").lines()).containsExactly("a.bin");
    assertThat(restored.run("get", "a.bin").bytes()).isEqualTo(LARGE);
  }

  @Test
  void fileThatIsThereIsRefused() throws Exception {
    Shell shell = library("local");
    Path there = Files.writeString(temporary.resolve("there"), "precious");

    Shell.Run refused = shell.run("backup", there.toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.messages()).contains("is there already; name another file");
    assertThat(Files.readString(there)).isEqualTo("precious");
  }

  @Test
  void contentsOutsideOfSqliteAreCopiedByOtherMeans() {
    Shell shell = library("local");
    Path copy = temporary.resolve("copy.db");

    Shell.Run refused = shell.run("backup", copy.toString(), "--contents", copy + "2");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.messages()).contains("--contents is for contents in SQLite");
    assertThat(copy).doesNotExist();
  }
}
