package io.filelibrary.http.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The host's decision who a request comes from. It is asked once for each request that needs a
 * caller, before anything of the body is read, and never for signed URLs and public files. Safe for
 * use by many threads. What it throws is answered with 500 and nothing is done; what cannot be
 * decided at the moment is thrown, and never answered with a caller.
 */
@FunctionalInterface
public interface Authenticator {
  /**
   * Names the caller.
   *
   * @param request the request, of which headers alone are to be read
   * @return the caller, or empty if the request shows none or a wrong one: it is answered with 401
   */
  Optional<Caller> authenticate(HttpServletRequest request);
}
