/**
 * One SQLite file each: {@link io.filelibrary.storage.sqlite.SqliteCatalog} keeps the records (and
 * small contents beside them), {@link io.filelibrary.storage.sqlite.SqliteStorage} keeps contents
 * of any size. Both need a local disk, since SQLite's write-ahead log is shared through memory: not
 * a network file system.
 */
@NullMarked
package io.filelibrary.storage.sqlite;

import org.jspecify.annotations.NullMarked;
