package io.filelibrary.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.spool.SpoolLimits;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is one tenant's does not exist for another, at any endpoint. Each endpoint has its requests
 * in the table below; one that is added without any fails the test.
 */
final class IsolationTest {
  private static final String CHANNEL = "us-east-1/of ada";

  /** Endpoints that ask for no key, each since its URL carries the right or is for everybody. */
  private static final Set<String> OPEN =
      Set.of(
          "PUT /content/uploads/{token}",
          "GET /content/files/{token}",
          "HEAD /content/files/{token}",
          "GET /content/files/{token}/{name}",
          "HEAD /content/files/{token}/{name}",
          "GET /content/public/{id}",
          "HEAD /content/public/{id}",
          "GET /content/public/{id}/{name}",
          "HEAD /content/public/{id}/{name}",
          "GET /openapi.json",
          "OPTIONS /tus",
          "OPTIONS /tus/{token}",
          "HEAD /tus/{token}",
          "PATCH /tus/{token}",
          "POST /tus/{token}",
          "DELETE /tus/{token}");

  /**
   * The requests by which another tenant could reach what is Ada's, for each endpoint that needs a
   * caller. {@code FILE}, {@code FOLDER}, {@code PENDING}, {@code TRASHED} and {@code CHANNEL}
   * stand for her ids.
   */
  private static final Map<String, List<Attempt>> ATTEMPTS =
      ImmutableMap.<String, List<Attempt>>builder()
          .put(
              "POST /v1/files/{fileType}",
              List.of(
                  Attempt.json("/v1/files/file", "{'channelId':'CHANNEL','path':'Folder/new.txt'}"),
                  Attempt.json("/v1/files/folder", "{'channelId':'CHANNEL','path':'New'}"),
                  Attempt.json(
                      "/v1/files/link",
                      "{'channelId':'CHANNEL','path':'l','linkUrl':'https://example.com'}")))
          .put("GET /v1/files/{id}", each("/v1/files/ID"))
          .put(
              "PATCH /v1/files/{id}",
              List.of(
                  Attempt.json("/v1/files/FILE", "{'name':'stolen.txt'}"),
                  Attempt.json("/v1/files/FOLDER", "{'trashed':true}"),
                  Attempt.json("/v1/files/TRASHED", "{'trashed':false}"),
                  Attempt.json("/v1/files/PENDING", "{'attributes':{'a':'b'}}"),
                  Attempt.json("/v1/files/OWN", "{'parentId':'FOLDER'}").asForUnknownIds()))
          .put("DELETE /v1/files/{id}", each("/v1/files/ID"))
          .put("GET /v1/files", List.of(Attempt.at("/v1/files?channelId=ESCAPED")))
          .put(
              "PUT /v1/files/{id}/permissions",
              List.of(
                  Attempt.json("/v1/files/FOLDER/permissions", "{'clientPermissions':'read_only'}"),
                  Attempt.json(
                      "/v1/files/root/permissions",
                      "{'clientPermissions':'read_only','channelId':'CHANNEL'}")))
          .put("GET /v1/files/{id}/download-url", each("/v1/files/ID/download-url"))
          .put("GET /v1/files/{id}/download", each("/v1/files/ID/download"))
          .put(
              "GET /v1/channels/files/{id...}",
              List.of(
                  Attempt.at("/v1/channels/files/ESCAPED"),
                  Attempt.at("/v1/channels/files/us-east-1/of%20ada")))
          .put("POST /v1/channels/files", List.of())
          .put("GET /v1/channels/files", List.of())
          .put(
              "GET /files",
              List.of(
                  Attempt.at("/files?parentFileLibraryUUID=FOLDER"),
                  Attempt.at("/files?parentFileLibraryUUID=TRASHED")))
          .put(
              "POST /files",
              List.of(
                  Attempt.json(
                      "/files",
                      "{'businessId':2002,'fileLibraryType':'FILE','fileName':'x',"
                          + "'fileLibraryUUID':'FILE'}"),
                  Attempt.json(
                      "/files",
                      "{'businessId':1001,'fileLibraryType':'FILE','fileName':'x',"
                          + "'fileLibraryUUID':'FILE'}"),
                  Attempt.json(
                      "/files",
                      "{'businessId':2002,'fileLibraryType':'FILE','fileName':'x',"
                          + "'fileLibraryUUID':'TRASHED','deleted':false}"),
                  Attempt.json(
                      "/files", "{'businessId':1001,'fileLibraryType':'FOLDER','fileName':'New'}"),
                  Attempt.json(
                          "/files",
                          "{'businessId':2002,'fileLibraryType':'FOLDER','fileName':'New',"
                              + "'parentFileLibraryUUID':'FOLDER'}")
                      .asForUnknownIds()))
          .put(
              "POST /businessWeb/fileUploadS3.do",
              List.of(Attempt.form("1001", ""), Attempt.form("2002", "FOLDER").asForUnknownIds()))
          .put("DELETE /files/{fileLibraryUUID}", each("/files/ID"))
          .put(
              "POST /tus",
              List.of(Attempt.tus("fileId", "PENDING"), Attempt.tus("channelId", "CHANNEL")))
          .build();

  @TempDir private Path spool;
  private TestServer server;
  private ChannelFiles files;
  private Map<String, String> ids;

  /**
   * A request, before the ids are put in.
   *
   * @param isNotFound whether the answer is 404; else it is the one for ids that nobody has
   */
  private record Attempt(
      String target, Map<String, String> headers, String body, boolean isNotFound) {
    static Attempt at(String target) {
      return new Attempt(target, Map.of(), "", true);
    }

    Attempt asForUnknownIds() {
      return new Attempt(target, headers, body, false);
    }

    static Attempt json(String target, String body) {
      return new Attempt(
          target, Map.of("Content-Type", "application/json"), body.replace('\'', '"'), true);
    }

    static Attempt form(String business, String parent) {
      StringBuilder body = new StringBuilder();
      Map.of(
              "businessId",
              business,
              "uploadedFileName",
              "a.txt",
              "userName",
              "eve",
              "parentFileLibraryUUID",
              parent)
          .forEach(
              (name, value) ->
                  body.append("--b\r\nContent-Disposition: form-data; name=\"")
                      .append(name)
                      .append("\"\r\n\r\n")
                      .append(value)
                      .append("\r\n"));
      body.append(
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx"
              + "\r\n--b--\r\n");
      return new Attempt(
          "/businessWeb/fileUploadS3.do",
          Map.of("Content-Type", "multipart/form-data; boundary=b"),
          body.toString(),
          true);
    }

    static Attempt tus(String name, String value) {
      return new Attempt(
          "/tus",
          Map.of(
              "Tus-Resumable", "1.0.0",
              "Upload-Length", "1",
              // The value is encoded when the ids are put in.
              "Upload-Metadata", name + " " + value + ",path bmV3"),
          "",
          true);
    }
  }

  @BeforeEach
  void fill() throws Exception {
    server = TestServer.start(spool);
    FileLibrary library = server.library();
    library.createChannel(ChannelSpec.of(ChannelId.of(CHANNEL), TenantId.of("1001")));
    files = library.channel(CHANNEL, "ada");
    Item folder = files.createFolder("Folder");
    Item file =
        files.upload(
            Destination.at("Folder/file.txt"),
            "secret".getBytes(UTF_8),
            UploadOptions.DEFAULT.withVisibility(Visibility.PRIVATE));
    Item trashed = files.trash(files.upload("trashed.txt", new byte[] {1}).id());
    Item pending =
        files.uploads().begin(Destination.at("pending.txt"), UploadOptions.DEFAULT).file();
    library.createChannel(ChannelSpec.of(ChannelId.of("of eve"), TenantId.of("2002")));
    Item own = library.channel("of eve", "eve").createFolder("Own");
    ids =
        Map.of(
            "FILE", file.id().toString(),
            "FOLDER", folder.id().toString(),
            "TRASHED", trashed.id().toString(),
            "PENDING", pending.id().toString(),
            "OWN", own.id().toString(),
            "CHANNEL", CHANNEL,
            "ESCAPED", "us-east-1%2Fof%20ada");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyEndpointIsInOneOfTheTables() throws Exception {
    for (Endpoint endpoint : endpoints()) {
      boolean open = endpoint.access() == Access.OPEN;
      assertThat(OPEN.contains(endpoint.toString()))
          .as("%s is in the list of those that are open", endpoint)
          .isEqualTo(open);
      assertThat(ATTEMPTS.containsKey(endpoint.toString()))
          .as("%s is in the table of attempts", endpoint)
          .isEqualTo(!open);
    }
  }

  @Test
  void nobodyWithoutAKeyIsLetIn() throws Exception {
    for (String endpoint : ATTEMPTS.keySet()) {
      String method = endpoint.substring(0, endpoint.indexOf(' '));
      String path = endpoint.substring(endpoint.indexOf(' ') + 1);
      String target = path.replaceAll("\\{[^}]*}", "x");

      Answer answer = server.anonymous().send(method, target, "{}");

      assertThat(answer.status()).as("%s: %s", endpoint, answer).isEqualTo(401);
    }
  }

  @Test
  void whatIsAnotherTenantsIsNotThereAtAnyEndpoint() throws Exception {
    String before = state();
    for (Map.Entry<String, List<Attempt>> entry : ATTEMPTS.entrySet()) {
      String method = entry.getKey().substring(0, entry.getKey().indexOf(' '));
      for (Attempt attempt : entry.getValue()) {
        Answer answer = send(method, attempt, ids);
        Answer unknown = send(method, attempt, unknownIds());

        assertThat(masked(answer, ids))
            .as("%s %s as for ids that nobody has", method, attempt)
            .isEqualTo(masked(unknown, unknownIds()));
        if (attempt.isNotFound) {
          assertThat(answer.status()).as("%s %s: %s", method, attempt, answer).isEqualTo(404);
        } else {
          assertThat(answer.status()).as("%s %s: %s", method, attempt, answer).isIn(400, 404);
        }
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void theSameRequestsReachTheirTenantsOwn() throws Exception {
    for (String target :
        List.of(
            "/v1/files/" + ids.get("FILE"),
            "/v1/files?channelId=" + ids.get("ESCAPED"),
            "/v1/channels/files/" + ids.get("ESCAPED"),
            "/v1/channels/files/us-east-1/of%20ada",
            "/v1/files/" + ids.get("FILE") + "/download-url")) {
      assertThat(server.client(TestServer.ADA).send("GET", target).status())
          .as(target)
          .isEqualTo(200);
    }
  }

  @Test
  void listsOfAnotherTenantShowNothing() throws Exception {
    for (String target : List.of("/v1/channels/files", "/files")) {
      String text = server.client(TestServer.EVE).send("GET", target).text();
      assertThat(text).as(target).doesNotContain("of ada", "file.txt", ids.get("FILE"));
    }
  }

  private List<Endpoint> endpoints() throws Exception {
    return FileLibraryServlet.endpoints(
        server.library(),
        HttpOptions.of(TestServer.signingKey(), spool),
        SpoolDirectory.open(spool, SpoolLimits.DEFAULT));
  }

  private Answer send(String method, Attempt attempt, Map<String, String> known) throws Exception {
    Map<String, String> headers = new HashMap<>(attempt.headers);
    headers.computeIfPresent(
        "Upload-Metadata",
        (name, value) -> {
          List<String> words = Splitter.on(CharMatcher.anyOf(" ,")).splitToList(value);
          byte[] id = withIds(words.get(1), known).getBytes(UTF_8);
          return words.get(0) + " " + BaseEncoding.base64().encode(id) + ",path bmV3";
        });
    return server
        .client(TestServer.EVE)
        .send(
            method,
            withIds(attempt.target, known),
            headers,
            BodyPublishers.ofString(withIds(attempt.body, known)));
  }

  private static String withIds(String text, Map<String, String> known) {
    String result = text;
    for (Map.Entry<String, String> id : known.entrySet()) {
      // As a word of its own: FOLDER is the type of a file object too.
      result = result.replaceAll("(?<!Type\":\")\\b" + id.getKey() + "\\b", id.getValue());
    }
    return result;
  }

  /** Ids that nobody has, but for the caller's own. */
  private Map<String, String> unknownIds() {
    return Map.of(
        "FILE", "0190a6f0-0000-7000-8000-000000000001",
        "FOLDER", "0190a6f0-0000-7000-8000-000000000002",
        "TRASHED", "0190a6f0-0000-7000-8000-000000000003",
        "PENDING", "0190a6f0-0000-7000-8000-000000000004",
        "OWN", ids.get("OWN"),
        "CHANNEL", "nobody's/channel",
        "ESCAPED", "nobody's%2Fchannel");
  }

  private static String masked(Answer answer, Map<String, String> known) {
    String text = answer.toString();
    for (Map.Entry<String, String> id : known.entrySet()) {
      text = text.replace(id.getValue(), id.getKey());
    }
    return text.replace("us-east-1/of ada", "CHANNEL").replace("nobody's/channel", "CHANNEL");
  }

  /** All that Ada has, and all that was ever changed in it. */
  private String state() {
    return files.streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).toList()
        + " "
        + files.changes(0, 1000)
        + " "
        + files.channel();
  }

  private static List<Attempt> each(String target) {
    return List.of("FILE", "FOLDER", "PENDING", "TRASHED").stream()
        .map(kind -> Attempt.at(target.replace("ID", kind)))
        .collect(Collectors.toUnmodifiableList());
  }
}
