package io.filelibrary.http.copilot;

import static io.filelibrary.http.copilot.CopilotFixture.CHANNEL;
import static io.filelibrary.http.copilot.CopilotFixture.FOREIGN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of items: PATCH, and the permissions of folders. */
final class CopilotPatchTest {
  @TempDir private Path spool;
  private CopilotFixture api;

  @BeforeEach
  void start() throws Exception {
    api = CopilotFixture.start(spool);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String folder(String path) throws Exception {
    return api.create("folder", path).path("id").textValue();
  }

  private Item item(String id) {
    return api.files().get(ItemId.parse(id));
  }

  @Test
  void itemIsRenamedInItsFolder() throws Exception {
    folder("a");
    String id = folder("a/b");

    Answer answer = api.patch(id, Map.of("name", "c"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("path").textValue()).isEqualTo("a/c");
    assertThat(answer.json().path("fields").path("name").textValue()).isEqualTo("c");
    assertThat(answer.header("ETag")).contains("\"2\"");
  }

  @Test
  void itemIsMovedByItsWholeNewPath() throws Exception {
    folder("a");
    String id = folder("b");

    assertThat(api.patch(id, Map.of("path", "a/c")).status()).isEqualTo(200);
    assertThat(item(id).path().toString()).isEqualTo("a/c");
    assertThat(api.patch(id, Map.of("path", "d")).status()).isEqualTo(200);
    assertThat(item(id).path().toString()).isEqualTo("d");
    Answer lost = api.patch(id, Map.of("path", "absent/d"));
    assertThat(lost.status()).isEqualTo(400);
    assertThat(item(id).path().toString()).isEqualTo("d");
  }

  @Test
  void itemIsMovedByTheIdOfItsFolder() throws Exception {
    String folder = folder("a");
    String id = folder("b");

    JsonNode moved = api.patch(id, Map.of("parentId", folder, "name", "c")).json();
    assertThat(moved.path("path").textValue()).isEqualTo("a/c");
    assertThat(moved.path("parentId").textValue()).isEqualTo(folder);
    JsonNode back = api.patch(id, Map.of("parentId", "root")).json();
    assertThat(back.path("path").textValue()).isEqualTo("c");
    assertThat(back.path("parentId").textValue()).isEmpty();
    api.patch(id, Map.of("parentId", folder));
    assertThat(api.patch(id, Map.of("parentId", "")).json().path("path").textValue())
        .isEqualTo("c");
  }

  @Test
  void pathAndNameContradictEachOther() throws Exception {
    String id = folder("a");

    assertThat(api.patch(id, Map.of("path", "b", "name", "c")).status()).isEqualTo(400);
    assertThat(api.patch(id, Map.of("path", "b", "parentId", "root")).status()).isEqualTo(400);
    assertThat(item(id).revision()).isEqualTo(1);
  }

  @Test
  void folderIsNotMovedIntoItself() throws Exception {
    String id = folder("a");
    String inner = folder("a/b");

    Answer answer = api.patch(id, Map.of("parentId", inner));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").textValue()).isEqualTo("would_cycle");
  }

  @Test
  void folderOfAnotherTenantIsNoPlaceToMoveTo() throws Exception {
    String id = folder("a");
    String foreign = api.foreignFiles().createFolder("f").id().toString();

    Answer answer = api.patch(id, Map.of("parentId", foreign));

    assertThat(answer.status()).isEqualTo(400);
    String absent = "00000000-0000-7000-8000-000000000000";
    assertThat(answer.text().replace(foreign, absent))
        .isEqualTo(api.patch(id, Map.of("parentId", absent)).text());
  }

  @Test
  void linkUrlVisibilityAndContentTypeChangeTogether() throws Exception {
    String link = api.create("link", "l", "linkUrl", "https://a.example").path("id").textValue();
    FileItem file = api.files().upload("f.txt", "x".getBytes(StandardCharsets.UTF_8));

    JsonNode changed =
        api.patch(link, Map.of("linkUrl", "https://b.example", "visibility", "public")).json();
    assertThat(changed.path("linkUrl").textValue()).isEqualTo("https://b.example");
    assertThat(changed.path("visibility").textValue()).isEqualTo("public");
    assertThat(changed.path("revision").longValue()).isEqualTo(2);
    JsonNode typed =
        api.patch(file.id().toString(), Map.of("contentType", "text/csv", "visibility", "PUBLIC"))
            .json();
    assertThat(typed.path("contentType").textValue()).isEqualTo("text/csv");
    assertThat(typed.path("publicUrl").textValue()).startsWith("http");
    assertThat(api.patch(link, Map.of("visibility", "hidden")).status()).isEqualTo(400);
    assertThat(api.patch(link, Map.of("contentType", "text/csv")).status()).isEqualTo(400);
  }

  @Test
  void patchIsMadeAsAWholeOrNotAtAll() throws Exception {
    folder("taken");
    String id = folder("a");
    List<String> before = api.state();

    Answer answer =
        api.patch(
            id, Map.of("name", "taken", "visibility", "public", "attributes", Map.of("k", "v")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").textValue()).isEqualTo("Folder already exists");
    assertThat(api.state()).isEqualTo(before);
  }

  @Test
  void attributesAreMergedAndNullRemovesOne() throws Exception {
    String id = folder("a");
    api.patch(id, Map.of("attributes", Map.of("x", "1", "y", "2")));

    JsonNode merged =
        api.patch(id, "{\"attributes\":{\"x\":null,\"z\":\"3\",\"absent\":null}}").json();

    assertThat(merged.path("attributes").toString()).isEqualTo("{\"y\":\"2\",\"z\":\"3\"}");
    assertThat(api.patch(id, "{\"attributes\":{\"n\":1}}").status()).isEqualTo(400);
    assertThat(api.patch(id, "{\"attributes\":[]}").status()).isEqualTo(400);
  }

  @Test
  void patchesOfSeveralClientsAtOnceAreAllKept() throws Exception {
    String id = folder("a");
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Map<String, Object> body = Map.of("attributes", Map.of("k" + i, "v"));
        answers.add(clients.submit(() -> api.patch(id, body)));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).as("%s", answer.get()).isEqualTo(200);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(item(id).attributes().values()).hasSize(24);
  }

  @Test
  void attributesAreChangedTogetherWithTheName() throws Exception {
    String id = folder("a");

    JsonNode changed = api.patch(id, Map.of("name", "b", "attributes", Map.of("k", "v"))).json();

    assertThat(changed.path("name").textValue()).isEqualTo("b");
    assertThat(changed.path("attributes").path("k").textValue()).isEqualTo("v");
    assertThat(changed.path("revision").longValue()).isEqualTo(2);
  }

  @Test
  void patchThatNamesNothingIsRefused() throws Exception {
    String id = folder("a");

    for (String body :
        List.of("{}", "{\"status\":\"completed\"}", "{\"name\":null}", "{\"attributes\":null}")) {
      assertThat(api.patch(id, body).status()).as(body).isEqualTo(400);
    }
    assertThat(api.patch(id, "{\"name\":\"b\",\"size\":7,\"s3Key\":\"x\"}").status())
        .isEqualTo(200);
  }

  @Test
  void patchHoldsToTheExpectedRevision() throws Exception {
    String id = folder("a");
    String target = "/v1/files/" + id;
    List<Map<String, Object>> bodies =
        List.of(
            Map.of("name", "b"),
            Map.of("attributes", Map.of("k", "v")),
            Map.of("trashed", true),
            Map.of("trashed", false));
    for (Map<String, Object> body : bodies) {
      Answer stale = api.send("PATCH", target, "\"7\"", body);
      assertThat(stale.status()).as("%s", body).isEqualTo(412);
      assertThat(stale.json().path("code").textValue()).isEqualTo("stale_revision");
      assertThat(stale.json().path("data").path("revision").longValue()).isEqualTo(1);
    }
    assertThat(api.send("PATCH", target, "W/\"1\"", bodies.get(0)).status()).isEqualTo(412);
    assertThat(api.send("PATCH", target, "\"x\"", bodies.get(0)).status()).isEqualTo(412);
    assertThat(api.send("PATCH", target, "1", bodies.get(0)).status()).isEqualTo(400);
    assertThat(item(id).revision()).isEqualTo(1);
    assertThat(api.send("PATCH", target, "\"1\"", bodies.get(0)).status()).isEqualTo(200);
    assertThat(api.send("PATCH", target, "\"2\"", bodies.get(1)).status()).isEqualTo(200);
    assertThat(api.send("PATCH", target, "*", bodies.get(2)).status()).isEqualTo(200);
  }

  @Test
  void itemGoesToTheTrashAndComesBack() throws Exception {
    folder("a");
    String id = folder("a/b");

    JsonNode trashed = api.patch(id, Map.of("trashed", true)).json();
    assertThat(trashed.path("trashed").booleanValue()).isTrue();
    assertThat(trashed.path("trashedAt").textValue()).endsWith("Z");
    assertThat(api.get("/v1/files/" + id).status()).isEqualTo(404);
    assertThat(api.patch(id, Map.of("name", "c")).status()).isEqualTo(404);

    Answer restored = api.patch(id, Map.of("trashed", false));
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.json().path("path").textValue()).isEqualTo("a/b");
    assertThat(restored.json().has("trashed")).isFalse();
    Answer again = api.patch(id, Map.of("trashed", false));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("revision")).isEqualTo(restored.json().path("revision"));
  }

  @Test
  void trashIsChangedAlone() throws Exception {
    String id = folder("a");

    assertThat(api.patch(id, Map.of("trashed", true, "name", "b")).status()).isEqualTo(400);
    assertThat(api.patch(id, Map.of("trashed", "true")).status()).isEqualTo(400);
    assertThat(item(id).revision()).isEqualTo(1);
  }

  @Test
  void permissionsOfAFolderAreKeptBesideItsAttributes() throws Exception {
    String id =
        api.create("folder", "a", "clientPermissions", "read_only", "attributes", Map.of("k", "v"))
            .path("id")
            .textValue();
    JsonNode created = api.get("/v1/files/" + id).json();
    assertThat(created.path("clientPermissions").textValue()).isEqualTo("read-only");
    assertThat(created.path("attributes").toString()).isEqualTo("{\"k\":\"v\"}");

    String target = "/v1/files/" + id + "/permissions/";
    JsonNode put = api.put(target, Map.of("clientPermissions", "read_write")).json();
    assertThat(put.path("clientPermissions").textValue()).isEqualTo("read-write");
    assertThat(put.path("attributes").toString()).isEqualTo("{\"k\":\"v\"}");
    Answer hyphen =
        api.put("/v1/files/" + id + "/permissions", Map.of("clientPermissions", "read-only"));
    assertThat(hyphen.json().path("clientPermissions").textValue()).isEqualTo("read-only");

    api.patch(id, "{\"attributes\":{\"k\":null}}");
    JsonNode read = api.get("/v1/files/" + id).json();
    assertThat(read.path("clientPermissions").textValue()).isEqualTo("read-only");
    assertThat(item(id).attributes().get(CopilotEndpoints.CLIENT_PERMISSIONS))
        .contains("read-only");
  }

  @Test
  void permissionsAreNotWrittenAsAnAttribute() throws Exception {
    String id = folder("a");
    Map<String, String> attributes = Map.of(CopilotEndpoints.CLIENT_PERMISSIONS, "read-only");

    assertThat(api.patch(id, Map.of("attributes", attributes)).status()).isEqualTo(400);
    assertThat(api.tryCreate("folder", "b", "attributes", attributes).status()).isEqualTo(400);
    assertThat(item(id).attributes()).isEqualTo(Attributes.NONE);
  }

  @Test
  void permissionsThatTheHostMisspeltAreTheDefault() throws Exception {
    String id = folder("a");
    api.files()
        .update(
            ItemId.parse(id),
            ItemChanges.NONE.withAttributes(
                Attributes.of(Map.of(CopilotEndpoints.CLIENT_PERMISSIONS, "none"))));

    assertThat(api.get("/v1/files/" + id).json().path("clientPermissions").textValue())
        .isEqualTo("read-write");
  }

  @Test
  void permissionsOfTheRootBelongToTheChannel() throws Exception {
    Map<String, Object> body =
        CopilotFixture.body("clientPermissions", "read_only", "channelId", CHANNEL);

    Answer answer = api.put("/v1/files/root/permissions/", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").textValue()).isEqualTo("root");
    assertThat(answer.json().path("clientPermissions").textValue()).isEqualTo("read-only");
    assertThat(
            api.server()
                .library()
                .findChannel(ChannelId.of(CHANNEL))
                .orElseThrow()
                .spec()
                .attributes()
                .get(CopilotEndpoints.CLIENT_PERMISSIONS))
        .contains("read-only");
    assertThat(
            api.put("/v1/files/root/permissions/", Map.of("clientPermissions", "read_only"))
                .status())
        .isEqualTo(400);
    body.put("channelId", FOREIGN);
    assertThat(api.put("/v1/files/root/permissions/", body).status()).isEqualTo(404);
  }

  @Test
  void permissionsAreThoseOfFolders() throws Exception {
    String link = api.create("link", "l", "linkUrl", "https://a.example").path("id").textValue();
    String id = folder("a");
    String target = "/v1/files/" + id + "/permissions/";

    assertThat(
            api.put("/v1/files/" + link + "/permissions/", Map.of("clientPermissions", "read_only"))
                .status())
        .isEqualTo(400);
    assertThat(api.put(target, Map.of("clientPermissions", "none")).status()).isEqualTo(400);
    assertThat(api.put(target, Map.of()).status()).isEqualTo(400);
    Map<String, Object> elsewhere =
        CopilotFixture.body("clientPermissions", "read_only", "channelId", "other");
    assertThat(api.put(target, elsewhere).status()).isEqualTo(404);
    elsewhere.put("channelId", CHANNEL);
    assertThat(api.put(target, elsewhere).status()).isEqualTo(200);
    assertThat(api.send("PUT", target, "\"1\"", elsewhere).status()).isEqualTo(412);
  }
}
