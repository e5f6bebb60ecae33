package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT; 1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT; 1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994; 1994-11-06T08:49:37Z",
        "Wed Nov 16 08:49:37 1994; 1994-11-16T08:49:37Z",
        "Friday, 01-Mar-75 00:00:00 GMT; 2075-03-01T00:00:00Z",
        "Tuesday, 01-Mar-77 00:00:00 GMT; 1977-03-01T00:00:00Z",
      })
  void allThreeFormsAreRead(String text, Instant moment) {
    assertThat(HttpDate.parse(text, NOW)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1994-11-06T08:49:37Z",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "784111777"
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(HttpDate.parse(text, NOW)).isEmpty();
  }

  @Test
  void dateIsWrittenToTheSecond() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }
}
