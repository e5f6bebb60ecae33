package io.filelibrary.storage.sqlite;

import java.util.List;

/**
 * The stored format of a catalog.
 *
 * <p>Times are nanoseconds since 1970, UUIDs their 16 bytes, hashes their 32; enumerations are the
 * names of their constants, flags 0 or 1; attributes, members and a change's former texts are JSON.
 * Text compares by its UTF-8 bytes. A channel's number stands for its id in every other table, and
 * is the first column of every key that another table refers to, so that no row can refer to a row
 * of another channel.
 *
 * <p>No constraint is deferred: one that failed at the commit would fail all works of its batch.
 */
final class CatalogSchema {
  private static final int APPLICATION_ID = 0x464C4361; // FLCa

  private static final List<String> VERSION_1 =
      List.of(
          """
          CREATE TABLE catalog (
            id BLOB NOT NULL CHECK (length(id) = 16)
          ) STRICT
          """,
          """
          CREATE TABLE channel (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL,
            membership TEXT NOT NULL,
            client TEXT,
            company TEXT,
            members TEXT NOT NULL,
            name_policy TEXT NOT NULL,
            case_sensitive INTEGER NOT NULL,
            quota_bytes INTEGER,
            used_items INTEGER NOT NULL,
            used_bytes INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 16),
            last_change INTEGER NOT NULL
          ) STRICT
          """,
          """
          CREATE TABLE content (
            channel INTEGER NOT NULL REFERENCES channel (number),
            key TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('INTENT', 'LIVE', 'DOOMED')),
            refs INTEGER NOT NULL CHECK (refs >= 0),
            inline INTEGER NOT NULL,
            size INTEGER,
            sha256 BLOB,
            encrypted INTEGER NOT NULL,
            due INTEGER,
            PRIMARY KEY (channel, key)
          ) STRICT, WITHOUT ROWID
          """,
          "CREATE INDEX content_due ON content (channel, state, due, key) WHERE due IS NOT NULL",
          // With a rowid, since large rows would make a clustered tree deep.
          """
          CREATE TABLE inline_content (
            channel INTEGER NOT NULL,
            key TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (channel, key),
            FOREIGN KEY (channel, key) REFERENCES content (channel, key) ON DELETE CASCADE
          ) STRICT
          """,
          """
          CREATE TABLE item (
            channel INTEGER NOT NULL REFERENCES channel (number),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            kind TEXT NOT NULL,
            folder INTEGER NOT NULL CHECK (folder = (kind = 'FOLDER')),
            state TEXT NOT NULL CHECK (state IN ('LIVING', 'TRASHED', 'DETACHED', 'DELETED')),
            parent BLOB,
            home BLOB,
            since INTEGER,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            updated_at INTEGER NOT NULL,
            updated_by TEXT NOT NULL,
            revision INTEGER NOT NULL,
            visibility TEXT NOT NULL,
            attributes TEXT NOT NULL,
            link_url TEXT,
            file_status TEXT,
            size INTEGER,
            content_type TEXT,
            version INTEGER,
            content TEXT,
            sha256 BLOB,
            encrypted INTEGER,
            PRIMARY KEY (channel, id),
            FOREIGN KEY (channel, parent) REFERENCES item (channel, id),
            FOREIGN KEY (channel, content) REFERENCES content (channel, key)
          ) STRICT, WITHOUT ROWID
          """,
          """
          CREATE UNIQUE INDEX item_name ON item (channel, parent, name_key) WHERE state = 'LIVING'
          """,
          // Not partial: the foreign key of the parent needs it as well.
          "CREATE INDEX item_child ON item (channel, parent, state, folder, name_key)",
          "CREATE INDEX item_parked ON item (channel, state, since, id) WHERE since IS NOT NULL",
          "CREATE INDEX item_content ON item (channel, content)",
          """
          CREATE TABLE version (
            channel INTEGER NOT NULL,
            item BLOB NOT NULL,
            number INTEGER NOT NULL,
            content TEXT NOT NULL,
            content_type TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            PRIMARY KEY (channel, item, number),
            FOREIGN KEY (channel, item) REFERENCES item (channel, id) ON DELETE CASCADE,
            FOREIGN KEY (channel, content) REFERENCES content (channel, key)
          ) STRICT, WITHOUT ROWID
          """,
          "CREATE INDEX version_content ON version (channel, content)",
          """
          CREATE TABLE upload (
            channel INTEGER NOT NULL,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            item BLOB NOT NULL,
            state TEXT NOT NULL,
            content TEXT,
            expected_size INTEGER,
            expected_sha256 BLOB,
            max_size INTEGER NOT NULL,
            conflict TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (channel, id),
            UNIQUE (channel, item),
            FOREIGN KEY (channel, item) REFERENCES item (channel, id) ON DELETE CASCADE
          ) STRICT, WITHOUT ROWID
          """,
          "CREATE INDEX upload_expiry ON upload (channel, expires_at, id)",
          """
          CREATE TABLE change (
            channel INTEGER NOT NULL REFERENCES channel (number),
            sequence INTEGER NOT NULL,
            action TEXT NOT NULL,
            kind TEXT NOT NULL,
            item BLOB NOT NULL,
            parent BLOB,
            name TEXT NOT NULL,
            revision INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            previous TEXT NOT NULL,
            PRIMARY KEY (channel, sequence)
          ) STRICT, WITHOUT ROWID
          """,
          // Without figures SQLite takes a channel for a few rows, and checks a foreign key by
          // reading all of it, for each row that is deleted. These hold whatever the file has.
          "ANALYZE",
          """
          INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
            ('item', 'item', '1000000 1000000 1'),
            ('item', 'sqlite_autoindex_item_1', '1000000 1'),
            ('item', 'item_name', '1000000 1000000 10 1'),
            ('item', 'item_child', '1000000 1000000 10 10 5 1'),
            ('item', 'item_parked', '1000 1000 300 1 1'),
            ('item', 'item_content', '1000000 1000000 2'),
            ('content', 'content', '1000000 1000000 1'),
            ('content', 'sqlite_autoindex_content_1', '1000000 1'),
            ('content', 'content_due', '1000 1000 500 1 1'),
            ('version', 'version', '1000000 1000000 10 1'),
            ('version', 'version_content', '1000000 1000000 2')
          """,
          "ANALYZE sqlite_schema");

  /**
   * What a storage tells of an object names its key alone, so the index is over all channels. A key
   * is made for one upload, so that no file of version 1 has one twice.
   */
  private static final List<String> VERSION_2 =
      List.of(
          "ALTER TABLE upload ADD COLUMN parts TEXT",
          "CREATE UNIQUE INDEX upload_content ON upload (content) WHERE content IS NOT NULL");

  /**
   * The indexes are for questions about all channels: those of one tenant, and how many uploads are
   * open, which are few among those that are remembered.
   */
  private static final List<String> VERSION_3 =
      List.of(
          "ALTER TABLE channel ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'",
          "CREATE INDEX channel_tenant ON channel (tenant, id)",
          "CREATE INDEX upload_open ON upload (state) WHERE state = 'OPEN'");

  /**
   * Two indexes less to write for each file: a key leads to its content by itself, whatever the
   * channel, and a content to its bytes by their row's number. The trigger keeps keys unique over
   * all channels, since a key of the table that foreign keys refer to has the channel in it.
   */
  private static final List<String> VERSION_4 =
      List.of(
          """
          CREATE TABLE content_4 (
            channel INTEGER NOT NULL REFERENCES channel (number),
            key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('INTENT', 'LIVE', 'DOOMED')),
            refs INTEGER NOT NULL CHECK (refs >= 0),
            inline INTEGER NOT NULL,
            size INTEGER,
            sha256 BLOB,
            crc32c INTEGER,
            encrypted INTEGER NOT NULL,
            due INTEGER,
            bytes INTEGER,
            PRIMARY KEY (key, channel)
          ) STRICT, WITHOUT ROWID
          """,
          """
          CREATE TABLE inline_bytes (
            number INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
          ) STRICT
          """,
          """
          INSERT INTO inline_bytes (number, bytes) SELECT rowid, bytes FROM inline_content
          """,
          """
          INSERT INTO content_4 (channel, key, state, refs, inline, size, sha256, encrypted, due,
              bytes)
            SELECT channel, key, state, refs, inline, size, sha256, encrypted, due,
              (SELECT rowid FROM inline_content AS held
                WHERE held.channel = content.channel AND held.key = content.key)
            FROM content ORDER BY key
          """,
          "DROP TABLE inline_content",
          "DROP TABLE content",
          "ALTER TABLE content_4 RENAME TO content",
          "CREATE INDEX content_due ON content (channel, state, due, key) WHERE due IS NOT NULL",
          """
          CREATE TRIGGER content_key BEFORE INSERT ON content
            WHEN EXISTS (SELECT * FROM content WHERE key = NEW.key)
            BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: content.key'); END
          """,
          """
          CREATE TRIGGER content_bytes AFTER DELETE ON content WHEN OLD.bytes IS NOT NULL
            BEGIN DELETE FROM inline_bytes WHERE number = OLD.bytes; END
          """,
          """
          INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
            ('content', 'content', '1000000 1 1'),
            ('content', 'content_due', '1000 1000 500 1 1')
          """,
          "ANALYZE sqlite_schema");

  static final Schema SCHEMA =
      new Schema(
          APPLICATION_ID,
          "catalog of this library",
          List.of(VERSION_1, VERSION_2, VERSION_3, VERSION_4));

  private CatalogSchema() {}
}
