package io.filelibrary.http.content;

import com.google.common.base.Splitter;
import io.filelibrary.model.ByteRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Range header asks for (RFC 9110 section 14.2): one range of bytes, from the start or from
 * the end. A list of several is taken for no range at all, as the RFC leaves free: the answer is
 * then the whole file, which costs less than parts in an envelope.
 *
 * @param first the first byte; for a range from the end, how many bytes
 * @param last the last byte; {@code Long.MAX_VALUE} for all that follow
 * @param fromEnd whether the range is counted from the end
 */
record RequestedRange(long first, long last, boolean fromEnd) {
  private static final Pattern UNIT = Pattern.compile("[bB][yY][tT][eE][sS][ \\t]*+=(?<set>.*)");
  private static final Pattern RANGE =
      Pattern.compile("(?:(?<first>\\d++)-(?<last>\\d++)?+|-(?<suffix>\\d++))");
  private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

  /** Reads the header; empty if it is malformed, of another unit, or has several ranges. */
  static Optional<RequestedRange> parse(String header) {
    Matcher unit = UNIT.matcher(header.strip());
    if (!unit.matches()) {
      return Optional.empty();
    }
    List<String> ranges = LIST.splitToList(unit.group("set"));
    Matcher range = RANGE.matcher(ranges.size() == 1 ? ranges.get(0) : "");
    if (!range.matches()) {
      return Optional.empty();
    }
    Optional<Long> suffix = number(range, "suffix");
    if (suffix.isPresent()) {
      return Optional.of(new RequestedRange(suffix.get(), Long.MAX_VALUE, true));
    }
    long first = number(range, "first").orElseThrow();
    long last = number(range, "last").orElse(Long.MAX_VALUE);
    return last < first ? Optional.empty() : Optional.of(new RequestedRange(first, last, false));
  }

  /** Numbers past those of files are as good as the largest. */
  private static Optional<Long> number(Matcher range, String group) {
    return Optional.ofNullable(range.group(group))
        .map(digits -> digits.replaceFirst("^0+(?=.)", ""))
        .map(digits -> digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
  }

  /** Whether a file of this size has a byte of the range, or is itself what is asked for. */
  boolean isSatisfiable(long size) {
    return fromEnd ? first > 0 : first < size;
  }

  /** The part of a file, of at least one byte unless the file is empty. */
  ByteRange within(long size) {
    long start = fromEnd ? size - Math.min(first, size) : first;
    long end = fromEnd ? size : Math.min(last, size - 1) + 1;
    return ByteRange.of(start, end - start);
  }
}
