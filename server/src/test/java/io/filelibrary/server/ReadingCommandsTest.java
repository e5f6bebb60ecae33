package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that only read: ls, get, changes, stats; and gc. */
final class ReadingCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Shell shell;

  @BeforeEach
  void makeLibrary() {
    shell = new Shell(temporary.resolve("data"));
    shell.run("mkdir", "docs");
    shell.runWith("0123456789".getBytes(UTF_8), "put", "-", "docs/digits.txt");
    shell.runWith(new byte[0], "put", "-", "docs/nothing");
    shell.run("link", "web", "https://example.com/");
  }

  @Test
  void lsListsTheRootFoldersFirst() {
    assertThat(done("ls")).containsExactly("docs/", "web");
    assertThat(done("ls", "/")).containsExactly("docs/", "web");
  }

  @Test
  void lsListsAFolderOrOneItem() {
    assertThat(done("ls", "/docs/")).containsExactly("digits.txt", "nothing");
    assertThat(done("ls", "docs/nothing")).containsExactly("docs/nothing");
  }

  @Test
  void lsListsAllBelowAFolderByPath() {
    assertThat(done("ls", "-r")).containsExactly("docs/", "docs/digits.txt", "docs/nothing", "web");
  }

  @Test
  void lsShowsKindSizeAndTime() {
    assertThat(done("ls", "-l", "docs").get(0))
        .matches("file {13}10  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  digits.txt");
    assertThat(done("ls", "-l").get(0)).startsWith("folder            -  ").endsWith("  docs/");
  }

  @Test
  void lsEscapesWhatCouldFoolATerminal() {
    shell.run("mkdir", "right\u200fleft");

    assertThat(done("ls")).contains("right\\u200fleft/");
  }

  @Test
  void lsPrintsOneJsonDocument() throws IOException {
    Shell.Run run = shell.run("ls", "--json", "docs");

    JsonNode items = JSON.readTree(run.bytes()).get("items");
    JsonNode digits = items.get(0);
    assertThat(items).hasSize(2);
    assertThat(digits.get("path").asText()).isEqualTo("docs/digits.txt");
    assertThat(digits.get("kind").asText()).isEqualTo("file");
    assertThat(digits.get("size").asLong()).isEqualTo(10);
    assertThat(digits.get("createdBy").asText()).isEqualTo("tester");
    assertThat(digits.get("sha256").asText())
        .isEqualTo("84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
    assertThat(run.out()).endsWith("}\n");
  }

  @Test
  void lsPrintsALineOfJsonForEachItemOfATree() throws IOException {
    List<String> lines = done("ls", "-r", "--json");

    assertThat(lines).hasSize(4);
    assertThat(JSON.readTree(lines.get(0)).get("parent").isNull()).isTrue();
    assertThat(JSON.readTree(lines.get(3)).get("url").asText()).isEqualTo("https://example.com/");
  }

  @Test
  void getWritesExactlyTheBytes() {
    assertThat(shell.run("get", "docs/digits.txt").out()).isEqualTo("0123456789");
    assertThat(shell.run("get", "docs/nothing").out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0-0,0", "2-4,234", "7-,789", "-2,89", "-100,0123456789", "8-100,89"})
  void getWritesARange(String range, String bytes) {
    assertThat(shell.run("get", "docs/digits.txt", "--range=" + range).out()).isEqualTo(bytes);
  }

  @Test
  void getWritesAFileAndKeepsOneThatIsThere() {
    Path output = temporary.resolve("out");

    assertThat(done("get", "docs/digits.txt", "-o", output.toString())).isEmpty();
    Shell.Run again = shell.run("get", "docs/nothing", "-o", output.toString());

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.messages()).endsWith("out exists; --force replaces it\n").hasLineCount(1);
    assertThat(output).hasContent("0123456789");
    done("get", "docs/digits.txt", "--range", "1-2", "-o", output.toString(), "--force");
    assertThat(output).hasContent("12");
  }

  @Test
  void changesAreListedInOrder() {
    List<String> all = done("changes");

    assertThat(all).hasSize(4);
    assertThat(all.get(0))
        .startsWith("1  ")
        .contains("  created   folder  ")
        .endsWith("  tester  docs");
    assertThat(done("changes", "--after", "3")).containsExactly(all.get(3));
    assertThat(done("changes", "--after", "4")).isEmpty();
  }

  @Test
  void changesAreLinesOfJson() throws IOException {
    shell.run("mv", "docs/nothing", "docs/renamed");

    JsonNode change = JSON.readTree(done("changes", "--after", "4", "--json").get(0));

    assertThat(change.get("sequence").asLong()).isEqualTo(5);
    assertThat(change.get("action").asText()).isEqualTo("updated");
    assertThat(change.get("name").asText()).isEqualTo("renamed");
    assertThat(change.get("previous").get("name").asText()).isEqualTo("nothing");
  }

  @Test
  void statsSayWhatThereIs() {
    shell.run("rm", "docs/nothing");

    assertThat(done("stats", "--count"))
        .contains(
            "contents  local",
            "channel   main",
            "names     portable, upper and lower case distinguished",
            "items     4 with the trash and what gc will free",
            "bytes     10 with the trash and what gc will free",
            "trash     1 item",
            "files     1",
            "folders   1",
            "links     1",
            "living    10 bytes in files");
  }

  @Test
  void gcReclaimsWhatWasDeletedForGood() {
    shell.run("rm", "-r", "--permanent", "docs");

    assertThat(done("gc").get(0)).startsWith("freed 0 bytes of 0 contents; reclaimed 3 items; ");
    assertThat(done("stats")).contains("items     1 with the trash and what gc will free");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ls nope                           | no such item in this channel: 'nope'
          ls --channel nope                 | no channel nope in the library at
          get nope                          | no such item in this channel: 'nope'
          get docs                          | docs/ is a folder; export writes it to the disk
          get web                           | web is a link to https://example.com/
          get /                             | / is the root, which is not an item
          get docs/digits.txt --range 10-   | the range begins at byte 10 of a file of 10 bytes
          get docs/digits.txt -o .          | . is a directory; name a file in it
          get docs/digits.txt -o no/file    | cannot write no/file: no such file or directory
          changes --after -1                | bad size '-1'
          """)
  void whatCannotBeReadIsSaidInOneLine(String command, String message) {
    Shell.Run run = shell.run(command.split(" ", -1));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.messages()).startsWith("filelibrary: " + message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"-", "5-4", "x", "1-2-3"})
  void rangeThatIsNoneIsWrongUsage(String range) {
    Shell.Run run = shell.run("get", "docs/digits.txt", "--range=" + range);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).startsWith("filelibrary: Invalid value for option '--range'");
  }

  private List<String> done(String... arguments) {
    Shell.Run run = shell.run(arguments);
    assertThat(run.messages()).isEmpty();
    assertThat(run.code()).isZero();
    return run.lines();
  }
}
