package io.filelibrary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.DescribedApi.Operation;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Surface;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.spool.SpoolLimits;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API, against the endpoints that there are and what they answer. */
final class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UPLOAD = "/businessWeb/fileUploadS3.do";
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "multipart/form-data; boundary=xyz");
  private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"([^\"]*)\"");

  /** What a test can bring about on every operation that may answer so. */
  private static final Set<String> REFUSALS = Set.of("400", "401", "404", "412", "413");

  @TempDir private Path spool;
  private TestServer server;
  private TestClient ada;
  private JsonNode document;
  private DescribedApi api;

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            spool,
            library -> library,
            http ->
                http.withMaxJsonBytes(1024).withTimeTap(http.timeTap().withMaxSpooledBytes(10)));
    ada = server.client(TestServer.ADA);
    document = server.anonymous().send("GET", "/openapi.json").json();
    api = new DescribedApi(document);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyEndpointOfBothDialectsIsDescribedAndNoOther() throws Exception {
    HttpOptions options = HttpOptions.of(TestServer.signingKey(), spool);
    Set<String> endpoints =
        FileLibraryServlet.endpoints(
                server.library(), options, SpoolDirectory.open(spool, SpoolLimits.DEFAULT))
            .stream()
            .filter(one -> Set.of(Surface.COPILOT, Surface.TIMETAP).contains(one.surface()))
            .map(Endpoint::toString)
            .map(OpenApiTest::withoutNames)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described =
        api.operations().stream()
            .map(operation -> withoutNames(operation.toString()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(endpoints).hasSize(15);
  }

  private static String withoutNames(String endpoint) {
    return endpoint.replaceAll("\\{[^}]*}", "{}");
  }

  @Test
  void everyReferenceLeadsToAComponentAndEveryComponentIsReferredTo() {
    Set<String> references = new TreeSet<>();
    Matcher matcher = REFERENCE.matcher(document.toString());
    while (matcher.find()) {
      references.add(matcher.group(1));
    }
    Set<String> components = new TreeSet<>();
    for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
      if (!kind.getKey().equals("securitySchemes")) {
        kind.getValue()
            .fieldNames()
            .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name));
      }
    }

    assertThat(references).isNotEmpty().isEqualTo(components);
  }

  @Test
  void everySchemaIsOne() {
    assertThat(document.path("components").path("schemas").size()).isPositive();
    for (JsonNode schema : document.path("components").path("schemas")) {
      assertThat(DescribedApi.errorsOfSchema(schema)).as("%s", schema).isEmpty();
    }
    for (JsonNode schema : document.findValues("schema")) {
      assertThat(DescribedApi.errorsOfSchema(schema)).as("%s", schema).isEmpty();
    }
    ObjectNode wrong = JSON.createObjectNode().put("type", "txt");
    assertThat(DescribedApi.errorsOfSchema(wrong)).isNotEmpty();
  }

  @Test
  void everyOperationHasItsNameTagAndPathVariables() {
    Set<String> names = new TreeSet<>();
    Set<String> tags = new TreeSet<>(document.path("tags").findValuesAsText("name"));
    for (Operation operation : api.operations()) {
      assertThat(names.add(operation.node().path("operationId").asText()))
          .as("%s", operation)
          .isTrue();
      assertThat(tags).contains(operation.node().path("tags").path(0).asText());
      Set<String> variables = new TreeSet<>();
      Matcher matcher = Pattern.compile("\\{([^}]*)}").matcher(operation.path());
      while (matcher.find()) {
        variables.add(matcher.group(1));
      }
      assertThat(operation.parameters("path")).as("%s", operation).isEqualTo(variables);
    }
  }

  @Test
  void answerThatIsNotAsDescribedIsNoticed() throws Exception {
    ObjectNode item = (ObjectNode) item("folder", channel(), "a", "");
    JsonNode schema = document.at("/components/schemas/CopilotItem");

    assertThat(api.errors(schema, item)).isEmpty();
    assertThat(api.errors(schema, item.deepCopy().put("secret", 1))).isNotEmpty();
    assertThat(api.errors(schema, item.deepCopy().put("id", "no UUID"))).isNotEmpty();
    assertThat(api.errors(schema, item.deepCopy().put("status", "pending"))).isNotEmpty();
    assertThat(api.errors(schema, item.deepCopy().without("fields"))).isNotEmpty();
  }

  @Test
  void everyOperationSucceedsAsDescribed() throws Exception {
    channels();
    String channel = channel();
    items(channel);
    changes(channel);
    permissions(channel);
    timeTap();

    Set<String> all =
        api.operations().stream()
            .map(operation -> operation + " 200")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(api.seen()).isEqualTo(all);
  }

  private String channel() throws Exception {
    String body = "{'membershipType':'individual','clientId':'c','companyId':'d'}";
    Answer answer = api.send(ada, 200, "POST", "/v1/channels/files", json(body));
    return answer.json().path("id").textValue();
  }

  private void channels() throws Exception {
    String target = "/v1/channels/files";
    api.send(ada, 200, "POST", target, json("{'membershipType':'group','memberIds':['a','b']}"));
    String company = json("{'membershipType':'company','membershipEntityId':'c'}");
    String id = api.send(ada, 200, "POST", target, company).json().path("id").textValue();
    server.library().createChannel(ChannelSpec.of(ChannelId.of("a/b"), TenantId.of("1001")));

    api.send(ada, 200, "GET", target + "/" + id);
    api.send(ada, 200, "GET", target + "/a%2Fb");
    JsonNode page = api.send(ada, 200, "GET", target + "?limit=1").json();
    api.send(ada, 200, "GET", target + "?limit=1&nextToken=" + page.path("nextToken").textValue());
    String filter = "?membershipType=company&membershipEntityId=c&memberId=&clientId=&companyId=c";
    assertThat(api.send(ada, 200, "GET", target + filter).json().path("data")).hasSize(1);
  }

  private JsonNode item(String kind, String channel, String path, String more) throws Exception {
    String body = "{'path':'" + path + "','channelId':'" + channel + "'" + more + "}";
    return api.send(ada, 200, "POST", "/v1/files/" + kind, json(body)).json();
  }

  private void put(JsonNode file, String content) throws Exception {
    Map<String, String> headers = Map.of("Content-Type", "text/plain");
    String url = file.path("uploadUrl").textValue();
    Answer answer = ada.send("PUT", url, headers, BodyPublishers.ofString(content));
    assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
  }

  private void items(String channel) throws Exception {
    item("folder", channel, "a", ",'clientPermissions':'read_only'");
    item("link", channel, "a/link", ",'linkUrl':'https://example.com/'");
    item("file", channel, "a/pending", ",'size':5,'attributes':{'colour':'red'}");
    JsonNode file = item("file", channel, "a/b.txt", ",'visibility':'public'");
    put(file, "hello");
    String target = "/v1/files/" + file.path("id").textValue();

    JsonNode completed = api.send(ada, 200, "GET", target).json();
    assertThat(completed.has("downloadUrl") && completed.has("publicUrl")).isTrue();
    api.send(ada, 200, "GET", target + "/download-url");
    assertThat(api.send(ada, 200, "GET", target + "/download").text()).isEqualTo("hello");
    String list = "/v1/files?channelId=" + channel;
    assertThat(api.send(ada, 200, "GET", list).json().path("data")).hasSize(4);
    JsonNode page = api.send(ada, 200, "GET", list + "&path=a&limit=1").json();
    String next = page.path("nextToken").textValue();
    api.send(ada, 200, "GET", list + "&path=a&limit=1&nextToken=" + next);
    assertThat(api.send(ada, 200, "DELETE", target).json().path("object").textValue())
        .isEqualTo("file");
  }

  private void changes(String channel) throws Exception {
    JsonNode file = item("file", channel, "change.txt", "");
    put(file, "hello");
    String target = "/v1/files/" + file.path("id").textValue();
    String tag = api.send(ada, 200, "GET", target).header("ETag").orElseThrow();

    api.send(
        ada,
        200,
        "PATCH",
        target,
        Map.of("If-Match", tag),
        json("{'name':'c.txt','attributes':{'colour':'red'},'visibility':'public'}"));
    api.send(ada, 200, "PATCH", target, json("{'path':'a/c.txt'}"));
    String root = json("{'parentId':'root','attributes':{'colour':null}}");
    JsonNode atRoot = api.send(ada, 200, "PATCH", target, root).json();
    assertThat(atRoot.path("parentId").textValue()).isEmpty();
    JsonNode trashed = api.send(ada, 200, "PATCH", target, json("{'trashed':true}")).json();
    assertThat(trashed.has("trashedAt")).isTrue();
    api.send(ada, 200, "PATCH", target, json("{'trashed':false}"));
    String last = api.send(ada, 200, "GET", target).header("ETag").orElseThrow();
    api.send(ada, 200, "DELETE", target, Map.of("If-Match", last), BodyPublishers.noBody());
  }

  private void permissions(String channel) throws Exception {
    String id = item("folder", channel, "p", "").path("id").textValue();
    String target = "/v1/files/" + id + "/permissions";
    api.send(ada, 200, "PUT", target, json("{'clientPermissions':'read_only'}"));
    String body = "{'clientPermissions':'read-write','channelId':'" + channel + "'}";
    JsonNode root = api.send(ada, 200, "PUT", "/v1/files/root/permissions", json(body)).json();
    assertThat(root.path("id").textValue()).isEqualTo("root");
  }

  private static String timeTapObject(String business, String name, String more) {
    return json(
        "{'businessId':"
            + business
            + ",'fileLibraryType':'FOLDER','fileName':'"
            + name
            + "'"
            + more
            + "}");
  }

  private void timeTap() throws Exception {
    JsonNode folder =
        api.send(ada, 200, "POST", "/files", timeTapObject("1001", "a", ",'clientId':7")).json();
    String parent = folder.path("fileLibraryUUID").textValue();
    JsonNode asset =
        upload(
                ada,
                200,
                fields("1001")
                    + field("fileLibraryType", "ASSET")
                    + field("parentFileLibraryUUID", parent)
                    + file("hello"))
            .json();
    assertThat(asset.path("url").isTextual()).isTrue();
    upload(ada, 200, fields("1001") + file("hello"));

    assertThat(api.send(ada, 200, "GET", "/files").json()).hasSize(3);
    String query = "?fileLibraryType=ASSET&pageNumber=1&pageSize=1&businessId=1001";
    String below = "&parentFileLibraryUUID=" + parent;
    assertThat(api.send(ada, 200, "GET", "/files" + query + below).json()).hasSize(1);
    String id = asset.path("fileLibraryUUID").textValue();
    String name = asset.path("fileName").textValue();
    for (boolean deleted : List.of(true, false)) {
      String change = ",'fileLibraryUUID':'" + id + "','deleted':" + deleted;
      api.send(ada, 200, "POST", "/files", timeTapObject("1001", name, change));
    }
    api.send(ada, 200, "DELETE", "/files/" + id + "?businessId=1001");
  }

  private Answer upload(TestClient client, int status, String form) throws Exception {
    return api.send(
        client, status, "POST", UPLOAD, FORM, BodyPublishers.ofString(form + "--xyz--\r\n"));
  }

  private static String fields(String business) {
    return field("businessId", business)
        + field("uploadedFileName", UUID.randomUUID() + ".txt")
        + field("userName", "Ada");
  }

  private static String field(String name, String value) {
    return "--xyz\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String file(String content) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n"
        + "Content-Type: text/plain\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void everyRefusalIsAsDescribed() throws Exception {
    unauthorized();
    malformed();
    missing();
    stale();
    tooLarge();

    Set<String> all = new TreeSet<>();
    for (Operation operation : api.operations()) {
      operation.statuses().stream()
          .filter(REFUSALS::contains)
          .forEach(status -> all.add(operation + " " + status));
    }
    assertThat(api.seen().stream().filter(one -> !one.endsWith(" 200")))
        .containsExactlyElementsOf(all);
  }

  private void unauthorized() throws Exception {
    for (Operation operation : api.operations()) {
      String target = operation.path().replace("{id}", UUID.randomUUID().toString());
      api.send(server.anonymous(), 401, operation.method(), target);
    }
  }

  private void malformed() throws Exception {
    String channel = channel();
    String folder = "/v1/files/" + item("folder", channel, "a", "").path("id").textValue();
    item("folder", channel, "a/b", "");
    String again = json("{'path':'a','channelId':'" + channel + "'}");
    api.send(ada, 400, "POST", "/v1/files/folder", again);
    api.send(ada, 400, "POST", "/v1/files/folder", "{}");
    api.send(ada, 400, "GET", "/v1/files");
    api.send(ada, 400, "GET", "/v1/files/no-uuid");
    api.send(ada, 400, "PATCH", folder, "{}");
    api.send(ada, 400, "DELETE", folder);
    api.send(ada, 400, "PUT", folder + "/permissions", json("{'clientPermissions':'all'}"));
    api.send(ada, 400, "GET", folder + "/download-url");
    api.send(ada, 400, "GET", folder + "/download");
    api.send(ada, 400, "POST", "/v1/channels/files", "{}");
    api.send(ada, 400, "GET", "/v1/channels/files?limit=0");
    api.send(ada, 400, "GET", "/v1/channels/files/" + "x".repeat(2000));
    api.send(ada, 400, "GET", "/files?pageSize=0");
    api.send(ada, 400, "POST", "/files", "{}");
    api.send(ada, 400, "DELETE", "/files/no-uuid");
    upload(ada, 400, fields("1001"));
  }

  private void missing() throws Exception {
    String folder = item("folder", channel(), "a", "").path("id").textValue();
    TestClient eve = server.client(TestServer.EVE);
    String target = "/v1/files/" + folder;
    api.send(eve, 404, "POST", "/v1/files/folder", json("{'path':'a','channelId':'x'}"));
    api.send(eve, 404, "GET", "/v1/files?channelId=x");
    api.send(eve, 404, "GET", target);
    api.send(eve, 404, "PATCH", target, json("{'name':'b'}"));
    api.send(eve, 404, "DELETE", target);
    api.send(eve, 404, "PUT", target + "/permissions", json("{'clientPermissions':'read_only'}"));
    api.send(eve, 404, "GET", target + "/download-url");
    api.send(eve, 404, "GET", target + "/download");
    api.send(eve, 404, "GET", "/v1/channels/files/x");
    api.send(eve, 404, "GET", "/files?parentFileLibraryUUID=" + folder);
    api.send(eve, 404, "POST", "/files", timeTapObject("1001", "a", ""));
    api.send(eve, 404, "DELETE", "/files/" + folder);
    upload(eve, 404, fields("1001") + file("hello"));
  }

  private void stale() throws Exception {
    String target = "/v1/files/" + item("folder", channel(), "a", "").path("id").textValue();
    Map<String, String> other = Map.of("If-Match", "\"9\"");
    Answer answer = api.send(ada, 412, "PATCH", target, other, json("{'name':'b'}"));
    assertThat(answer.json().path("data").path("revision").isIntegralNumber()).isTrue();
    String permissions = json("{'clientPermissions':'read_only'}");
    api.send(ada, 412, "PUT", target + "/permissions", other, permissions);
    api.send(ada, 412, "DELETE", target, other, BodyPublishers.noBody());
  }

  private void tooLarge() throws Exception {
    String large = "{}" + " ".repeat(2000);
    String id = UUID.randomUUID().toString();
    api.send(ada, 413, "POST", "/v1/files/file", large);
    api.send(ada, 413, "PATCH", "/v1/files/" + id, large);
    api.send(ada, 413, "PUT", "/v1/files/" + id + "/permissions", large);
    api.send(ada, 413, "POST", "/v1/channels/files", large);
    api.send(ada, 413, "POST", "/files", large);
    upload(ada, 413, file("a file that is too large to wait") + fields("1001"));
  }

  /** JSON is easier to read in Java with single quotes. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
