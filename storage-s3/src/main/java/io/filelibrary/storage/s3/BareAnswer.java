package io.filelibrary.storage.s3;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An answer of which the status says all: that the store is busy, or, as something before the store
 * answered, a page that is none of its errors. The client below would not tell the status.
 */
final class BareAnswer extends IOException {
  /** The statuses of servers, and of what is before them, that have no time. */
  static final Set<Integer> BUSY = Set.of(408, 429, 499, 500, 502, 503, 504, 520);

  private static final long serialVersionUID = 1L;

  private final int status;

  private BareAnswer(int status) {
    super("the store answered with HTTP status " + status);
    this.status = status;
  }

  /** Throws such answers as the failures that they are. */
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.isSuccessful()) {
      return tagged(response);
    }
    boolean busy = BUSY.contains(response.code());
    if (!busy && tellsMore(response)) {
      return response;
    }
    try (response) {
      throw new BareAnswer(response.code());
    }
  }

  /** The failure of a request that something before the store has answered as if all were well. */
  static ProtocolException notTheStores() {
    return new ProtocolException("the answer is not the store's, it has no ETag");
  }

  /** Passes a success on; the client below takes the tag of what was put for granted. */
  private static Response tagged(Response response) throws ProtocolException {
    Request request = response.request();
    boolean puts = request.method().equals("PUT") && request.header("x-amz-copy-source") == null;
    if (!puts || response.header("ETag") != null) {
      return response;
    }
    try (response) {
      throw notTheStores();
    }
  }

  private static boolean tellsMore(Response response) {
    String type = response.header("Content-Type", "");
    boolean xml = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/xml");
    return xml || response.request().method().equals("HEAD");
  }

  int status() {
    return status;
  }
}
