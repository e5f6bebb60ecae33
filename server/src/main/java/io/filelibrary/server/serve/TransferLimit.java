package io.filelibrary.server.serve;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Keeps requests that carry the bytes of files from taking all threads, each of which serves one
 * for as long as its client takes: so that what is asked of the tree, and whether the server lives,
 * is answered all the same. Transfers that are too many wait without a thread, and are answered
 * with 503 if none ends in time.
 */
final class TransferLimit extends QoSHandler {
  /** Threads of Jetty's own: one accepts connections, two tell which have something to read. */
  private static final int OTHERS = 3;

  private TransferLimit(Handler handler) {
    super(handler);
  }

  /**
   * Wraps a handler.
   *
   * @param threads of how many threads transfers may take three quarters
   * @param patience how long a transfer waits for its turn
   */
  @SuppressWarnings("unchecked") // Varargs of a generic type, which Jetty only reads.
  static TransferLimit over(Handler handler, int threads, Duration patience) {
    TransferLimit limit = new TransferLimit(handler);
    limit.setMaxRequestCount((threads - OTHERS) * 3 / 4);
    limit.setMaxSuspendedRequestCount(Integer.MAX_VALUE);
    limit.setMaxSuspend(patience);
    limit.include(TransferLimit::carriesBytes);
    return limit;
  }

  private static boolean carriesBytes(Request request) {
    String path = String.valueOf(request.getHttpURI().getPath());
    return path.startsWith("/content/")
        || path.startsWith("/tus")
        || path.startsWith("/businessWeb/")
        || (path.startsWith("/v1/files/") && path.endsWith("/download"));
  }
}
