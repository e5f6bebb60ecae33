package io.filelibrary.server.serve;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * One line for each request, when it is answered: time, method, path, status, bytes of the answer's
 * body, milliseconds, and the id of the key or a dash.
 *
 * <p>No secret gets in: no header, no query, and no path that carries a token. Where the endpoint
 * takes tokens its form stands in for the path, and everywhere a segment that is long enough to be
 * a token or a key is cut.
 */
final class AccessLog implements RequestLog {
  /** Ids have 36 characters; tokens and keys have more than 43. */
  private static final int LONGEST_SEGMENT = 40;

  private static final int LONGEST_PATH = 300;

  private final Consumer<String> lines;
  private final Clock clock;

  AccessLog(Consumer<String> lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public void log(Request request, Response response) {
    String path =
        RequestFacts.endpoint(request)
            .filter(AccessLog::takesTokens)
            .orElseGet(() -> safe(String.valueOf(request.getHttpURI().getPath())));
    lines.accept(
        String.join(
            " ",
            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
            RequestFacts.method(request),
            path,
            Integer.toString(response.getStatus()),
            Long.toString(Response.getContentBytesWritten(response)),
            Long.toString(NanoTime.millisSince(request.getBeginNanoTime())),
            RequestFacts.keyId(request).orElse("-")));
  }

  private static boolean takesTokens(String endpoint) {
    return endpoint.startsWith("/content") || endpoint.startsWith("/tus");
  }

  /** Cuts what may be secret, and what could break the line. */
  static String safe(String path) {
    String cut =
        Arrays.stream(path.split("/", -1))
            .map(segment -> segment.length() > LONGEST_SEGMENT ? "..." : segment)
            .collect(Collectors.joining("/"))
            .replaceAll("[^\\x21-\\x7e]", "?");
    return cut.length() > LONGEST_PATH ? cut.substring(0, LONGEST_PATH) + "..." : cut;
  }
}
