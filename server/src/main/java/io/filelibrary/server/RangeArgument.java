package io.filelibrary.server;

import io.filelibrary.model.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A range of bytes as HTTP writes it: {@code 0-99}, {@code 100-} or {@code -20}, from 0. */
final class RangeArgument {
  private static final Pattern FORM = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

  private final String first;
  private final String last;

  private RangeArgument(String first, String last) {
    this.first = first;
    this.last = last;
  }

  static RangeArgument parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || text.equals("-")) {
      throw new TypeConversionException("a range is FIRST-LAST, FIRST- or -COUNT");
    }
    RangeArgument range = new RangeArgument(parts.group(1), parts.group(2));
    if (range.isBounded() && Long.parseLong(range.last) < Long.parseLong(range.first)) {
      throw new TypeConversionException("a range ends where it begins or later");
    }
    return range;
  }

  /** Returns the bytes that are meant of a content of this size. */
  ByteRange of(long size) {
    if (first.isEmpty()) {
      return ByteRange.from(Math.max(0, size - Long.parseLong(last)));
    }
    long offset = Long.parseLong(first);
    return isBounded()
        ? ByteRange.of(offset, Long.parseLong(last) - offset + 1)
        : ByteRange.from(offset);
  }

  private boolean isBounded() {
    return !first.isEmpty() && !last.isEmpty();
  }
}
