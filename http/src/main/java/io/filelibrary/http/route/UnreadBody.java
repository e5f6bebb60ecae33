package io.filelibrary.http.route;

import com.google.common.base.Stopwatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What a request is answered without reading. The container breaks a connection on which a part of
 * a body is still to come: a client that sends it meanwhile may then never see the answer, and one
 * that is not told sends its next request on that connection.
 */
final class UnreadBody {
  /** More than this is not taken in for the sake of an answer, which a client may then not see. */
  private static final int MAX_DROPPED_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 16_384;

  /** So many threads at most wait for bytes that nobody wants, however many clients send some. */
  private static final int MOST_AT_ONCE = 8;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * Reads a refused request's body to its end if that is near, so that the client gets to see why.
   * Of a client that waits for leave to send, nothing is read, and not to the end of one that is
   * slow, or while many others are refused.
   */
  void drop(HttpServletRequest request) {
    if (!hasBody(request)
        || request.getHeader("Expect") != null
        || request.getContentLengthLong() > MAX_DROPPED_BYTES
        || !places.tryAcquire()) {
      return;
    }
    try {
      read(request);
    } finally {
      places.release();
    }
  }

  private static void read(HttpServletRequest request) {
    Stopwatch stopwatch = Stopwatch.createStarted();
    try {
      InputStream body = request.getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      int left = MAX_DROPPED_BYTES;
      for (int read = 0; read >= 0 && left > 0; left -= read) {
        read = stopwatch.elapsed().compareTo(LONGEST) < 0 ? body.read(buffer) : -1;
      }
    } catch (IOException | IllegalStateException brokenOff) {
      // The answer is tried nevertheless.
      return;
    }
  }

  /**
   * Tells the client that the connection ends with the answer, if it does. Call it before the
   * answer is written: its last byte may be what sends the headers.
   *
   * @param wasAsked whether the body was asked for, as far as is known
   */
  static void tell(HttpServletRequest request, HttpServletResponse response, boolean wasAsked)
      throws IOException {
    if (hasMoreToCome(request, wasAsked)) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean hasMoreToCome(HttpServletRequest request, boolean wasAsked)
      throws IOException {
    if (hasBody(request) && !wasAsked && request.getHeader("Expect") != null) {
      // To ask how much was read would give the client leave to send.
      return true;
    }
    return hasBody(request) && !request.getInputStream().isFinished();
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }
}
