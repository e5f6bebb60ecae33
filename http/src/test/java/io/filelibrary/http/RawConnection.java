package io.filelibrary.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a client says what it likes, and hears what comes. */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects to a server. */
  public RawConnection(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends text, with line ends as HTTP wants them. */
  public void send(String text) throws IOException {
    send(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Says that nothing more comes. */
  public void endSending() throws IOException {
    socket.shutdownOutput();
  }

  /** The next status line and headers, without the empty line. */
  public String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** All that comes until the server ends the connection, be it by breaking it. */
  public byte[] rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps the connection open", e);
    } catch (SocketException e) {
      // Broken: as good an end as any.
    }
    return rest.toByteArray();
  }

  /** All that comes until the server ends the connection, as text. */
  public String text() throws IOException {
    return new String(rest(), StandardCharsets.UTF_8);
  }

  /** Takes so many bytes. */
  public byte[] take(int bytes) throws IOException {
    return in.readNBytes(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
