package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.benchmarks.suite.catalog.RawDatabase;
import io.filelibrary.benchmarks.suite.catalog.RawGroupCommit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client, and one durable row in SQLite for each object: what any program does that has to know
 * tomorrow what it has stored.
 */
final class RecordedClient implements Side {
  private final RawClient client;
  private final RawGroupCommit rows;
  private final AtomicLong count = new AtomicLong();

  private RecordedClient(RawClient client, RawGroupCommit rows) {
    this.client = client;
    this.rows = rows;
  }

  static RecordedClient open(RawClient client, Path directory) throws SQLException {
    RawDatabase database = RawDatabase.create(directory.resolve("rows.db"));
    return new RecordedClient(client, new RawGroupCommit(database));
  }

  @Override
  public void put(String name, InputStream bytes, long size) throws Exception {
    client.put(name, bytes, size);
    // A name that was deleted comes again, and its row is still there.
    String unique = name + "-" + count.incrementAndGet();
    rows.insert(writer -> writer.insertItem(0, unique, size));
  }

  @Override
  public long get(String name) throws Exception {
    return client.get(name);
  }

  @Override
  public void delete(List<String> names) throws Exception {
    client.delete(names);
  }

  @Override
  public void close() throws IOException {
    try (client) {
      rows.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
