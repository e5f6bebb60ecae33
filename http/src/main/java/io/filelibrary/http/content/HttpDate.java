package io.filelibrary.http.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers, to the second (RFC 9110 section 5.6.7). */
final class HttpDate {
  private static final DateTimeFormatter PREFERRED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  private HttpDate() {}

  static String format(Instant moment) {
    return PREFERRED.format(moment.atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads a date in any of the three forms, the two obsolete ones included; empty if it is none. A
   * weekday that does not fit is no date.
   */
  static Optional<Instant> parse(String text, Instant now) {
    return forms(now).stream().flatMap(form -> parse(text, form).stream()).findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<DateTimeFormatter> forms(Instant now) {
    // Years of two digits lie at most 50 years ahead.
    DateTimeFormatter shortYear =
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).getYear() - 49)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH);
    DateTimeFormatter ofC =
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);
    return List.of(PREFERRED, shortYear, ofC);
  }
}
