package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of moments. */
final class EpochNanosTest {
  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -1_000_000_001L,
        -1_000_000_000L,
        -1,
        0,
        1,
        999_999_999L,
        Long.MAX_VALUE
      })
  void nanosecondsComeBackAsTheyWere(long nanos) {
    assertThat(EpochNanos.of(EpochNanos.instant(nanos))).isEqualTo(nanos);
  }

  @Test
  void aBoundBeyondTheRangeIsTheEndOfTheRange() {
    assertThat(EpochNanos.nearest(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(EpochNanos.nearest(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aMomentBeyondTheRangeIsNotStored() {
    Instant tooLate = EpochNanos.instant(Long.MAX_VALUE).plusNanos(1);
    assertThatThrownBy(() -> EpochNanos.of(tooLate)).isInstanceOf(IllegalArgumentException.class);
  }
}
