package io.filelibrary.http.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import com.google.common.io.ByteStreams;
import io.filelibrary.http.access.Caller;
import io.filelibrary.http.access.TenantLibrary;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request, as its endpoint sees it, and its answer. Used by one thread. */
public final class Exchange {
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Map<String, String> variables;
  private final Map<String, List<String>> query;
  private final @Nullable TenantLibrary library;
  private final @Nullable Caller caller;
  private final Supplier<URI> base;
  private final int maxJsonBytes;
  private boolean bodyWasAsked;

  Exchange(
      HttpServletRequest request,
      HttpServletResponse response,
      Map<String, String> variables,
      Map<String, List<String>> query,
      Optional<Caller> caller,
      Optional<TenantLibrary> library,
      Supplier<URI> base,
      int maxJsonBytes) {
    this.request = request;
    this.response = response;
    this.variables = variables;
    this.query = query;
    this.caller = caller.orElse(null);
    this.library = library.orElse(null);
    this.base = base;
    this.maxJsonBytes = maxJsonBytes;
  }

  /**
   * Returns the request, for what this class does not show.
   *
   * @return the request, for what this class does not show
   */
  public HttpServletRequest request() {
    return request;
  }

  /**
   * Returns the answer, for what this class does not write.
   *
   * @return the answer, for what this class does not write
   */
  public HttpServletResponse response() {
    return response;
  }

  /**
   * Returns whom the request comes from.
   *
   * @return the caller
   * @throws IllegalStateException if the endpoint is open to everybody
   */
  public Caller caller() {
    return known(caller);
  }

  /**
   * Returns what of the library the caller can reach.
   *
   * @return what of the library the caller can reach
   * @throws IllegalStateException if the endpoint is open to everybody
   */
  public TenantLibrary library() {
    return known(library);
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an endpoint that is open to everybody has no caller");
    }
    return value;
  }

  /**
   * Returns where the servlet is, as clients outside reach it.
   *
   * @return an absolute URL without a slash at its end
   */
  public URI base() {
    return base.get();
  }

  /**
   * Returns the value of a variable of the path.
   *
   * @param variable its name in the endpoint's template
   * @return the value, decoded
   */
  public String path(String variable) {
    String value = variables.get(variable);
    if (value == null) {
      throw new IllegalStateException("the path has no variable " + variable);
    }
    return value;
  }

  /**
   * Returns a parameter of the query.
   *
   * @param name its name
   * @return its value, decoded, or empty if it is missing
   * @throws HttpFailure if it is there twice
   */
  public Optional<String> query(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw HttpFailure.invalid(name, "the parameter is given once");
    }
    return values.stream().findFirst();
  }

  /**
   * Returns a parameter of the query that is a whole number.
   *
   * @param name its name
   * @param least the least value
   * @param most the greatest value
   * @return its value, or empty if it is missing
   * @throws HttpFailure if it is there twice, is something else, or out of bounds
   */
  public OptionalInt queryNumber(String name, int least, int most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    // Before it is read: what has more digits than any int is no int.
    boolean digits = DIGITS.matchesAllOf(text.get()) && !text.get().isEmpty();
    long value = digits && text.get().length() <= 10 ? Long.parseLong(text.get()) : -1;
    if (value < least || value > most) {
      throw HttpFailure.invalid(name, "it is a whole number from " + least + " to " + most);
    }
    return OptionalInt.of((int) value);
  }

  /**
   * Returns a header.
   *
   * @param name its name, in any case
   * @return its value, or empty if it is missing
   * @throws HttpFailure if it is there twice
   */
  public Optional<String> header(String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.size() > 1) {
      throw HttpFailure.invalid(name, "the header is given once");
    }
    return values.stream().findFirst();
  }

  /**
   * Returns how many bytes the body has.
   *
   * @return the declared number, or empty if the body is chunked or there is none
   */
  public OptionalLong contentLength() {
    long length = request.getContentLengthLong();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /**
   * Returns the body.
   *
   * @return the body, which ends where the client said; closed by the container
   * @throws IOException if the client is gone
   */
  public InputStream body() throws IOException {
    bodyWasAsked = true;
    return request.getInputStream();
  }

  /**
   * Reads the body as one JSON object.
   *
   * @return the object
   * @throws HttpFailure if it is none (400), or has too many bytes (413)
   * @throws IOException if the client is gone
   */
  public ObjectNode json() throws IOException {
    if (contentLength().orElse(0) > maxJsonBytes) {
      throw tooLarge();
    }
    byte[] text = ByteStreams.limit(body(), maxJsonBytes + 1L).readAllBytes();
    if (text.length > maxJsonBytes) {
      throw tooLarge();
    }
    return JsonText.object(text);
  }

  private HttpFailure tooLarge() {
    return new HttpFailure(
        413, "body_too_large", "a JSON body has at most " + maxJsonBytes + " bytes");
  }

  /**
   * Answers with JSON that no cache keeps.
   *
   * @param status the status
   * @param body the body
   * @throws IOException if the client is gone
   */
  public void answer(int status, JsonNode body) throws IOException {
    byte[] text = JsonText.MAPPER.writeValueAsBytes(body);
    beginJson(status);
    UnreadBody.tell(request, response, bodyWasAsked);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  /**
   * Begins an answer with JSON that no cache keeps, for bodies that are written piece by piece.
   *
   * @param status the status
   */
  public void beginJson(int status) {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
