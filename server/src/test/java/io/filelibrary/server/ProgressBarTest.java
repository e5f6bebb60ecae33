package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that a person sees while an import or export runs. */
final class ProgressBarTest {
  @TempDir Path temporary;
  private final CountDownLatch drawn = new CountDownLatch(1);
  private final ByteArrayOutputStream messages =
      new ByteArrayOutputStream() {
        @Override
        public synchronized void flush() {
          drawn.countDown();
        }
      };
  private final Terminal terminal =
      new Terminal(
          InputStream.nullInputStream(), OutputStream.nullOutputStream(), messages, () -> true);

  @Test
  void showsFilesBytesAndRateAndCleansUp() throws Exception {
    Tally tally = new Tally();
    tally.file(1_500_000);
    tally.file(0);

    try (ProgressBar bar = new ProgressBar(terminal, tally)) {
      bar.start(Optional.empty());
      assertThat(drawn.await(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(messages.toString(UTF_8))
        .startsWith("\r\u001b[K2 files  1.5 MB  ")
        .contains("/s")
        .endsWith("\r\u001b[K");
  }

  @Test
  void showsThePartThatIsDoneOnceAllIsMeasured() throws Exception {
    Files.writeString(temporary.resolve("a"), "1234");
    Files.writeString(temporary.resolve("b"), "1234");
    TreeMeasure measure = new TreeMeasure(temporary, () -> false);
    measure.run();
    Tally tally = new Tally();
    tally.file(4);

    try (ProgressBar bar = new ProgressBar(terminal, tally)) {
      bar.start(Optional.of(measure));
      assertThat(drawn.await(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(messages.toString(UTF_8)).contains("%  1 file  4 B  ");
  }

  @Test
  void messageTakesThePlaceOfTheStatus() {
    terminal.status("half-way");
    terminal.message("left out: x");
    terminal.status("further");
    terminal.clearStatus();
    terminal.clearStatus();

    assertThat(messages.toString(UTF_8))
        .isEqualTo(
            "\r\u001b[Khalf-way\r\u001b[Kleft out: x"
                + System.lineSeparator()
                + "\r\u001b[Kfurther\r\u001b[K");
  }

  @Test
  void bytesHaveAUnitThatFits() {
    assertThat(Amounts.bytes(0)).isEqualTo("0 B");
    assertThat(Amounts.bytes(999)).isEqualTo("999 B");
    assertThat(Amounts.bytes(1000)).isEqualTo("1.0 kB");
    assertThat(Amounts.bytes(123_456)).isEqualTo("123 kB");
    assertThat(Amounts.bytes(12_345_678)).isEqualTo("12.3 MB");
    assertThat(Amounts.bytes(9e18)).isEqualTo("9.0 EB");
  }
}
