package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.http.access.Caller;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.TenantId;
import io.filelibrary.server.serve.ApiKey;
import io.filelibrary.server.serve.ApiKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys: who they are, where they are kept, and who sees changes of them. */
final class KeyCommandTest {
  private static final Caller ADA = new Caller(TenantId.of("1001"), ActorId.of("ada"));

  @TempDir Path temporary;
  private Path data;
  private Shell shell;

  @BeforeEach
  void choosePlaces() {
    data = temporary.resolve("data");
    shell = new Shell(data);
  }

  @Test
  void createPrintsTheKeyAndNothingElse() {
    Shell.Run run = shell.run("key", "create", "--tenant", "1001", "--note", "for tests");

    assertThat(run.code()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.lines()).singleElement().asString().matches("flk_[a-z2-7]{16}_[a-z2-7]{52}");
  }

  @Test
  void keyIsNowhereOnTheDisk() throws Exception {
    String key = create();
    String secret = key.substring(key.lastIndexOf('_') + 1);

    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(secret);
      }
    }
  }

  @Test
  void listShowsWhoseKeysThereAreButNoKey() {
    String first = create();
    String second =
        shell.run("key", "create", "--actor", "bob", "--note", "line\nbreak").out().strip();

    Shell.Run run = shell.run("key", "list");

    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).startsWith(id(first) + "  1001  tester  20");
    assertThat(run.lines().get(1)).startsWith(id(second) + "  main  bob  20");
    assertThat(run.lines().get(1)).endsWith("  line\\u000abreak");
    assertThat(run.out()).doesNotContain(first).doesNotContain(second);
  }

  @Test
  void revokedKeyIsFoundNoMore() throws Exception {
    String kept = create();
    String key = create();
    ApiKeys keys = ApiKeys.open(data, Clock.systemUTC());
    assertThat(keys.find(key))
        .map(ApiKey::caller)
        .map(Caller::tenant)
        .contains(TenantId.of("1001"));

    assertThat(shell.run("key", "revoke", id(key)).out()).isEqualTo("revoked " + id(key) + "\n");

    assertThat(keys.find(key)).isEmpty();
    assertThat(keys.find(kept)).isPresent();
    assertThat(shell.run("key", "revoke", id(key)).messages())
        .contains("there is no key " + id(key))
        .hasLineCount(1);
  }

  @Test
  void textsThatAreNoKeyAreNotFound() throws Exception {
    String key = create();
    ApiKeys keys = ApiKeys.open(data, Clock.systemUTC());
    char last = key.charAt(key.length() - 1);
    String wrong = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');

    assertThat(keys.find(key)).isPresent();
    assertThat(List.of("", "flk_", wrong, key + " ", key.toUpperCase(Locale.ROOT), "\u00e9"))
        .allMatch(text -> keys.find(text).isEmpty());
    assertThat(keys.find("flk_" + "a".repeat(16) + "_" + "a".repeat(52))).isEmpty();
  }

  @Test
  void keysMadeAtTheSameTimeAreAllThere() throws Exception {
    assertThat(create()).isNotEmpty();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<String> made = new ArrayList<>();
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        // Each has the file open for itself, as a process of its own would.
        ApiKeys keys = ApiKeys.open(data, Clock.systemUTC());
        tasks.add(() -> keys.create(ADA, "").text());
      }
      for (Future<String> each : threads.invokeAll(tasks)) {
        made.add(each.get());
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    ApiKeys keys = ApiKeys.open(data, Clock.systemUTC());
    assertThat(keys.list()).hasSize(25);
    assertThat(made).allMatch(key -> keys.find(key).isPresent());
  }

  @Test
  void firstKeyIsMadeOnceOnly() throws Exception {
    Files.createDirectories(data);
    ApiKeys one = ApiKeys.open(data, Clock.systemUTC());
    ApiKeys other = ApiKeys.open(data, Clock.systemUTC());

    assertThat(one.createFirst(ADA, "")).isPresent();
    assertThat(other.createFirst(ADA, "")).isEmpty();
  }

  @Test
  void damagedFileIsRefusedByEveryCommandInOneLine() throws Exception {
    create();
    Path file = data.resolve("keys.json");
    String whole = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            "[]",
            "{}",
            whole.replace("\"version\" : 1", "\"version\" : 2"),
            whole.replace("\"sha256\" : \"", "\"sha256\" : \"x"),
            whole.replace("\"tenant\" : \"1001\"", "\"tenant\" : \"\""),
            whole.replace("\"created\" : \"2", "\"created\" : \"x"),
            whole + "x")) {
      Files.writeString(file, damaged);
      for (String[] command :
          new String[][] {{"key", "list"}, {"key", "create"}, {"key", "revoke", "x"}}) {
        Shell.Run run = shell.run(command);
        assertThat(run.code()).as(damaged).isEqualTo(1);
        assertThat(run.messages())
            .contains("are damaged: ")
            .contains("put the file back from a backup")
            .hasLineCount(1);
      }
      assertThat(file).hasContent(damaged);
    }
  }

  @Test
  void keyNeedsACommandAndALibrary() {
    assertThat(shell.run("key").code()).isEqualTo(2);
    assertThat(shell.run("key", "list").messages()).contains("no library at ").hasLineCount(1);
    assertThat(shell.run("key", "create", "--note", "x".repeat(201)).messages())
        .contains("--note has at most 200 characters");
    assertThat(shell.run("key", "create", "--tenant", "").code()).isEqualTo(1);
    assertThat(data).doesNotExist();
  }

  private String create() {
    return shell.run("key", "create", "--tenant", "1001").out().strip();
  }

  private static String id(String key) {
    return key.substring(4, 20);
  }
}
