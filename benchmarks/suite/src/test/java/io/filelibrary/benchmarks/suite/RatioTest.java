package io.filelibrary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void ofRatesMoreIsBetter() {
    assertThat(Ratio.atLeast(0.6, "creations", 60, 100, "1/s").isMet()).isTrue();
    assertThat(Ratio.atLeast(0.6, "creations", 59, 100, "1/s").isMet()).isFalse();
  }

  @Test
  void ofTimesLessIsBetter() {
    assertThat(Ratio.atMost(3, "page", 0.3, 0.1, "ms").isMet()).isTrue();
    assertThat(Ratio.atMost(3, "page", 0.31, 0.1, "ms").isMet()).isFalse();
  }

  @Test
  void nothingIsHeldAgainstALimitOfZero() {
    assertThatThrownBy(() -> Ratio.atLeast(0.6, "creations", 60, 0, "1/s"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
