package io.filelibrary.http.copilot;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Visibility;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** How this dialect spells values of the library. */
final class Words {
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private Words() {}

  /** Spells a moment by RFC 3339 in UTC, always with nine digits behind the second. */
  static String of(Instant moment) {
    return NANOSECONDS.format(moment);
  }

  /** Spells a constant in lower case. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads a visibility, in either case. */
  static Visibility visibility(String text) {
    return parse(Visibility.values(), "visibility", text);
  }

  /** Reads one of some constants, in either case. */
  static <T extends Enum<T>> T parse(T[] constants, String field, String text) {
    StringBuilder words = new StringBuilder();
    for (T constant : constants) {
      if (of(constant).equals(text.toLowerCase(Locale.ROOT))) {
        return constant;
      }
      words.append(words.isEmpty() ? "" : ", ").append(of(constant));
    }
    throw HttpFailure.invalid(field, "it is one of " + words);
  }
}
