package io.filelibrary.http.route;

import java.util.Map;

/** A request that cannot be served, for a reason of the protocol and not of the library. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final Map<String, String> headers;

  /**
   * Creates the failure.
   *
   * @param status the status of the answer, 400 to 599
   * @param code what went wrong, in lower case with underscores, for programs to act on
   * @param message one line that says the rule; no text of the request, unless quoted and cut
   */
  public HttpFailure(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /**
   * Creates the failure with headers of its answer.
   *
   * @param status the status of the answer, 400 to 599
   * @param code what went wrong, in lower case with underscores, for programs to act on
   * @param message one line that says the rule
   * @param headers headers of the answer
   */
  public HttpFailure(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  /**
   * Refuses a request that breaks a rule.
   *
   * @param field the parameter, header or property that is wrong
   * @param rule what holds for it
   * @return the failure, with status 400
   */
  public static HttpFailure invalid(String field, String rule) {
    return new HttpFailure(400, "invalid_request", field + ": " + rule);
  }

  /**
   * Refuses a URL that leads nowhere, or is not to be told from one.
   *
   * @return the failure, with status 404
   */
  public static HttpFailure notFound() {
    return new HttpFailure(404, "not_found", "there is nothing at this URL");
  }

  /**
   * Returns the status of the answer.
   *
   * @return the status of the answer
   */
  public int status() {
    return status;
  }

  /**
   * Returns what went wrong, for programs.
   *
   * @return what went wrong, for programs
   */
  public String code() {
    return code;
  }

  /**
   * Returns headers of the answer.
   *
   * @return headers of the answer
   */
  public Map<String, String> headers() {
    return headers;
  }

  /** No stack trace: it is an answer, not a defect. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
