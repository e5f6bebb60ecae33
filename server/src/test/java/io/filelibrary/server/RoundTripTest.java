package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tree of the disk that goes in and comes out again. */
final class RoundTripTest {
  @TempDir Path temporary;
  private Path source;
  private Shell shell;

  @BeforeEach
  void makeTree() throws IOException {
    shell = new Shell(temporary.resolve("data"));
    source = Files.createDirectory(temporary.resolve("source"));
    Trees.directory(source, "empty");
    Trees.directory(source, "only/empty/ones");
    Trees.file(source, "nothing", "");
    Trees.file(source, "docs/big.bin", Trees.randomBytes(1, 200 * 1024));
    Trees.file(source, "docs/small.bin", Trees.randomBytes(2, 1000));
    Trees.file(source, "d/".repeat(100) + "deep.txt", "deep");
    Trees.file(source, "odd/it's 50% of $HOME; & more (1).txt", "shell");
    Trees.file(source, "odd/-rf", "option");
    Trees.file(source, "odd/.hidden", "dot");
    Trees.file(source, "odd/caf\u00e9 \u65e5\u672c\u8a9e \ud83d\ude00.txt", "letters");
    Trees.file(source, "odd/" + "\u00e9".repeat(127) + "x", "the longest name there is");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
  void exportGivesTheTreeThatWasImported(StorageKind storage) throws IOException {
    Path target = temporary.resolve("target");

    Shell.Run imported = shell.run("--storage", storage.toString(), "import", source.toString());
    Shell.Run exported = shell.run("export", "/", target.toString());

    assertThat(imported.messages()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(exported.messages()).isEmpty();
    assertThat(exported.code()).isZero();
    assertThat(Trees.read(target)).isEqualTo(Trees.read(source));
  }

  @Test
  void summariesSayHowMuchItWas() {
    Path target = temporary.resolve("target");

    Shell.Run imported = shell.run("import", source.toString());
    Shell.Run exported = shell.run("export", "/", target.toString());

    String what = "106 folders, 9 files, 205850 bytes; 0 left out; ";
    assertThat(imported.out()).startsWith("imported " + what).endsWith(" seconds\n");
    assertThat(exported.out()).startsWith("exported " + what).endsWith(" seconds\n");
  }

  @Test
  void treeGoesIntoAFolderAndComesOutOfIt() throws IOException {
    Path target = temporary.resolve("target");

    shell.run("import", source.toString(), "--to", "/in/here/", "--jobs", "1");
    Shell.Run exported = shell.run("export", "/in/here", target.toString(), "--jobs", "1");

    assertThat(exported.code()).isZero();
    assertThat(Trees.read(target)).isEqualTo(Trees.read(source));
    assertThat(shell.run("ls", "/").lines()).containsExactly("in/");
  }

  @Test
  void onlyOneFileIsExported() throws IOException {
    Path target = temporary.resolve("target");
    shell.run("import", source.toString());

    Shell.Run exported = shell.run("export", "docs/big.bin", target.toString());

    assertThat(exported.out()).startsWith("exported 0 folders, 1 file, 204800 bytes; 0 left out");
    assertThat(target.resolve("big.bin")).hasBinaryContent(Trees.randomBytes(1, 200 * 1024));
  }

  @Test
  void emptyDirectoryMakesAnEmptyLibrary() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    Path target = temporary.resolve("target");

    Shell.Run imported = shell.run("import", empty.toString());
    Shell.Run exported = shell.run("export", "", target.toString());

    assertThat(imported.code()).isZero();
    assertThat(exported.code()).isZero();
    assertThat(target).isEmptyDirectory();
  }
}
