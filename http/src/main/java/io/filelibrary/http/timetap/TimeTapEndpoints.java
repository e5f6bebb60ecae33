package io.filelibrary.http.timetap;

import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.spool.SpoolDirectory;
import java.util.List;

/** Speaks the TimeTap Files API; see docs/rest.md. */
public final class TimeTapEndpoints {

  /**
   * Creates the endpoints.
   *
   * @param urls makes the URLs of contents
   * @param spool where files of forms wait for the fields that follow them
   * @param options how the dialect maps onto the library
   */
  public TimeTapEndpoints(ContentUrls urls, SpoolDirectory spool, TimeTapOptions options) {}

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of();
  }
}
