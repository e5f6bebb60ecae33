package io.filelibrary.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whether requests can be served, as catalog and storage answer. */
final class ReadinessTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void readyWhenAllAnswer() {
    try (Readiness readiness = new Readiness(() -> {}, LONG)) {
      assertThat(readiness.obstacle()).isEmpty();
    }
  }

  @Test
  void notReadyWhenOneFails() {
    try (Readiness readiness =
        new Readiness(
            () -> {
              throw new IOException("secret detail");
            },
            LONG)) {
      assertThat(readiness.obstacle()).contains("fails").doesNotContain("secret");
    }
  }

  @Test
  void notReadyWhenOneDoesNotAnswerAndNoQuestionsPileUp() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch answer = new CountDownLatch(1);
    try (Readiness readiness =
        new Readiness(
            () -> {
              asked.incrementAndGet();
              answer.await();
            },
            Duration.ofMillis(1))) {
      for (int i = 0; i < 20; i++) {
        assertThat(readiness.obstacle()).contains("does not answer");
      }
      assertThat(asked).hasValueLessThanOrEqualTo(1);
      answer.countDown();
    }
  }

  @Test
  void notReadyOnceItStops() {
    try (Readiness readiness = new Readiness(() -> {}, LONG)) {
      readiness.stop();
      assertThat(readiness.obstacle()).contains("stopping");
    }
  }
}
