package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashLogTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeLog() throws IOException {
    file = directory.resolve("log");
    try (CrashLog log = new CrashLog(file)) {
      log.begin("trash(0,#1)");
      log.done("ok");
      log.begin("trash(0,#2)");
    }
  }

  private void cut(int bytes) throws IOException {
    String all = Files.readString(file);
    Files.writeString(file, all.substring(0, all.length() - bytes));
  }

  @Test
  void whatHasBegunAndIsNotDoneIsInFlight() throws IOException {
    CrashLog.Content content = CrashLog.read(file);

    assertThat(content.acknowledged()).containsExactly(new CrashLog.Entry("trash(0,#1)", "ok"));
    assertThat(content.inFlight()).contains("trash(0,#2)");
  }

  @Test
  void tornLastLineIsNone() throws IOException {
    cut(3);

    assertThat(CrashLog.read(file).inFlight()).isEmpty();
    assertThat(CrashLog.read(file).acknowledged()).hasSize(1);
  }

  @Test
  void damageBeforeTheLastLineIsRefused() throws IOException {
    cut(3);
    Files.writeString(file, "\nmore\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> CrashLog.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void absentLogHoldsNothing() throws IOException {
    CrashLog.Content content = CrashLog.read(directory.resolve("absent"));

    assertThat(content.acknowledged()).isEmpty();
    assertThat(content.inFlight()).isEmpty();
  }
}
