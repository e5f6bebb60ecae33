package io.filelibrary.storage.sqlite;

import java.sql.SQLException;

/** Makes a value of the columns of a row, which it reads in their order. */
@FunctionalInterface
interface RowMapper<T> {
  T map(Row row) throws SQLException;
}
