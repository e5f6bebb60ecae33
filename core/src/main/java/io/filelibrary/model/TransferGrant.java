package io.filelibrary.model;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Leave to transfer bytes to or from the storage directly, by one HTTP request, until a moment.
 * Whoever holds it can use it: {@link #toString} does not show the URL's query.
 *
 * <p>Without form fields the bytes are the body of the request. With form fields the body is a
 * {@code multipart/form-data} of these fields and, last, the field {@code file} with the bytes.
 *
 * @param method the HTTP method, such as PUT
 * @param url where the request goes
 * @param headers headers that the request must carry, in order; a Content-Length among them is the
 *     number of bytes that are to be sent, which most HTTP clients set themselves
 * @param formFields fields of a form that come before the bytes, in order; empty unless the method
 *     is POST
 * @param expiresAt when the storage stops accepting the request
 */
public record TransferGrant(
    String method,
    URI url,
    Map<String, String> headers,
    Map<String, String> formFields,
    Instant expiresAt) {
  /** Copies the maps, keeping their order. */
  public TransferGrant {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    formFields = Collections.unmodifiableMap(new LinkedHashMap<>(formFields));
  }

  @Override
  public String toString() {
    String visible = url.toString().replaceFirst("\\?.*", "?...");
    return "TransferGrant[" + method + " " + visible + ", expires " + expiresAt + "]";
  }
}
