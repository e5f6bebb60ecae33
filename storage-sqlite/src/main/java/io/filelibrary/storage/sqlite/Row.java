package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.spi.ContentKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The current row of a result. Each call reads the next column, so calls follow the SELECT. */
final class Row {
  private final ResultSet results;
  private int column;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean next() throws SQLException {
    column = 0;
    return results.next();
  }

  String text() throws SQLException {
    return present(optionalText());
  }

  /** Of bytes, as the driver makes a buffer of its own for each text. */
  Optional<String> optionalText() throws SQLException {
    return optionalBytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  byte[] bytes() throws SQLException {
    return present(optionalBytes());
  }

  Optional<byte[]> optionalBytes() throws SQLException {
    return Optional.ofNullable(results.getBytes(++column));
  }

  long number() throws SQLException {
    return results.getLong(++column);
  }

  OptionalLong optionalNumber() throws SQLException {
    long number = results.getLong(++column);
    return results.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  OptionalInt optionalInt() throws SQLException {
    OptionalLong number = optionalNumber();
    return number.isPresent()
        ? OptionalInt.of(Math.toIntExact(number.getAsLong()))
        : OptionalInt.empty();
  }

  boolean flag() throws SQLException {
    return number() != 0;
  }

  <E extends Enum<E>> E word(Class<E> words) throws SQLException {
    return Enum.valueOf(words, text());
  }

  Instant moment() throws SQLException {
    return EpochNanos.instant(number());
  }

  Optional<Instant> optionalMoment() throws SQLException {
    OptionalLong nanos = optionalNumber();
    return nanos.isPresent()
        ? Optional.of(EpochNanos.instant(nanos.getAsLong()))
        : Optional.empty();
  }

  Stamp stamp() throws SQLException {
    return new Stamp(moment(), ActorId.of(text()));
  }

  UUID uuid() throws SQLException {
    return UuidBytes.uuid(bytes());
  }

  ItemId itemId() throws SQLException {
    return new ItemId(uuid());
  }

  Optional<ItemId> optionalItemId() throws SQLException {
    return optionalBytes().map(UuidBytes::uuid).map(ItemId::new);
  }

  ContentKey contentKey() throws SQLException {
    return new ContentKey(text());
  }

  Optional<ContentKey> optionalContentKey() throws SQLException {
    return optionalText().map(ContentKey::new);
  }

  Optional<Sha256> optionalSha256() throws SQLException {
    return optionalBytes().map(Sha256::of);
  }

  private <T> T present(Optional<T> value) {
    return value.orElseThrow(
        () -> new IllegalArgumentException("column " + column + " has no value"));
  }
}
