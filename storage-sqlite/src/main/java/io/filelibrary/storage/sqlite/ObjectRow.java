package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Sha256;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The row of a stored object. */
record ObjectRow(
    long number, ContentKey key, int chunkSize, long size, Sha256 sha256, Instant storedAt) {

  StoredObject stored() {
    return new StoredObject(key, size, Optional.of(sha256), storedAt);
  }

  /** How many chunks hold the bytes. */
  long chunks() {
    return (size + chunkSize - 1) / chunkSize;
  }

  static ObjectRow map(Row row) throws SQLException {
    return new ObjectRow(
        row.number(),
        row.contentKey(),
        Math.toIntExact(row.number()),
        row.number(),
        Sha256.of(row.bytes()),
        row.moment());
  }
}
