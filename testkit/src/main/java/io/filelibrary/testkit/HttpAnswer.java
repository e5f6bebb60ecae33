package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server answered; the status is 0 where it broke the connection instead. */
final class HttpAnswer {
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

  byte[] body() {
    return body;
  }

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** A header, of which the answer has no more than one. */
  Optional<String> header(String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream())
            .toList();
    assertThat(values).as("the headers %s of %s", name, this).hasSizeLessThan(2);
    return values.stream().findFirst();
  }

  void assertTaken(String what) {
    assertThat(succeeded()).as("%s is taken: %s", what, this).isTrue();
  }

  void assertRefused(String what) {
    assertThat(status == 0 || status >= FIRST_ERROR).as("%s is refused: %s", what, this).isTrue();
  }

  void assertGives(byte[] bytes, String what) {
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
