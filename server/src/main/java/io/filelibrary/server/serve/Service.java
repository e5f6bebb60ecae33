package io.filelibrary.server.serve;

import java.time.Duration;

/**
 * A server together with what has to be done beside it, until it is closed. Whatever is being done
 * then, the server refuses what is new from the first moment on: its housekeeping may take its time
 * to come to an end, in which the transfers that run go on to theirs.
 */
public final class Service implements AutoCloseable {
  private final HttpServer server;
  private final Housekeeping housekeeping;

  /**
   * Takes over what was started.
   *
   * @param server serves
   * @param housekeeping is done beside it
   */
  public Service(HttpServer server, Housekeeping housekeeping) {
    this.server = server;
    this.housekeeping = housekeeping;
  }

  /**
   * Begins the housekeeping.
   *
   * @param interval how often it is done
   */
  public void start(Duration interval) {
    housekeeping.start(interval);
  }

  /** Stops both; the library may be closed then. */
  @Override
  public void close() {
    try {
      server.refuse();
      housekeeping.close();
    } finally {
      server.close();
    }
  }
}
