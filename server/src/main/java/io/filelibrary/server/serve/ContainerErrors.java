package io.filelibrary.server.serve;

import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty answers before a request reaches the servlet, or after it has failed: the same JSON as
 * everywhere, without a word of the request or of the failure.
 */
final class ContainerErrors extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      // The server stops, or has too many transfers: the client is to come back, and by another
      // connection.
      response.getHeaders().put(new HttpField(HttpHeader.RETRY_AFTER, "5"));
      response.getHeaders().put(new HttpField(HttpHeader.CONNECTION, "close"));
    }
    JsonAnswer.send(response, status, body(status), callback);
    return true;
  }

  private static byte[] body(int status) {
    return JsonAnswer.failure(code(status), message(status));
  }

  /** The words of the standard, such as {@code uri_too_long}. */
  private static String code(int status) {
    if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
      return "internal";
    }
    return HttpStatus.getMessage(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  private static String message(int status) {
    return switch (status) {
      case 400 -> "this is no request that the server understands";
      case 404 -> "there is nothing at this URL";
      case 408 -> "the request came too slowly; send it again";
      case 413 -> "the body is too large";
      case 414, 431 -> "the URL or the headers are too large";
      case 500 -> "the server could not do this; its log says why";
      case 503 -> "the server is stopping, or too busy; send the request again";
      default -> HttpStatus.getMessage(status);
    };
  }
}
