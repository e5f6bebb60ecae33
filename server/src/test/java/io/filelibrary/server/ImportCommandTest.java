package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an import takes, and what it lists as left out. */
final class ImportCommandTest {
  @TempDir Path temporary;
  private Path source;
  private Shell shell;

  @BeforeEach
  void makeSource() throws IOException {
    shell = new Shell(temporary.resolve("data"));
    source = Files.createDirectory(temporary.resolve("source"));
    Trees.file(source, "good.txt", "good");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such names")
  void refusedNameIsListedAndTheRestIsTaken() throws IOException {
    Trees.file(source, "a:b.txt", "x");
    Trees.file(source, "back\\slash", "x");
    Trees.file(source, "line\nbreak", "x");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("imported 0 folders, 1 file, 4 bytes; 3 left out; ");
    assertThat(run.sortedMessages())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("left out: a:b.txt: a portable name has none of"),
            line -> assertThat(line).startsWith("left out: back\\\\slash: a name has no slash"),
            line -> assertThat(line).startsWith("left out: line\\u000abreak: a name has no slash"));
    assertThat(shell.run("ls", "-r").lines()).containsExactly("good.txt");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such names")
  void refusedDirectoryKeepsOutWhatIsBelowItAndSaysHowMuch() throws IOException {
    Trees.file(source, "sub/a*b/one", "1");
    Trees.file(source, "sub/a*b/c/two", "2");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("imported 1 folder, 1 file, 4 bytes; 4 left out; ");
    assertThat(run.messages())
        .startsWith("left out: sub/a*b: a portable name has none of")
        .endsWith("; with it 3 items below it" + System.lineSeparator());
    assertThat(shell.run("ls", "-r").lines()).containsExactly("sub/", "good.txt");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such names")
  void posixChannelTakesNamesThatOtherSystemsRefuse() throws IOException {
    Trees.file(source, "a:b.txt", "x");

    Shell.Run run = shell.run("import", source.toString(), "--names", "posix");

    assertThat(run.code()).isZero();
    assertThat(shell.run("ls").lines()).containsExactly("a:b.txt", "good.txt");
  }

  @Test
  void channelKeepsTheNamePolicyItWasCreatedWith() {
    shell.run("import", source.toString());

    Shell.Run run = shell.run("import", source.toString(), "--names", "posix");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .startsWith("filelibrary: channel main was created with --names portable")
        .hasLineCount(1);
  }

  @Test
  void symbolicLinksAreListedAndNotFollowed() throws IOException {
    Trees.file(temporary, "outside/secret", "x");
    Files.createSymbolicLink(source.resolve("link"), temporary.resolve("outside"));
    Files.createSymbolicLink(source.resolve("loop"), source);

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly("left out: link: a symbolic link", "left out: loop: a symbolic link");
    assertThat(shell.run("ls", "-r").lines()).containsExactly("good.txt");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "mkfifo is of Unix")
  void specialFilesAreListed() throws Exception {
    new ProcessBuilder("mkfifo", source.resolve("pipe").toString()).start().waitFor();

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly("left out: pipe: neither a file nor a directory");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are of Unix")
  void unreadableFilesAndDirectoriesAreListed() throws IOException {
    Path file = Trees.file(source, "sub/file", "x");
    Path directory = Trees.directory(source, "closed");
    assumeThat(file.toFile().setReadable(false)).isTrue();
    assumeThat(directory.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

    Shell.Run run = shell.run("import", source.toString());

    assertThat(directory.toFile().setReadable(true)).isTrue();
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly(
            "left out: closed: reading it failed: permission denied",
            "left out: sub/file: permission denied");
    assertThat(shell.run("ls", "-r").lines()).containsExactly("sub/", "good.txt");
  }

  @Test
  @DisabledOnOs(
      value = {OS.WINDOWS, OS.MAC},
      disabledReason = "these systems have no names that are not Unicode")
  void nameThatIsNotUtf8IsListedByItsBytes() throws IOException {
    Path name = Path.of(URI.create("file:///latin%E9.txt")).getFileName();
    Files.writeString(source.resolve(name), "x");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.sortedMessages())
        .containsExactly("left out: latin\\xE9.txt: its name is not UTF-8");
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "the system changes such names itself")
  void nameThatNormalizationChangesIsListed() throws IOException {
    Trees.file(source, "e\u0301", "x");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.messages()).contains("another Unicode form (NFC)").hasLineCount(1);
    assertThat(shell.run("ls", "-r").lines()).containsExactly("good.txt");
  }

  @Test
  void nameThatNormalizationChangesIsTakenWhereAskedFor() throws IOException {
    Trees.file(source, "e\u0301", "x");

    Shell.Run run = shell.run("import", source.toString(), "--normalize");

    assertThat(run.code()).isZero();
    assertThat(shell.run("ls", "-r").lines()).containsExactly("good.txt", "\u00e9");
  }

  @Test
  void whatIsThereAlreadyIsListedAndStaysAsItIs() throws IOException {
    shell.run("import", source.toString());
    Trees.file(source, "good.txt", "newer");
    Trees.file(source, "more/new.txt", "new");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("imported 1 folder, 1 file, 3 bytes; 1 left out; ");
    assertThat(run.sortedMessages())
        .containsExactly("left out: good.txt: a file of that name is there already");
    assertThat(shell.run("get", "good.txt").out()).isEqualTo("good");
  }

  @Test
  void whatIsThereAlreadyIsReplacedWhereAskedFor() throws IOException {
    shell.run("import", source.toString());
    Trees.file(source, "good.txt", "newer");

    Shell.Run run = shell.run("import", source.toString(), "--conflict", "replace");

    assertThat(run.code()).isZero();
    assertThat(shell.run("get", "good.txt").out()).isEqualTo("newer");
  }

  @Test
  void whatIsThereAlreadyGetsANeighbourWhereAskedFor() {
    shell.run("import", source.toString());

    Shell.Run run = shell.run("import", source.toString(), "--conflict", "rename");

    assertThat(run.code()).isZero();
    assertThat(shell.run("ls").lines()).containsExactly("good (2).txt", "good.txt");
  }

  @Test
  void fileInTheWayOfADirectoryKeepsItOut() throws IOException {
    shell.run("import", source.toString());
    Path other = Files.createDirectory(temporary.resolve("other"));
    Trees.file(other, "good.txt/inner", "x");

    Shell.Run run = shell.run("import", other.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("imported 0 folders, 0 files, 0 bytes; 2 left out; ");
    assertThat(run.sortedMessages())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("left out: good.txt/inner: "),
            line -> assertThat(line).startsWith("left out: good.txt: "));
  }

  @Test
  void pathThatIsTooDeepIsListed() throws IOException {
    Trees.file(source, "d/".repeat(255) + "fits", "x");
    Trees.file(source, "d/".repeat(257) + "not", "x");

    Shell.Run run = shell.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("imported 256 folders, 2 files, 5 bytes; 2 left out; ");
    assertThat(run.messages())
        .contains("a path has at most 256 names; with it 1 item below it")
        .hasLineCount(1);
  }

  @Test
  void libraryDoesNotTakeItself() throws IOException {
    Shell inside = new Shell(source.resolve("library"));

    Shell.Run run = inside.run("import", source.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.messages())
        .startsWith("left out: library: the data directory of this library")
        .hasLineCount(1);
    assertThat(inside.run("ls", "-r").lines()).containsExactly("good.txt");
    assertThat(inside.run("import", inside.data().resolve("contents").toString()).code())
        .isEqualTo(1);
  }

  @Test
  void missingSourceCreatesNothing() {
    Shell.Run run = shell.run("import", temporary.resolve("nowhere").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("nowhere: no such file").hasLineCount(1);
    assertThat(shell.data()).doesNotExist();
  }

  @Test
  void fileIsNoDirectoryToImport() {
    Shell.Run run = shell.run("import", source.resolve("good.txt").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("is not a directory; put takes files").hasLineCount(1);
  }

  @Test
  void fileIsNoFolderToImportInto() {
    shell.run("import", source.toString());

    Shell.Run run = shell.run("import", source.toString(), "--to", "good.txt");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: ").hasLineCount(1);
  }

  @Test
  void numberOfJobsIsBounded() {
    Shell.Run run = shell.run("import", source.toString(), "--jobs", "0");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).startsWith("filelibrary: --jobs is 1 to 64, not 0");
    assertThat(shell.data()).doesNotExist();
  }

  @Test
  void metricsSayHowManyChangesSharedACommit() {
    Shell.Run run = shell.run("import", source.toString(), "--metrics");

    assertThat(run.code()).isZero();
    assertThat(run.messages()).containsPattern("\\d+ commits? of \\d+ changes? by this process");
  }
}
