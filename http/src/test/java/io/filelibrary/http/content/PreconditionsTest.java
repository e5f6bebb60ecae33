package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file has the tag "a" and was changed at noon, and half a second. */
final class PreconditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
  private static final String BEFORE = "Sun, 01 Mar 2026 11:59:59 GMT";
  private static final String THEN = "Sun, 01 Mar 2026 12:00:00 GMT";
  private static final String AFTER = "Sun, 01 Mar 2026 12:00:01 GMT";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since
        "-, -, -, -, PROCEED",
        "a, -, -, -, PROCEED",
        "weak-a, -, -, -, FAILED",
        "b, -, -, -, FAILED",
        "*, -, -, -, PROCEED",
        "broken, -, -, -, FAILED",
        "-, before, -, -, FAILED",
        "-, then, -, -, PROCEED",
        "-, after, -, -, PROCEED",
        "-, broken, -, -, PROCEED",
        "a, before, -, -, PROCEED",
        "b, after, -, -, FAILED",
        "-, -, a, -, NOT_MODIFIED",
        "-, -, weak-a, -, NOT_MODIFIED",
        "-, -, *, -, NOT_MODIFIED",
        "-, -, b, -, PROCEED",
        "-, -, broken, -, PROCEED",
        "-, -, -, before, PROCEED",
        "-, -, -, then, NOT_MODIFIED",
        "-, -, -, after, NOT_MODIFIED",
        "-, -, -, broken, PROCEED",
        "-, -, b, after, PROCEED",
        "-, -, a, before, NOT_MODIFIED",
        "a, -, a, -, NOT_MODIFIED",
        "b, -, a, -, FAILED",
        "-, before, a, -, FAILED",
        "-, after, -, after, NOT_MODIFIED",
      })
  void orderIsThatOfTheRfc(
      @Nullable String ifMatch,
      @Nullable String ifUnmodifiedSince,
      @Nullable String ifNoneMatch,
      @Nullable String ifModifiedSince,
      Preconditions.Outcome outcome) {
    Preconditions preconditions =
        new Preconditions(
            header(ifMatch),
            header(ifUnmodifiedSince),
            header(ifNoneMatch),
            header(ifModifiedSince),
            Optional.empty());

    assertThat(preconditions.evaluate("\"a\"", MODIFIED, NOW)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, true",
        "a, true",
        "weak-a, false",
        "b, false",
        "*, false",
        "broken, false",
        "then, true",
        "before, false",
        "after, false"
      })
  void rangeNeedsTheVeryStateThatWasMeant(@Nullable String ifRange, boolean allowed) {
    Preconditions preconditions =
        new Preconditions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            header(ifRange));

    assertThat(preconditions.allowRange("\"a\"", MODIFIED, NOW)).isEqualTo(allowed);
  }

  private static Optional<String> header(@Nullable String word) {
    return Optional.ofNullable(word)
        .map(
            known ->
                switch (known) {
                  case "before" -> BEFORE;
                  case "then" -> THEN;
                  case "after" -> AFTER;
                  case "a" -> "\"a\"";
                  case "b" -> "\"b\"";
                  case "weak-a" -> "W/\"a\"";
                  default -> known;
                });
  }
}
