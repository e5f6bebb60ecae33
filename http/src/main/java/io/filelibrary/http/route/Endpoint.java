package io.filelibrary.http.route;

/**
 * One method on one form of paths. All endpoints of all protocols are in one list, so that what has
 * to hold for each of them can be tested for each of them.
 *
 * @param surface the protocol it belongs to
 * @param method the HTTP method, in upper case
 * @param path the form of its paths
 * @param access what a request must show
 * @param handler answers the requests
 */
public record Endpoint(
    Surface surface, String method, PathTemplate path, Access access, Handler handler) {
  /**
   * Creates an endpoint.
   *
   * @param surface the protocol it belongs to
   * @param method the HTTP method, in upper case
   * @param path the form of its paths; see {@link PathTemplate#parse}
   * @param access what a request must show
   * @param handler answers the requests
   * @return the endpoint
   */
  public static Endpoint of(
      Surface surface, String method, String path, Access access, Handler handler) {
    return new Endpoint(surface, method, PathTemplate.parse(path), access, handler);
  }

  /** Returns method and path, such as {@code GET /v1/files/{id}}. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
