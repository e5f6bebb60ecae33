package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request or an answer as it is on the wire: its head, and a body that is not read yet. */
final class WireMessage {
  private static final int HEXADECIMAL = 16;
  private static final int PIECE = 8192;
  private static final int UNKNOWN = -1;

  private final String head;
  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean ended;

  private WireMessage(String head, InputStream in, boolean hasBody) {
    this.head = head;
    this.in = in;
    this.chunked = "chunked".equals(header("Transfer-Encoding").toLowerCase(Locale.ROOT));
    String length = header("Content-Length");
    this.left = length.isEmpty() ? 0 : Long.parseLong(length);
    this.ended = !hasBody || (!chunked && left == 0);
  }

  static WireMessage request(InputStream in) throws IOException {
    return new WireMessage(head(in), in, true);
  }

  static WireMessage answerTo(WireMessage request, InputStream in) throws IOException {
    String head = head(in);
    boolean empty = request.isHead() || head.startsWith("HTTP/1.1 204");
    return new WireMessage(head, in, !empty);
  }

  /** The lines before the body, with the empty one. */
  String head() {
    return head;
  }

  /** The number of the bytes of the body, or less than zero if it comes in chunks. */
  long length() {
    return chunked ? UNKNOWN : left;
  }

  /** Whether this is a request with a method and, after the question mark, a parameter or none. */
  boolean is(String method, String parameter) {
    String[] line = head.substring(0, head.indexOf('\r')).split(" ", -1);
    int mark = line[1].indexOf('?');
    String query = mark < 0 ? "" : line[1].substring(mark + 1);
    boolean named = parameter.isEmpty() || List.of(query.split("[=&]", -1)).contains(parameter);
    return line[0].equals(method) && named && parameter.isEmpty() == query.isEmpty();
  }

  /** Whether this is a request whose answer has no body. */
  boolean isHead() {
    return head.startsWith("HEAD ");
  }

  /** Copies as many bytes of the body as wanted, or to its end. */
  void copy(OutputStream to, long most) throws IOException {
    long wanted = most;
    while (wanted > 0 && !ended) {
      byte[] piece = piece();
      int count = (int) Math.min(wanted, piece.length);
      to.write(piece, 0, count);
      to.flush();
      wanted -= count;
    }
  }

  private byte[] piece() throws IOException {
    if (chunked) {
      return chunk();
    }
    byte[] bytes = in.readNBytes((int) Math.min(PIECE, left));
    if (bytes.length == 0) {
      throw new EOFException("the connection ended within a body");
    }
    left -= bytes.length;
    ended = left == 0;
    return bytes;
  }

  private byte[] chunk() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String line = line(in);
    bytes.writeBytes(line.getBytes(ISO_8859_1));
    int size = Integer.parseInt(line.strip(), HEXADECIMAL);
    bytes.writeBytes(in.readNBytes(size));
    bytes.writeBytes(line(in).getBytes(ISO_8859_1));
    ended = size == 0;
    return bytes.toByteArray();
  }

  private String header(String name) {
    Pattern pattern = Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$");
    Matcher found = pattern.matcher(head);
    return found.find() ? found.group(1) : "";
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder lines = new StringBuilder();
    String line;
    do {
      line = line(in);
      lines.append(line);
    } while (!line.equals("\r\n"));
    return lines.toString();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended");
      }
      line.write(next);
    } while (next != '\n');
    return line.toString(ISO_8859_1);
  }
}
