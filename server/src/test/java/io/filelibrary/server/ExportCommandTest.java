package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export writes, and what it leaves alone. */
final class ExportCommandTest {
  @TempDir Path temporary;
  private Path target;
  private Shell shell;

  @BeforeEach
  void makeLibrary() {
    shell = new Shell(temporary.resolve("data"));
    target = temporary.resolve("target");
    put("docs/a.txt", "from the library");
    put("docs/sub/b.txt", "b");
  }

  @Test
  void fileThatIsThereStaysAndIsListed() throws IOException {
    Trees.file(target, "docs/a.txt", "mine");

    Shell.Run run = export();

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("exported 2 folders, 1 file, 1 byte; 1 left out; ");
    assertThat(run.sortedMessages())
        .containsExactly("left out: docs/a.txt: a file of that name is there; --force replaces it");
    assertThat(target.resolve("docs/a.txt")).hasContent("mine");
    assertThat(target.resolve("docs/sub/b.txt")).hasContent("b");
  }

  @Test
  void fileThatIsThereIsReplacedByForce() throws IOException {
    Trees.file(target, "docs/a.txt", "mine");

    Shell.Run run = export("--force");

    assertThat(run.code()).isZero();
    assertThat(target.resolve("docs/a.txt")).hasContent("from the library");
  }

  @Test
  void symbolicLinkIsReplacedByForceAndItsTargetIsNot() throws IOException {
    Path outside = Trees.file(temporary, "outside", "mine");
    Files.createDirectories(target.resolve("docs"));
    Files.createSymbolicLink(target.resolve("docs/a.txt"), outside);

    Shell.Run run = export("--force");

    assertThat(run.code()).isZero();
    assertThat(outside).hasContent("mine");
    assertThat(target.resolve("docs/a.txt")).isRegularFile().hasContent("from the library");
  }

  @Test
  void directoryThatIsASymbolicLinkIsNotWrittenTo() throws IOException {
    Path outside = Trees.directory(temporary, "outside");
    Files.createDirectories(target.resolve("docs"));
    Files.createSymbolicLink(target.resolve("docs/sub"), outside);

    Shell.Run run = export("--force");

    assertThat(run.code()).isEqualTo(3);
    assertThat(outside).isEmptyDirectory();
    assertThat(run.sortedMessages())
        .containsExactly(
            "left out: docs/sub/: a file or symbolic link is where its directory should be",
            "left out: docs/sub/b.txt: a file or symbolic link is where its directory should be");
    assertThat(target.resolve("docs/a.txt")).exists();
  }

  @Test
  void directoryIsNotReplacedByAFile() throws IOException {
    Trees.directory(target, "docs/a.txt");

    Shell.Run run = export("--force");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly("left out: docs/a.txt: a directory of that name is there");
    assertThat(target.resolve("docs/a.txt")).isEmptyDirectory();
  }

  @Test
  void linkBecomesAnInternetShortcut() {
    shell.run("link", "docs/page", "https://example.com/a?b=c");

    Shell.Run run = export();

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("exported 2 folders, 2 files, 1 link, 17 bytes; 0 left out");
    assertThat(target.resolve("docs/page.url"))
        .hasBinaryContent(
            "[InternetShortcut]\r\nURL=https://example.com/a?b=c\r\n".getBytes(UTF_8));
  }

  @Test
  void linkWhoseShortcutWouldBeAnotherFileIsListed() {
    shell.run("link", "docs/page", "https://example.com/");
    put("docs/page.url", "a file");

    Shell.Run run = export();

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly(
            "left out: docs/page: a link becomes NAME.url, and an item of that name is there");
    assertThat(target.resolve("docs/page.url")).hasContent("a file");
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    export();

    assertThat(Trees.read(target).keySet())
        .containsExactly("docs/", "docs/a.txt", "docs/sub/", "docs/sub/b.txt");
  }

  @Test
  void corruptContentIsListedAndNotWritten() throws IOException {
    byte[] large = Trees.randomBytes(3, 100_000);
    shell.runWith(large, "put", "-", "large");
    for (Path file : filesOfTheStorage()) {
      byte[] stored = Files.readAllBytes(file);
      if (stored.length >= large.length) {
        stored[stored.length / 2] ^= 1;
        Files.write(file, stored);
      }
    }

    Shell.Run run = export();

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.messages()).startsWith("left out: large: ").hasLineCount(1);
    assertThat(target.resolve("large")).doesNotExist();
    assertThat(target.resolve("docs/a.txt")).exists();
  }

  @Test
  void dataDirectoryIsNotExportedInto() {
    Shell.Run run = shell.run("export", "/", shell.data().resolve("contents/x").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("is in the data directory").hasLineCount(1);
  }

  @Test
  void fileIsNoDirectoryToExportInto() throws IOException {
    Trees.file(temporary, "target", "x");

    Shell.Run run = export();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("target is not a directory").hasLineCount(1);
  }

  @Test
  void pathThatIsNotThereCreatesNothing() {
    Shell.Run run = shell.run("export", "nope", target.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("'nope'").hasLineCount(1);
    assertThat(target).doesNotExist();
  }

  private void put(String path, String content) {
    Shell.Run run = shell.runWith(content.getBytes(UTF_8), "put", "-p", "-", path);
    assertThat(run.code()).as(run.messages()).isZero();
  }

  private Shell.Run export(String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "export";
    arguments[1] = "/";
    arguments[2] = target.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return shell.run(arguments);
  }

  private Iterable<Path> filesOfTheStorage() throws IOException {
    try (var paths = Files.walk(shell.data().resolve("contents"))) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
