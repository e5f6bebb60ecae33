package io.filelibrary.server.serve;

import io.filelibrary.http.route.Dispatcher;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask, without a key: {@code /healthz} (200 while the process serves), {@code
 * /readyz} (503 if requests cannot be served) and {@code /metrics}. All else goes on to the
 * servlet. They are answered while the server stops as well.
 */
final class OwnEndpoints extends Handler.Wrapper {
  private final Readiness readiness;
  private final @Nullable Metrics metrics;

  OwnEndpoints(Handler handler, Readiness readiness, Optional<Metrics> metrics) {
    super(handler);
    this.readiness = readiness;
    this.metrics = metrics.orElse(null);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String method = request.getMethod();
    String path = String.valueOf(request.getHttpURI().getPath());
    if (method.equals("GET") || method.equals("HEAD")) {
      switch (path) {
        case "/healthz" -> {
          name(request, path);
          JsonAnswer.send(response, 200, JsonAnswer.status("serving"), callback);
          return true;
        }
        case "/readyz" -> {
          name(request, path);
          answerReadiness(response, callback);
          return true;
        }
        case "/metrics" -> {
          if (metrics != null) {
            name(request, path);
            byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
            JsonAnswer.send(response, 200, Metrics.CONTENT_TYPE, text, callback);
            return true;
          }
        }
        default -> {}
      }
    }
    return super.handle(request, response, callback);
  }

  private static void name(Request request, String path) {
    request.setAttribute(Dispatcher.ENDPOINT, request.getMethod() + " " + path);
  }

  private void answerReadiness(Response response, Callback callback) {
    String obstacle = readiness.obstacle();
    if (obstacle.isEmpty()) {
      JsonAnswer.send(response, 200, JsonAnswer.status("ready"), callback);
    } else {
      JsonAnswer.send(response, 503, JsonAnswer.failure("not_ready", obstacle), callback);
    }
  }
}
