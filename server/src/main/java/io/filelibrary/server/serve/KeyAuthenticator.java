package io.filelibrary.server.serve;

import io.filelibrary.http.access.ApiKeyHeader;
import io.filelibrary.http.access.Authenticator;
import io.filelibrary.http.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Lets in whoever sends a key; leaves the id of the key with the request, for the log. */
final class KeyAuthenticator implements Authenticator {
  /** The attribute of a request that has the id of its key. */
  static final String KEY_ID = "io.filelibrary.server.keyId";

  private final ApiKeys keys;

  KeyAuthenticator(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<Caller> authenticate(HttpServletRequest request) {
    Optional<ApiKey> key = ApiKeyHeader.read(request).flatMap(keys::find);
    key.ifPresent(known -> request.setAttribute(KEY_ID, known.id()));
    return key.map(ApiKey::caller);
  }
}
