package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 10, 10, 10",
    "0, 11, 10, 10",
    "0, 9, 10, 9",
    "3, 4, 10, 4",
    "3, 8, 10, 7",
    "9, 1, 10, 1",
    "10, 1, 10, 0",
    "11, 1, 10, 0",
    "0, 0, 10, 0",
    "0, 5, 0, 0",
    "1, 9223372036854775807, 10, 9",
    "9223372036854775807, 9223372036854775807, 9223372036854775807, 0",
  })
  void lengthIsCutAtTheEnd(long offset, long length, long size, long expected) {
    assertThat(ByteRange.of(offset, length).lengthWithin(size)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 10", "4, 10, 6", "10, 10, 0", "11, 10, 0", "0, 0, 0"})
  void openRangeRunsToTheEnd(long offset, long size, long expected) {
    assertThat(ByteRange.from(offset).lengthWithin(size)).isEqualTo(expected);
  }

  @Test
  void wholeContentIsCovered() {
    assertThat(ByteRange.ALL).isEqualTo(ByteRange.from(0));
    assertThat(ByteRange.ALL.lengthWithin(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void negativeBoundsAreRefused() {
    assertThatExceptionOfType(InvalidRange.class).isThrownBy(() -> ByteRange.of(-1, 1));
    assertThatExceptionOfType(InvalidRange.class).isThrownBy(() -> ByteRange.of(0, -1));
    assertThatExceptionOfType(InvalidRange.class).isThrownBy(() -> ByteRange.from(-1));
  }
}
