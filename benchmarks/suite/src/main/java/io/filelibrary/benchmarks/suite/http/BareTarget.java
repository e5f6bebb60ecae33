package io.filelibrary.benchmarks.suite.http;

import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.catalog.RawDatabase;
import io.filelibrary.benchmarks.suite.catalog.RawGroupCommit;
import io.filelibrary.benchmarks.suite.large.NoiseStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The servlet without a library. */
final class BareTarget implements Target {
  private final RawGroupCommit rows;
  private final JettyServer server;
  private final List<byte[]> small = new ArrayList<>();

  private BareTarget(RawGroupCommit rows, JettyServer server) {
    this.rows = rows;
    this.server = server;
  }

  static BareTarget start(Path directory, Stock files) throws Exception {
    Path large = directory.resolve("large");
    try (var source = new NoiseStream(files.largeBytes())) {
      Files.copy(source, large);
    }
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    RawGroupCommit rows = new RawGroupCommit(database);
    BareTarget target =
        new BareTarget(
            rows, JettyServer.start(BareServlet.create(rows, large, database::openReader)));
    for (int file = 0; file < files.small(); file++) {
      byte[] bytes = Noise.bytes(file, files.smallBytes());
      String name = "/first-" + file;
      long id = rows.insert(writer -> writer.insert(0, name, bytes));
      target.small.add(Connection.get("/small/" + id));
    }
    return target;
  }

  @Override
  public URI url() {
    return server.url();
  }

  @Override
  public byte[] small(ThreadLocalRandom random) {
    return small.get(random.nextInt(small.size()));
  }

  @Override
  public byte[] large() {
    return Connection.get("/large");
  }

  @Override
  public void upload(Connection connection, String name, byte[] bytes) throws IOException {
    connection.exchange(Connection.request("PUT", "/small/" + name, "", bytes));
  }

  @Override
  public void uploadByTwo(Connection connection, String name, byte[] bytes) throws IOException {
    connection.exchange(Connection.request("POST", "/row/" + name, "", new byte[0]));
    upload(connection, name, bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      rows.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
