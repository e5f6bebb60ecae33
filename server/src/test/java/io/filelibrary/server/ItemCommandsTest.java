package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that change single items: mkdir, put, link, mv, cp, rm, trash, restore. */
final class ItemCommandsTest {
  @TempDir Path temporary;
  private Shell shell;

  @BeforeEach
  void makeLibrary() {
    shell = new Shell(temporary.resolve("data"));
    done("mkdir", "-p", "docs/sub");
    put("docs/a.txt", "a");
  }

  @Test
  void mkdirCreatesAFolderAndSaysItsPath() {
    assertThat(done("mkdir", "/new")).containsExactly("new/");
    assertThat(done("ls")).containsExactly("docs/", "new/");
  }

  @Test
  void mkdirWithParentsIsFineWithAFolderThatIsThere() {
    assertThat(done("mkdir", "-p", "docs/sub")).containsExactly("docs/sub/");
  }

  @Test
  void mkdirWithNamesChoosesThePolicyOfANewChannel() {
    done("mkdir", "--channel", "free", "--names", "posix", "a:b");

    assertThat(done("ls", "--channel", "free")).containsExactly("a:b/");
  }

  @Test
  void putStoresAFileOfTheDiskUnderItsNameInAFolder() throws IOException {
    Path file = Trees.file(temporary, "caf\u00e9.txt", "hot");

    assertThat(done("put", file.toString(), "docs")).containsExactly("docs/caf\u00e9.txt");
    assertThat(shell.run("get", "docs/caf\u00e9.txt").out()).isEqualTo("hot");
  }

  @Test
  void putStoresTheStandardInput() {
    byte[] content = Trees.randomBytes(4, 100_000);

    Shell.Run run = shell.runWith(content, "put", "-", "docs/stdin");

    assertThat(run.lines()).containsExactly("docs/stdin");
    assertThat(shell.run("get", "docs/stdin").bytes()).isEqualTo(content);
  }

  @Test
  void putReplacesOrRenamesWhereAskedFor() {
    shell.runWith("b".getBytes(UTF_8), "put", "--replace", "-", "docs/a.txt");
    Shell.Run renamed = shell.runWith("c".getBytes(UTF_8), "put", "--rename", "-", "docs/a.txt");

    assertThat(renamed.lines()).containsExactly("docs/a (2).txt");
    assertThat(shell.run("get", "docs/a.txt").out()).isEqualTo("b");
    assertThat(shell.run("get", "docs/a (2).txt").out()).isEqualTo("c");
  }

  @Test
  void putCreatesParentsWhereAskedFor() {
    assertThat(shell.runWith(new byte[0], "put", "-p", "-", "x/y/z").lines())
        .containsExactly("x/y/z");
  }

  @Test
  void linkIsListedWithItsUrl() {
    assertThat(done("link", "-p", "web/page", "https://example.com/")).containsExactly("web/page");
    assertThat(done("ls", "-l", "web").get(0))
        .startsWith("link ")
        .endsWith("page -> https://example.com/");
  }

  @Test
  void mvRenamesAnItem() {
    assertThat(done("mv", "docs/a.txt", "docs/b.txt")).containsExactly("docs/b.txt");
    assertThat(done("ls", "docs")).containsExactly("sub/", "b.txt");
  }

  @Test
  void mvIntoAFolderThatIsThereKeepsTheName() {
    assertThat(done("mv", "docs/a.txt", "docs/sub")).containsExactly("docs/sub/a.txt");
    assertThat(done("mv", "docs/sub", "/")).containsExactly("sub/");
    assertThat(done("ls", "-r")).containsExactly("docs/", "sub/", "sub/a.txt");
  }

  @Test
  void cpCopiesAFolderWithWhatItHolds() {
    assertThat(done("cp", "docs", "copy")).containsExactly("copy/");
    assertThat(done("cp", "--rename", "docs/a.txt", "docs")).containsExactly("docs/a (2).txt");
    assertThat(done("ls", "-r", "copy")).containsExactly("copy/sub/", "copy/a.txt");
    assertThat(shell.run("get", "copy/a.txt").out()).isEqualTo("a");
  }

  @Test
  void rmPutsIntoTheTrashAndRestoreBringsBack() {
    String removed = done("rm", "docs/a.txt").get(0);
    String listed = done("trash").get(0);

    String id = listed.substring(0, 36);
    assertThat(removed).isEqualTo("in the trash: docs/a.txt (back with: restore " + id + ")");
    assertThat(listed).endsWith("Z  docs/a.txt");
    assertThat(done("ls", "docs")).containsExactly("sub/");
    assertThat(done("restore", id)).containsExactly("docs/a.txt");
    assertThat(done("trash")).isEmpty();
  }

  @Test
  void restoreTakesThePathOfTheNewest() {
    done("rm", "docs/a.txt");
    put("docs/a.txt", "second");
    done("rm", "docs/a.txt");

    assertThat(done("restore", "/docs/a.txt", "--to", "back.txt")).containsExactly("back.txt");
    assertThat(shell.run("get", "back.txt").out()).isEqualTo("second");
  }

  @Test
  void restoreCreatesParentsAndRenamesWhereAskedFor() {
    done("rm", "docs/a.txt");

    assertThat(done("restore", "docs/a.txt", "--to", "x/y.txt", "-p")).containsExactly("x/y.txt");
    done("cp", "x/y.txt", "z.txt");
    done("rm", "x/y.txt");
    assertThat(done("restore", "x/y.txt", "--to", "z.txt", "--rename"))
        .containsExactly("z (2).txt");
  }

  @Test
  void rmOfAFolderThatHoldsSomethingNeedsRecursive() {
    Shell.Run refused = shell.run("rm", "docs");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.messages())
        .startsWith("filelibrary: the folder docs/ is not empty; -r removes it")
        .hasLineCount(1);
    assertThat(done("rm", "docs/sub").get(0)).startsWith("in the trash: docs/sub/");
    assertThat(done("rm", "-r", "docs").get(0)).startsWith("in the trash: docs/");
    assertThat(done("ls")).isEmpty();
  }

  @Test
  void rmForGoodLeavesNothingInTheTrash() {
    assertThat(done("rm", "--permanent", "docs/a.txt"))
        .containsExactly("deleted for good: docs/a.txt");
    assertThat(done("rm", "--permanent", "-r", "docs")).containsExactly("deleted for good: docs/");
    assertThat(done("trash")).isEmpty();
  }

  @Test
  void trashIsEmptied() {
    done("rm", "docs/a.txt");

    assertThat(done("trash", "--json").get(0))
        .startsWith("{\"items\":[{\"id\":\"")
        .contains("a.txt");
    assertThat(done("trash", "--empty")).containsExactly("deleted for good: 1 item");
    assertThat(done("trash")).isEmpty();
    assertThat(done("trash", "--json")).containsExactly("{\"items\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mkdir docs                    | a folder of that name is there already: docs
          mkdir x/y                     | the folder that should hold it is not there; mkdir -p
          mkdir /                       | / is the root, which is always there
          mkdir a/../b                  | bad path 'a/../b': a path has no empty, . or .. segments
          mkdir con                     | bad name 'con': a portable name is no device name
          put nofile x                  | cannot read nofile: no such file or directory
          put . x                       | . is a directory; import takes directories
          put - docs                    | docs is a folder; give the standard input a name in it
          put - docs/a.txt              | a file of that name is there already: a.txt
          put - x/y                     | the folder that should hold it is not there; mkdir -p
          put - new/                    | no folder at new/
          link l ftp://example.com/     | bad link 'ftp://example.com/': links have one of
          link l nonsense               | bad link 'nonsense': a link begins with its scheme
          link / https://example.com/   | bad path '': the path of an item has at least one name
          link docs/a.txt https://a.b/  | a file of that name is there already: a.txt
          mv nope x                     | no such item in this channel: 'nope'
          mv / x                        | / is the root, which is not an item
          mv docs docs/sub              | the folder
          mv docs/a.txt nope/           | no folder at nope/
          mv docs/a.txt nope/x          | the folder that should hold it is not there
          cp nope x                     | no such item in this channel: 'nope'
          cp docs/a.txt docs            | a file of that name is there already: a.txt
          rm nope                       | no such item in this channel: 'nope'
          rm /                          | / is the root, which is not an item
          restore nope                  | nothing in the trash was at nope; see trash
          restore 01890000-0000-7000-8000-000000000000 | no such item in this channel
          """)
  void whatCannotBeDoneIsSaidInOneLine(String command, String message) {
    Shell.Run run = shell.run(command.split(" ", -1));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.messages()).startsWith("filelibrary: " + message).hasLineCount(1);
    assertThat(done("ls", "-r")).containsExactly("docs/", "docs/sub/", "docs/a.txt");
  }

  @Test
  void pathMayLookLikeAnOptionOrAFileOfArguments() throws IOException {
    Path arguments = Trees.file(temporary, "arguments", "docs");

    assertThat(done("mkdir", "--", "-rf")).containsExactly("-rf/");
    assertThat(done("mkdir", "@" + arguments.getFileName())).containsExactly("@arguments/");
    assertThat(shell.run("ls", "@" + arguments).messages()).contains("no such item");
  }

  @Test
  void sourceIsLookedAtBeforeALibraryIsMade() {
    Shell fresh = new Shell(temporary.resolve("fresh"));

    assertThat(fresh.run("put", "nofile", "x").code()).isEqualTo(1);
    assertThat(fresh.run("mkdir", "a//b").code()).isEqualTo(1);
    assertThat(fresh.run("mkdir", "--channel", "", "a").code()).isEqualTo(1);
    assertThat(Files.exists(fresh.data())).isFalse();
  }

  private void put(String path, String content) {
    Shell.Run run = shell.runWith(content.getBytes(UTF_8), "put", "-", path);
    assertThat(run.code()).as(run.messages()).isZero();
  }

  private List<String> done(String... arguments) {
    Shell.Run run = shell.run(arguments);
    assertThat(run.messages()).isEmpty();
    assertThat(run.code()).isZero();
    return run.lines();
  }
}
