package io.filelibrary.server.serve;

import io.filelibrary.http.route.Dispatcher;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** What log and metrics may know of a request: nothing that grows without bound, nothing secret. */
final class RequestFacts {
  /** The endpoint of requests that no endpoint answered. */
  static final String NONE = "none";

  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private RequestFacts() {}

  /** Returns the method if it is a usual one, and {@code OTHER} for all else. */
  static String method(Request request) {
    String method = String.valueOf(request.getMethod());
    return METHODS.contains(method) ? method : "OTHER";
  }

  /** Returns the form of the path that answered, such as {@code /v1/files/{id}}. */
  static Optional<String> endpoint(Request request) {
    return text(request, Dispatcher.ENDPOINT).map(name -> name.substring(name.indexOf(' ') + 1));
  }

  static Optional<String> keyId(Request request) {
    return text(request, KeyAuthenticator.KEY_ID);
  }

  private static Optional<String> text(Request request, String attribute) {
    return request.getAttribute(attribute) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
