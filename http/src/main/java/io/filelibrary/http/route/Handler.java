package io.filelibrary.http.route;

import java.io.IOException;

/** Answers the requests of one endpoint. Safe for use by many threads. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers a request. Whatever it throws becomes the answer as {@link ErrorAnswer} says, or breaks
   * the connection if the answer has begun. So headers are set when nothing can fail any more.
   *
   * @param exchange the request and its answer
   * @throws IOException if the client is gone
   */
  void handle(Exchange exchange) throws IOException;
}
