package io.filelibrary.storage.sqlite;

import java.util.List;

/**
 * The stored format of a storage. Times are nanoseconds since 1970, hashes their 32 bytes.
 *
 * <p>An object is WRITING until all its chunks are there, STORED while it is visible, and DELETED
 * until its chunks are gone. Its number is never used again, so that a stream of a deleted object
 * cannot meet the chunks of another.
 */
final class StorageSchema {
  private static final int APPLICATION_ID = 0x464C5374; // FLSt

  private static final List<String> VERSION_1 =
      List.of(
          """
          CREATE TABLE object (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('WRITING', 'STORED', 'DELETED')),
            chunk_size INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            touched_at INTEGER NOT NULL,
            size INTEGER,
            sha256 BLOB,
            CHECK (state <> 'STORED' OR (size IS NOT NULL AND sha256 IS NOT NULL))
          ) STRICT
          """,
          "CREATE UNIQUE INDEX object_key ON object (key) WHERE state = 'STORED'",
          """
          CREATE INDEX object_unfinished ON object (state, touched_at) WHERE state <> 'STORED'
          """,
          """
          CREATE TABLE chunk (
            object INTEGER NOT NULL REFERENCES object (number),
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (object, position)
          ) STRICT
          """);

  static final Schema SCHEMA =
      new Schema(APPLICATION_ID, "storage of this library", List.of(VERSION_1));

  private StorageSchema() {}
}
