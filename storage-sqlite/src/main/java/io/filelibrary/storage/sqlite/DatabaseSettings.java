package io.filelibrary.storage.sqlite;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a database file is used.
 *
 * @param file the file
 * @param readers the most connections that read at once
 * @param busyTimeout how long to wait for another process's write
 * @param pageSize in bytes, of a file yet to be created
 * @param largestBatch the most works that one transaction commits
 */
record DatabaseSettings(
    Path file, int readers, Duration busyTimeout, int pageSize, int largestBatch) {}
