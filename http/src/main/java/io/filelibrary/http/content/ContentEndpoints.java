package io.filelibrary.http.content;

import io.filelibrary.http.route.Endpoint;
import java.util.List;

/** Serves the URLs that {@link ContentUrls} makes of its own. */
public final class ContentEndpoints {
  /** Creates the endpoints. */
  public ContentEndpoints() {}

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of();
  }
}
