package io.filelibrary.benchmarks.suite.http;

import io.filelibrary.benchmarks.suite.catalog.RawGroupCommit;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The limit: a servlet that does the same to the disk without a library. It keeps small files in
 * SQLite, a row and its bytes in one durable commit for all who wait; a large one is a file. It
 * asks nobody who calls, checks nothing and hashes nothing.
 *
 * <p>{@code GET /small/ID} and {@code GET /large} answer with bytes, {@code PUT /small/NAME} takes
 * them, and {@code POST /row/NAME} writes a row alone.
 */
final class BareServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String SMALL = "/small/";
  private static final int READERS = 8;

  private final transient RawGroupCommit rows;
  private final transient BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);
  private final transient Path large;

  private BareServlet(RawGroupCommit rows, Path large) {
    this.rows = rows;
    this.large = large;
  }

  static BareServlet create(RawGroupCommit rows, Path large, Connections connections)
      throws SQLException {
    BareServlet servlet = new BareServlet(rows, large);
    for (int reader = 0; reader < READERS; reader++) {
      servlet.readers.add(new Reader(connections.open()));
    }
    return servlet;
  }

  /** Opens connections that read. */
  interface Connections {
    Connection open() throws SQLException;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    response.setContentType("application/octet-stream");
    if (path.startsWith(SMALL)) {
      byte[] bytes = read(Long.parseLong(path.substring(SMALL.length())));
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      return;
    }
    response.setContentLengthLong(Files.size(large));
    OutputStream out = response.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new FileInputStream(large.toFile())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] bytes = request.getInputStream().readAllBytes();
    String name = request.getPathInfo();
    rows.insert(writer -> writer.insert(0, name, bytes));
    response.setContentLength(0);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int size = request.getInputStream().readAllBytes().length;
    String name = request.getPathInfo();
    rows.insert(writer -> writer.insertItem(0, name, size));
    response.setContentLength(0);
  }

  private byte[] read(long id) throws IOException {
    try {
      Reader reader = readers.take();
      try {
        return reader.read(id);
      } finally {
        readers.add(reader);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void destroy() {
    for (Reader reader : readers) {
      reader.close();
    }
  }

  /** Reads bytes by one connection. Used by one thread at a time. */
  private static final class Reader implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement bytes;

    Reader(Connection connection) throws SQLException {
      this.connection = connection;
      this.bytes = connection.prepareStatement("SELECT bytes FROM content WHERE item = ?");
    }

    byte[] read(long id) throws SQLException {
      bytes.setLong(1, id);
      try (ResultSet rows = bytes.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("no content " + id);
        }
        return rows.getBytes(1);
      }
    }

    @Override
    public void close() {
      try (connection;
          bytes) {
        // The statement before its connection.
      } catch (SQLException e) {
        throw new IllegalStateException("a connection does not close", e);
      }
    }
  }
}
