package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help, version and wrong usage, which need no library. */
final class HelpTest {
  private static final int SCREEN_LINES = 44;
  private static final int SCREEN_COLUMNS = 100;

  @TempDir Path temporary;

  static Set<String> commands() {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            java.io.OutputStream.nullOutputStream(),
            java.io.OutputStream.nullOutputStream(),
            () -> false);
    return FileLibraryCommand.parser(terminal).getSubcommands().keySet();
  }

  @Test
  void everyCommandIsThere() {
    assertThat(commands())
        .containsExactly(
            "import", "export", "ls", "get", "put", "mkdir", "link", "mv", "cp", "rm", "trash",
            "restore", "changes", "stats", "gc", "backup", "s3", "serve", "key");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpThatFitsOnAScreen(String command) {
    Shell.Run run = Shell.run(new byte[0], List.of(command, "--help"));

    assertThat(run.code()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.lines().get(0)).startsWith("Usage: filelibrary " + command + " ");
    assertThat(run.lines()).hasSizeLessThanOrEqualTo(SCREEN_LINES);
    assertThat(run.lines()).allMatch(line -> line.length() <= SCREEN_COLUMNS);
    assertThat(run.out()).contains("--data").contains("--channel").contains("--version");
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    Shell.Run run = Shell.run(new byte[0], List.of("--help"));

    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSizeLessThanOrEqualTo(SCREEN_LINES);
    assertThat(commands()).allMatch(command -> run.out().contains("\n  " + command + " "));
    assertThat(List.of("0", "1", "2", "3", "130", "141"))
        .allMatch(code -> run.out().contains("\n  " + code + " "));
  }

  @Test
  void helpOfOneCommandShowsTheOptionsForS3ThatAllTake() {
    Shell.Run own = Shell.run(new byte[0], List.of("s3", "--help"));
    Shell.Run other = Shell.run(new byte[0], List.of("ls", "--help"));

    assertThat(List.of(Setting.values()).stream().filter(Setting::isRemembered))
        .hasSize(7)
        .allMatch(setting -> own.out().contains("\n      " + setting.option() + "="));
    assertThat(other.out()).doesNotContain("--s3-");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAVersion(String command) {
    Shell.Run run = Shell.run(new byte[0], List.of(command, "--version"));

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("filelibrary ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void optionThatIsUnknownIsWrongUsage(String command) {
    Shell.Run run = Shell.run(new byte[0], List.of(command, "--bogus"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.messages())
        .startsWith("filelibrary: ")
        .contains("See: filelibrary " + command + " --help");
  }

  @Test
  void commandThatIsUnknownIsWrongUsage() {
    Shell.Run run = Shell.run(new byte[0], List.of("bogus"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("'bogus'").contains("See: filelibrary --help");
  }

  @Test
  void noCommandIsWrongUsage() {
    Shell.Run run = Shell.run(new byte[0], List.of());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).startsWith("filelibrary: name a command, such as ls");
  }

  @Test
  void replaceAndRenameExcludeEachOther() {
    Shell.Run run = Shell.run(new byte[0], List.of("mv", "a", "b", "--replace", "--rename"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("mutually exclusive");
  }

  @Test
  void emptyDataDirectoryIsNotTheCurrentOne() {
    Shell.Run run = Shell.run(new byte[0], List.of("--data", "", "mkdir", "x"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("is empty; name a directory").hasLineCount(1);
  }

  @Test
  void debugShowsWhereItFailed() {
    String data = temporary.resolve("data").toString();

    Shell.Run brief = Shell.run(new byte[0], List.of("--data", data, "ls"));
    Shell.Run full = Shell.run(new byte[0], List.of("--data", data, "ls", "--debug"));

    assertThat(brief.messages()).hasLineCount(1);
    assertThat(full.messages()).contains("    at io.filelibrary.server.LibraryLocation");
  }

  @Test
  void textThatTheLocaleCouldNotReadIsRefused() {
    Shell.Run run = Shell.run(new byte[0], List.of("get", "caf\ufffd\ufffd.txt"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .startsWith("filelibrary: the argument caf")
        .endsWith("set LC_ALL=C.UTF-8 and run it again" + System.lineSeparator())
        .hasLineCount(1);
    assertThat(run.messages().getBytes(UTF_8)).isNotEmpty();
  }
}
