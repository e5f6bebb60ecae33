package io.filelibrary.benchmarks.suite.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A client's connection, which it keeps for one request after the other. It does as little as can
 * be done, as it takes its time from the server's processors. Used by one thread.
 */
final class Connection implements Closeable {
  private static final int OK = 200;
  private static final int STATUS_AT = 9;
  private static final int STATUS_END = 12;
  private static final String LENGTH = "\r\ncontent-length: ";

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 17];

  Connection(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /** The bytes of a request. */
  static byte[] request(String method, String target, String headers, byte[] body) {
    byte[] head =
        (method
                + " "
                + target
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                + body.length
                + "\r\n"
                + headers
                + "\r\n")
            .getBytes(ISO_8859_1);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** The bytes of a request for a file. */
  static byte[] get(String target) {
    return ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(ISO_8859_1);
  }

  /** Sends a request, and reads its answer to the end of its body, whose length is returned. */
  long exchange(byte[] request) throws IOException {
    Head head = send(request);
    long left = head.length - head.come;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the answer broke off with " + left + " bytes to come");
      }
      left -= read;
    }
    return head.length;
  }

  /** Sends a request, and returns the body of its answer. */
  String text(byte[] request) throws IOException {
    Head head = send(request);
    int end = head.end + head.come;
    while (head.come < head.length && end < head.end + head.length) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read <= 0) {
        throw new IOException("the answer broke off, or is too long");
      }
      end += read;
    }
    return new String(buffer, head.end, end - head.end, ISO_8859_1);
  }

  private Head send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int count = 0;
    while (true) {
      int read = in.read(buffer, count, buffer.length - count);
      if (read <= 0) {
        throw new IOException("no answer, or one with a head that is too long");
      }
      int from = Math.max(0, count - 3);
      count += read;
      int end = endOfHead(from, count);
      if (end > 0) {
        return head(end, count);
      }
    }
  }

  private int endOfHead(int from, int count) {
    for (int i = from; i + 3 < count; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r') {
        return i + 4;
      }
    }
    return 0;
  }

  private Head head(int end, int count) throws IOException {
    String text = new String(buffer, 0, end, ISO_8859_1);
    int at = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0 || Integer.parseInt(text.substring(STATUS_AT, STATUS_END)) != OK) {
      throw new IOException("an answer that was not expected: " + text);
    }
    int from = at + LENGTH.length();
    long length = Long.parseLong(text.substring(from, text.indexOf('\r', from)));
    return new Head(end, length, count - end);
  }

  /** Where the head ends, how long the body is, and how much of it has come with the head. */
  private record Head(int end, long length, int come) {}

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
