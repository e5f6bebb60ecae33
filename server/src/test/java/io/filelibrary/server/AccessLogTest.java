package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of requests: what is in it, and above all what is not. */
final class AccessLogTest {
  private static final String SECRET_QUERY = "signature-in-a-query";

  @TempDir Path temporary;

  @Test
  void requestIsOneLine() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(temporary.resolve("data"))) {
      String id = served.key().substring(4, 20);
      // Each line comes after its answer, so the next request waits for it.
      String upload = served.begin("a.txt");
      served.awaitOutput("POST /v1/files/file ");
      served.send(served.request(upload).PUT(BodyPublishers.ofString("hello")).build());
      served.awaitOutput("PUT /content/uploads/");
      served.get("/v1/files?channelId=main", served.key());
      served.awaitOutput("GET /v1/files ");
      served.get("/nowhere/at%20all\u00e9".replace("\u00e9", "%C3%A9"));
      served.awaitOutput(" /nowhere/");
      served.get("/healthz");
      served.awaitOutput(" /healthz ");

      List<String> lines = requests(served);
      assertThat(lines).hasSize(5);
      assertThat(lines.get(0)).matches(line("POST /v1/files/file 200 \\d+ \\d+ " + id));
      assertThat(lines.get(1)).matches(line("PUT /content/uploads/\\{token} 2\\d\\d 0 \\d+ -"));
      assertThat(lines.get(2)).matches(line("GET /v1/files 200 \\d+ \\d+ " + id));
      assertThat(lines.get(3)).matches(line("GET /nowhere/at%20all%C3%A9 404 \\d+ \\d+ -"));
      assertThat(lines.get(4)).matches(line("GET /healthz 200 20 \\d+ -"));
    }
  }

  @Test
  void neitherKeysNorTokensNorQueriesAreLogged() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(temporary.resolve("data"))) {
      String key = served.key();
      String upload = served.begin("a.txt");
      served.send(served.request(upload).PUT(BodyPublishers.ofString("hello")).build());
      String download = served.listed("a.txt", key).path("downloadUrl").textValue();
      served.get(download);
      String token = longest(upload);
      String other = longest(download);
      for (String secret : List.of(key, token, other)) {
        for (String path :
            List.of(
                "/content/uploads/",
                "/content//uploads/",
                "/content/%75ploads/",
                "/CONTENT/uploads/",
                "/content/files/",
                "/tus/",
                "/v1/files/",
                "/files/",
                "/v1/files/x%2F",
                "/")) {
          served.get(path + secret, key);
          served.get(path + secret + "/name?sig=" + SECRET_QUERY);
          served.send(
              served
                  .request(path + secret)
                  .header("Authorization", "Bearer " + key)
                  .method("PATCH", BodyPublishers.ofString(secret))
                  .build());
        }
        served.get("/v1/files?channelId=main&key=" + secret + "&sig=" + SECRET_QUERY, key + "x");
      }
      served.get("/healthz");
      served.awaitOutput(" /healthz ");

      String log = String.join("\n", requests(served)) + served.messages();
      assertThat(requests(served)).hasSizeGreaterThan(90);
      assertThat(log)
          .doesNotContain(key.substring(21))
          .doesNotContain(token)
          .doesNotContain(other)
          .doesNotContain(SECRET_QUERY)
          .doesNotContain("?");
    }
  }

  @Test
  void lineCannotBeBrokenByAPath() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(temporary.resolve("data"))) {
      served.get("/a%0D%0Ab%1B%5B2J/" + "x/".repeat(1000));
      served.awaitOutput("GET /a");
      served.get("/healthz");
      served.awaitOutput(" /healthz ");

      assertThat(requests(served)).hasSize(2);
      assertThat(requests(served)).allMatch(line -> line.length() < 400);
      assertThat(requests(served).get(0)).matches("[\\x20-\\x7e]+");
    }
  }

  @Test
  void logCanBeTurnedOff() throws Exception {
    try (ServedLibrary served =
        ServedLibrary.start(temporary.resolve("data"), "--access-log", "off")) {
      served.get("/healthz");
      served.get("/healthz");

      assertThat(requests(served)).isEmpty();
    }
  }

  private static String line(String rest) {
    return "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z " + rest;
  }

  /** Returns the longest part of a URL's path, which is the secret one. */
  private static String longest(String url) {
    String longest = "";
    for (String segment : URI.create(url).getRawPath().split("/", -1)) {
      longest = segment.length() > longest.length() ? segment : longest;
    }
    assertThat(longest).hasSizeGreaterThan(40);
    return longest;
  }

  private static List<String> requests(ServedLibrary served) {
    return served.out().lines().filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*")).toList();
  }
}
