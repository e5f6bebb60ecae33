package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The current row of a result. Each call reads the next column, so calls follow the SELECT. */
final class Row extends Values {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean advance() throws SQLException {
    restart();
    return results.next();
  }

  /** Of bytes, as the driver makes a buffer of its own for each text. */
  @Override
  Optional<String> optionalText() throws SQLException {
    return optionalBytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  long number() throws SQLException {
    return results.getLong(next());
  }

  @Override
  OptionalLong optionalNumber() throws SQLException {
    long number = number();
    return results.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  byte[] bytes() throws SQLException {
    return present(optionalBytes());
  }

  Optional<byte[]> optionalBytes() throws SQLException {
    return Optional.ofNullable(results.getBytes(next()));
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

  Optional<Sha256> optionalSha256() throws SQLException {
    return optionalBytes().map(Sha256::of);
  }

  /** The columns that {@link JoinedColumns#of} made one of. */
  JoinedColumns joined(int count) throws SQLException {
    return new JoinedColumns(text(), count);
  }
}
