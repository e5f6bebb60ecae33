package io.filelibrary.http.tus;

import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.spool.SpoolDirectory;
import java.time.Clock;
import java.util.List;

/** Takes the bytes of pending files by tus 1.0 under {@code /tus}; see docs/rest.md. */
public final class TusEndpoints {

  /**
   * Creates the endpoints.
   *
   * @param spool where bytes are until all have come
   * @param key signs the URLs of uploads
   * @param clock tells the time
   */
  public TusEndpoints(SpoolDirectory spool, SigningKey key, Clock clock) {}

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of();
  }
}
