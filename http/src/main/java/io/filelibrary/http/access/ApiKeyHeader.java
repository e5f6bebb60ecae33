package io.filelibrary.http.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Where clients of the published APIs send their key: {@code X-API-KEY: key}, or {@code
 * Authorization: Bearer key}. For {@link Authenticator}s that decide by a key.
 */
public final class ApiKeyHeader {
  private static final String BEARER = "Bearer ";

  private ApiKeyHeader() {}

  /**
   * Reads the key of a request.
   *
   * @param request the request
   * @return the key as it was sent, or empty if there is none, or there are two that differ
   */
  public static Optional<String> read(HttpServletRequest request) {
    Optional<String> own = Optional.ofNullable(request.getHeader("X-API-KEY"));
    Optional<String> bearer =
        Optional.ofNullable(request.getHeader("Authorization"))
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip());
    if (own.isPresent() && bearer.isPresent() && !own.equals(bearer)) {
      return Optional.empty();
    }
    return own.or(() -> bearer);
  }
}
