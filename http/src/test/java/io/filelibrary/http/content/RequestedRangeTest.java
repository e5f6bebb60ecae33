package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestedRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // the header; the size of the file; the first byte and how many are sent
        "bytes=0-0; 10; 0; 1",
        "bytes=2-5; 10; 2; 4",
        "bytes=2-; 10; 2; 8",
        "bytes=-3; 10; 7; 3",
        "bytes=-30; 10; 0; 10",
        "bytes=9-100; 10; 9; 1",
        "bytes=0-99999999999999999999; 10; 0; 10",
        "bytes=-99999999999999999999; 10; 0; 10",
        "BYTES=1-2; 10; 1; 2",
        "bytes= 1-2 ; 10; 1; 2",
        "bytes=,1-2,; 10; 1; 2",
        "bytes=0000000000000000000001-2; 10; 1; 2",
        "bytes=-5; 0; 0; 0",
      })
  void rangeIsCutToTheFile(String header, long size, long first, long length) {
    RequestedRange range = RequestedRange.parse(header).orElseThrow();

    assertThat(range.isSatisfiable(size)).isTrue();
    assertThat(range.within(size)).isEqualTo(ByteRange.of(first, length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bytes=10-; 10",
        "bytes=10-20; 10",
        "bytes=99999999999999999999-; 10",
        "bytes=-0; 10",
        "bytes=0-; 0",
        "bytes=-0; 0",
      })
  void rangePastTheEndCannotBeSatisfied(String header, long size) {
    assertThat(RequestedRange.parse(header).orElseThrow().isSatisfiable(size)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1 -2",
        "lines=0-1",
        "0-1",
        "bytes:0-1",
        "bytes=0x1-2",
        "bytes=\u0661-\u0662",
        "bytes=99999999999999999999-1",
        // several, which are answered with the whole
        "bytes=0-1,3-4",
        "bytes=0-1, -1"
      })
  void whatIsNotOneRangeIsNone(String header) {
    assertThat(RequestedRange.parse(header)).isEmpty();
  }
}
