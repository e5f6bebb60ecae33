package io.filelibrary.http.copilot;

import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Endpoint;
import java.util.List;

/** Speaks the Copilot Files API under {@code /v1}; see docs/rest.md. */
public final class CopilotEndpoints {

  /**
   * Creates the endpoints.
   *
   * @param urls makes the URLs of contents
   * @param key seals the places at which lists of channels go on
   */
  public CopilotEndpoints(ContentUrls urls, SigningKey key) {}

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of();
  }
}
