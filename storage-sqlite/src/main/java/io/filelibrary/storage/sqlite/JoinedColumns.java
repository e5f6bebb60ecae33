package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Several columns that were read as one text. For each column of a result the driver asks SQLite
 * for its name, each time, which takes as long as to read its value.
 *
 * <p>A value ends with the line, so that only columns can be joined whose texts have no line feed,
 * and in which an empty text means the same as none. Bytes are joined by their {@code hex}.
 */
final class JoinedColumns extends Values {
  private static final int HEXADECIMAL = 16;
  private static final int UUID_DIGITS = 32;

  private final String text;
  private int position;

  JoinedColumns(String text, int count) {
    this.text = text;
    int values = 1;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
      values++;
    }
    if (values != count) {
      throw new IllegalArgumentException(values + " values instead of " + count);
    }
  }

  /** The expression that joins columns. */
  static String of(String... columns) {
    StringBuilder sql = new StringBuilder("concat_ws(char(10)");
    for (String column : columns) {
      sql.append(", ifnull(").append(column).append(", '')");
    }
    return sql.append(')').toString();
  }

  @Override
  Optional<String> optionalText() {
    int start = position;
    int end = end();
    return start == end ? Optional.empty() : Optional.of(text.substring(start, end));
  }

  @Override
  OptionalLong optionalNumber() {
    int start = position;
    int end = end();
    return start == end
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text, start, end, 10));
  }

  @Override
  long number() {
    return optionalNumber().orElse(0);
  }

  ItemId itemId() {
    return present(optionalItemId());
  }

  Optional<ItemId> optionalItemId() {
    int start = position;
    int end = end();
    if (start == end) {
      return Optional.empty();
    }
    if (end - start != UUID_DIGITS) {
      throw new IllegalArgumentException("a UUID has 16 bytes");
    }
    int middle = start + UUID_DIGITS / 2;
    return Optional.of(
        new ItemId(
            new UUID(
                Long.parseUnsignedLong(text, start, middle, HEXADECIMAL),
                Long.parseUnsignedLong(text, middle, end, HEXADECIMAL))));
  }

  Optional<Sha256> optionalSha256() {
    return optionalText().map(Sha256::of);
  }

  /** The end of the next value, behind which the one after it begins. */
  private int end() {
    next();
    int feed = text.indexOf('\n', position);
    int end = feed < 0 ? text.length() : feed;
    position = end + 1;
    return end;
  }
}
