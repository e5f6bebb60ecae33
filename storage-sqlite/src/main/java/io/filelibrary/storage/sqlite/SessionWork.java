package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;

/** What runs inside a transaction of a {@link Database}. */
@FunctionalInterface
interface SessionWork<T> {
  T run(Session session) throws BackendException;
}
