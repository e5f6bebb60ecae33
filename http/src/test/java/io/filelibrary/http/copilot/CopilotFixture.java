package io.filelibrary.http.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestClient;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with a channel of the tenant 1001 and one of the tenant 2002. */
final class CopilotFixture implements AutoCloseable {
  /** The id of the channel, of the form that the API's own ids have. */
  static final String CHANNEL = "us-east-1_eq0ubI3tM/c6e79bda-08b0-4654-9d8b-23a4b5ff6e52";

  /** The id of the channel of the other tenant. */
  static final String FOREIGN = "foreign/1";

  /** Escapes what is not ASCII, lone surrogates too: no UTF-8 could have those. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final TestServer server;
  private final TestClient client;

  private CopilotFixture(TestServer server) {
    this.server = server;
    this.client = server.client(TestServer.ADA);
  }

  static CopilotFixture start(Path spool) throws Exception {
    return of(TestServer.start(spool));
  }

  static CopilotFixture of(TestServer server) {
    server
        .library()
        .createChannel(
            ChannelSpec.of(ChannelId.of(CHANNEL), TenantId.of("1001"))
                .withNamePolicy(NamePolicy.PORTABLE));
    server.library().createChannel(ChannelSpec.of(ChannelId.of(FOREIGN), TenantId.of("2002")));
    return new CopilotFixture(server);
  }

  TestServer server() {
    return server;
  }

  /** A client with the key of Ada. */
  TestClient client() {
    return client;
  }

  /** The channel, as Ada sees it. */
  ChannelFiles files() {
    return server.library().channel(CHANNEL, "ada");
  }

  /** The channel of the other tenant. */
  ChannelFiles foreignFiles() {
    return server.library().channel(FOREIGN, "eve");
  }

  Answer get(String target) throws Exception {
    return client.send("GET", target);
  }

  Answer delete(String target) throws Exception {
    return client.send("DELETE", target);
  }

  Answer post(String target, Object body) throws Exception {
    return client.send("POST", target, json(body));
  }

  Answer put(String target, Object body) throws Exception {
    return client.send("PUT", target, json(body));
  }

  Answer patch(String id, Object body) throws Exception {
    return client.send("PATCH", "/v1/files/" + id, json(body));
  }

  Answer send(String method, String target, String ifMatch, Object body) throws Exception {
    return client.send(
        method, target, Map.of("If-Match", ifMatch), BodyPublishers.ofString(json(body)));
  }

  /** Creates an item in the channel; what the answer has besides is up to the caller. */
  JsonNode create(String type, String path, Object... more) throws Exception {
    return created(post("/v1/files/" + type, body("path", path, "channelId", CHANNEL, more)));
  }

  Answer tryCreate(String type, String path, Object... more) throws Exception {
    return post("/v1/files/" + type, body("path", path, "channelId", CHANNEL, more));
  }

  private static JsonNode created(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  /** All pages of a list, from a target that has a query. */
  List<JsonNode> all(String target) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = created(get(target));
    page.path("data").forEach(all::add);
    while (page.has("nextToken")) {
      page = created(get(target + "&nextToken=" + page.path("nextToken").textValue()));
      page.path("data").forEach(all::add);
    }
    return all;
  }

  /** The whole state that a refused call must leave as it was: tree, trash and change feed. */
  List<String> state() {
    List<String> state = new ArrayList<>();
    for (ChannelFiles files : List.of(files(), foreignFiles())) {
      files
          .streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true))
          .forEach(item -> state.add(item.toString()));
      files.trashBin().list(Optional.empty(), 1000).items().stream()
          .forEach(item -> state.add(item.toString()));
      state.add(files.changes(0, 1000).toString());
      state.add(files.channel().toString());
    }
    return state;
  }

  static String json(Object body) throws Exception {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }

  /** Pairs as a JSON object; the last argument may be an array of further pairs. */
  static Map<String, Object> body(
      String key, Object value, String secondKey, Object secondValue, Object... more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(key, value);
    body.put(secondKey, secondValue);
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return body;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    server.close();
  }
}
