package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Stamp;
import io.filelibrary.spi.ContentKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Stored texts and numbers one after the other. Each call reads the next. */
abstract class Values {
  private int read;

  /** The next value, or nothing where it is NULL. */
  abstract Optional<String> optionalText() throws SQLException;

  /** The next value, or nothing where it is NULL. */
  abstract OptionalLong optionalNumber() throws SQLException;

  /** The next value; 0 where it is NULL. */
  abstract long number() throws SQLException;

  /** The place of the next value, from 1. */
  final int next() {
    return ++read;
  }

  final void restart() {
    read = 0;
  }

  final String text() throws SQLException {
    return present(optionalText());
  }

  final OptionalInt optionalInt() throws SQLException {
    OptionalLong number = optionalNumber();
    return number.isPresent()
        ? OptionalInt.of(Math.toIntExact(number.getAsLong()))
        : OptionalInt.empty();
  }

  final boolean flag() throws SQLException {
    return number() != 0;
  }

  final <E extends Enum<E>> E word(Class<E> words) throws SQLException {
    return Enum.valueOf(words, text());
  }

  final Instant moment() throws SQLException {
    return EpochNanos.instant(number());
  }

  final Optional<Instant> optionalMoment() throws SQLException {
    OptionalLong nanos = optionalNumber();
    return nanos.isPresent()
        ? Optional.of(EpochNanos.instant(nanos.getAsLong()))
        : Optional.empty();
  }

  final Stamp stamp() throws SQLException {
    return new Stamp(moment(), ActorId.of(text()));
  }

  final ContentKey contentKey() throws SQLException {
    return new ContentKey(text());
  }

  final Optional<ContentKey> optionalContentKey() throws SQLException {
    return optionalText().map(ContentKey::new);
  }

  final <T> T present(Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException("value " + read + " is missing"));
  }
}
