package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server answered; the status is 0 where it broke the connection instead. */
public final class HttpAnswer {
  static final HttpAnswer NONE = new HttpAnswer(0, Map.of(), new byte[0]);

  private static final int FIRST_ERROR = 400;

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns the body.
   *
   * @return the body, not a copy
   */
  public byte[] body() {
    return body;
  }

  /**
   * Returns whether the request was answered with a status of success.
   *
   * @return whether the request was answered with a status of success
   */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /**
   * Returns a header; fails if the answer has more than one of the name.
   *
   * @param name its name, in any case
   * @return its value, or empty where there is none
   */
  public Optional<String> header(String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream())
            .toList();
    assertThat(values).as("the headers %s of %s", name, this).hasSizeLessThan(2);
    return values.stream().findFirst();
  }

  /**
   * Checks that the request succeeded.
   *
   * @param what the request, for the message
   */
  public void assertTaken(String what) {
    assertThat(succeeded()).as("%s is taken: %s", what, this).isTrue();
  }

  /**
   * Checks that the request was refused or broken off.
   *
   * @param what the request, for the message
   */
  public void assertRefused(String what) {
    assertThat(status == 0 || status >= FIRST_ERROR).as("%s is refused: %s", what, this).isTrue();
  }

  /**
   * Checks that the answer has exactly these bytes.
   *
   * @param bytes all of them
   * @param what the request, for the message
   */
  public void assertGives(byte[] bytes, String what) {
    assertThat(status).as("the status of %s: %s", what, this).isEqualTo(200);
    assertThat(body).as("the bytes of %s", what).isEqualTo(bytes);
  }

  void assertGivesPart(byte[] bytes, String what) {
    assertThat(status).as("the status of %s: %s", what, this).isEqualTo(206);
    assertThat(body).as("the bytes of %s", what).isEqualTo(bytes);
  }

  /** Checks that the request was refused because there is no such object, or none for everyone. */
  void assertMissing(String what) {
    assertThat(status).as("the status of %s: %s", what, this).isIn(404, 403);
  }

  @Override
  public String toString() {
    return status + " " + headers + ", " + body.length + " bytes";
  }
}
