package io.filelibrary.http.route;

import io.filelibrary.FileLibrary;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.http.access.Authenticator;
import io.filelibrary.http.access.Caller;
import io.filelibrary.http.access.TenantLibrary;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each request to its endpoint, and each failure to the client. */
public final class Dispatcher {
  /**
   * The attribute of a request that names the endpoint which answers it, such as {@code GET
   * /v1/files/{id}}; for logs and metrics, which must not grow with the paths that are asked for.
   */
  public static final String ENDPOINT = "io.filelibrary.http.endpoint";

  private static final int UNAUTHORIZED = 401;
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final FileLibrary library;
  private final Authenticator authenticator;
  private final List<Endpoint> endpoints;
  private final Optional<URI> publicUrl;
  private final int maxJsonBytes;
  private final UnreadBody unread = new UnreadBody();

  /**
   * Creates a dispatcher.
   *
   * @param library the library
   * @param authenticator names the callers
   * @param endpoints all endpoints; of two that fit a request, the first answers it
   * @param publicUrl where clients reach the servlet; empty to go by each request
   * @param maxJsonBytes the largest JSON body
   */
  public Dispatcher(
      FileLibrary library,
      Authenticator authenticator,
      List<Endpoint> endpoints,
      Optional<URI> publicUrl,
      int maxJsonBytes) {
    this.library = library;
    this.authenticator = authenticator;
    this.endpoints = List.copyOf(endpoints);
    this.publicUrl = publicUrl;
    this.maxJsonBytes = maxJsonBytes;
  }

  /**
   * Answers a request.
   *
   * @param request the request
   * @param response its answer
   * @throws IOException if the client is gone, or a failure comes after the answer has begun: then
   *     the container breaks the connection, and the client sees that the answer is not whole
   */
  public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Surface surface = Surface.CONTENT;
    try {
      List<String> path = RawUrl.segments(pathWithin(request));
      String query = request.getQueryString();
      Map<String, List<String>> parameters = RawUrl.query(query == null ? "" : query);
      Match match = match(request.getMethod(), path);
      surface = match.endpoint.surface();
      surface.headers().forEach(response::setHeader);
      request.setAttribute(ENDPOINT, match.endpoint.toString());
      match.endpoint.handler().handle(exchange(request, response, match, parameters));
    } catch (HttpFailure e) {
      answer(request, response, ErrorAnswer.of(e), e);
    } catch (SourceFailed | IOException e) {
      LOG.debug("{} ended early", request.getAttribute(ENDPOINT), e);
      answer(request, response, ErrorAnswer.ofBody(e), e);
    } catch (FileLibraryException e) {
      ErrorAnswer answer = ErrorAnswer.of(e, surface);
      if (answer.status() >= 500) {
        LOG.error("{} is answered with {}", request.getAttribute(ENDPOINT), answer.status(), e);
      }
      answer(request, response, answer, e);
    } catch (RuntimeException e) {
      LOG.error("{} failed", request.getAttribute(ENDPOINT), e);
      answer(request, response, ErrorAnswer.internal(), e);
    }
  }

  private Exchange exchange(
      HttpServletRequest request,
      HttpServletResponse response,
      Match match,
      Map<String, List<String>> parameters) {
    Optional<Caller> caller =
        switch (match.endpoint.access()) {
          case CALLER -> Optional.of(authenticated(request));
          case OPEN -> Optional.empty();
        };
    return new Exchange(
        request,
        response,
        match.variables,
        parameters,
        caller,
        caller.map(known -> new TenantLibrary(library, known)),
        () -> publicUrl.orElseGet(() -> base(request)),
        maxJsonBytes);
  }

  private Caller authenticated(HttpServletRequest request) {
    return authenticator
        .authenticate(request)
        .orElseThrow(
            () ->
                new HttpFailure(
                    UNAUTHORIZED,
                    "unauthorized",
                    "send a valid key as X-API-KEY, or as Authorization: Bearer",
                    Map.of("WWW-Authenticate", "Bearer")));
  }

  private Match match(String method, List<String> path) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      Optional<Map<String, String>> variables = endpoint.path().match(path);
      if (variables.isPresent() && endpoint.method().equals(method)) {
        return new Match(endpoint, variables.get());
      }
      variables.ifPresent(found -> allowed.add(endpoint.method()));
    }
    if (allowed.isEmpty()) {
      throw HttpFailure.notFound();
    }
    String methods = String.join(", ", allowed);
    throw new HttpFailure(
        405, "method_not_allowed", "this URL takes " + methods, Map.of("Allow", methods));
  }

  /** The path below the servlet, as it was sent. */
  private static String pathWithin(HttpServletRequest request) {
    return request.getRequestURI().substring(prefix(request).length());
  }

  /** The context's path and the fixed part of the servlet's mapping. */
  private static String prefix(HttpServletRequest request) {
    String mapping = request.getHttpServletMapping().getPattern();
    String own = mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "";
    return request.getContextPath() + own;
  }

  private static URI base(HttpServletRequest request) {
    StringBuffer url = request.getRequestURL();
    String path = request.getRequestURI();
    return URI.create(url.substring(0, url.length() - path.length()) + prefix(request));
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      ErrorAnswer answer,
      Exception failure)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("the answer had begun when the request failed", failure);
    }
    byte[] text = JsonText.MAPPER.writeValueAsBytes(answer.body());
    // Headers of filters stay, such as those for browsers of other origins.
    response.resetBuffer();
    answer.headers().forEach(response::setHeader);
    if (answer.status() != UNAUTHORIZED) {
      // Nobody makes the server wait for a body without a key.
      unread.drop(request);
    }
    UnreadBody.tell(request, response, false);
    response.setStatus(answer.status());
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  private record Match(Endpoint endpoint, Map<String, String> variables) {}
}
