package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.benchmarks.suite.LocalLibrary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The process that asks SQLite alone for one row of a library's catalog. */
public final class StartOfDriver {
  private StartOfDriver() {}

  /** Reads one row of the catalog in the directory that is the argument. */
  public static void main(String... arguments) throws SQLException {
    Path catalog = LocalLibrary.catalogFile(Path.of(arguments[0]));
    try (Connection connection = RawDatabase.openWriter(catalog);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT used_items FROM channel")) {
      System.out.println(row.next() ? row.getLong(1) : 0);
    }
  }
}
