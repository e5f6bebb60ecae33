package io.filelibrary.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is done from time to time. */
final class HousekeepingTest {
  @Test
  void choresAreDoneAgainAndAgainThoughOneFails() throws Exception {
    CountDownLatch done = new CountDownLatch(3);
    try (Housekeeping housekeeping =
        new Housekeeping(
            Map.of(
                "the good one",
                done::countDown,
                "the bad one",
                () -> {
                  throw new IllegalStateException("as the test wants");
                }))) {
      housekeeping.start(Duration.ofMillis(1));

      assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void closeLetsAChoreComeToItsEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Housekeeping housekeeping =
        new Housekeeping(
            Map.of(
                "the long one",
                () -> {
                  begun.countDown();
                  for (int i = 0; i < 1_000; i++) {
                    Thread.onSpinWait();
                  }
                  ended.countDown();
                }))) {
      housekeeping.start(Duration.ofHours(1));
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(ended.getCount()).isZero();
  }
}
