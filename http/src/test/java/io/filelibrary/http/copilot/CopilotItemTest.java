package io.filelibrary.http.copilot;

import static io.filelibrary.http.copilot.CopilotFixture.CHANNEL;
import static io.filelibrary.http.copilot.CopilotFixture.FOREIGN;
import static io.filelibrary.http.copilot.CopilotFixture.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Action;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items by the Copilot Files API: their shape, creation, reading, listing and deletion. */
final class CopilotItemTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

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

  @Test
  void folderHasTheShapeOfTheSeedAndTheFlatOneInOneObject() throws Exception {
    api.create("folder", "Example");
    JsonNode folder = api.create("folder", "Example/Test Folder");

    assertThat(folder.path("id").textValue()).hasSize(36);
    assertThat(folder.path("object").textValue()).isEqualTo("folder");
    assertThat(folder.path("channelId").textValue()).isEqualTo(CHANNEL);
    assertThat(folder.path("createdBy").textValue()).isEqualTo("ada");
    assertThat(folder.path("creatorId").textValue()).isEqualTo("ada");
    assertThat(folder.path("lastModifiedBy").path("id").textValue()).isEqualTo("ada");
    assertThat(folder.path("lastModifiedBy").path("object").isTextual()).isTrue();
    for (JsonNode shape : List.of(folder, folder.path("fields"))) {
      assertThat(shape.path("name").textValue()).isEqualTo("Test Folder");
      assertThat(shape.path("path").textValue()).isEqualTo("Example/Test Folder");
      assertThat(shape.path("linkUrl").textValue()).isEmpty();
      assertThat(shape.has("status")).isFalse();
      assertThat(shape.has("size")).isFalse();
    }
    assertThat(folder.path("clientPermissions").textValue()).isEqualTo("read-write");
    assertThat(folder.has("downloadUrl")).isFalse();
    assertThat(folder.has("uploadUrl")).isFalse();
  }

  @Test
  void momentsAreUtcWithNineDigitsBehindTheSecond() throws Exception {
    JsonNode folder = api.create("folder", "a");

    assertThat(folder.path("createdAt").textValue()).isEqualTo("2026-03-01T10:15:30.123456789Z");
    api.server().clock().advance(Duration.ofNanos(876543211));
    JsonNode whole = api.create("folder", "b");
    assertThat(whole.path("createdAt").textValue()).isEqualTo("2026-03-01T10:15:31.000000000Z");
    assertThat(whole.path("updatedAt").textValue()).isEqualTo("2026-03-01T10:15:31.000000000Z");
  }

  @Test
  void linkHasItsUrlInBothShapes() throws Exception {
    JsonNode link = api.create("link", "Docs", "linkUrl", "https://example.com");

    assertThat(link.path("object").textValue()).isEqualTo("link");
    assertThat(link.path("linkUrl").textValue()).isEqualTo("https://example.com");
    assertThat(link.path("fields").path("linkUrl").textValue()).isEqualTo("https://example.com");
    assertThat(link.path("fields").path("name").textValue()).isEqualTo("Docs");
    assertThat(link.has("status") || link.has("size") || link.has("clientPermissions")).isFalse();
  }

  @Test
  void linkWithoutUrlIsRefused() throws Exception {
    Answer answer = api.tryCreate("link", "Docs");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").textValue()).contains("linkUrl");
    assertThat(api.files().find("Docs")).isEmpty();
  }

  @Test
  void createdFileIsPendingAndHasAnUploadUrlAlone() throws Exception {
    JsonNode file = api.create("file", "a.txt");

    assertThat(file.path("status").textValue()).isEqualTo("pending");
    assertThat(file.path("fields").path("status").textValue()).isEqualTo("pending");
    assertThat(file.path("size").longValue()).isZero();
    assertThat(file.path("fields").path("size").isIntegralNumber()).isTrue();
    assertThat(file.path("uploadUrl").textValue()).startsWith("http");
    assertThat(file.has("downloadUrl")).isFalse();
    assertThat(file.path("linkUrl").textValue()).isEmpty();
    JsonNode read = api.get("/v1/files/" + file.path("id").textValue()).json();
    assertThat(read.path("status").textValue()).isEqualTo("pending");
    assertThat(read.has("uploadUrl")).isFalse();
  }

  @Test
  void fileIsCompletedByItselfWhenItsBytesHaveCome() throws Exception {
    JsonNode created = api.create("file", "a.txt");
    String id = created.path("id").textValue();
    receive(id);

    JsonNode file = api.get("/v1/files/" + id).json();

    assertThat(file.path("status").textValue()).isEqualTo("completed");
    assertThat(file.path("fields").path("status").textValue()).isEqualTo("completed");
    assertThat(file.path("size").longValue()).isEqualTo(5);
    assertThat(file.path("downloadUrl").textValue()).startsWith("http");
    assertThat(file.path("sha256").textValue()).hasSize(64);
  }

  private void receive(String id) {
    PendingUpload upload = api.files().uploads().find(ItemId.parse(id)).orElseThrow();
    api.files().uploads().receive(upload.id(), new ByteArrayInputStream(HELLO));
    api.files().uploads().complete(upload.id());
  }

  @Test
  void declaredSizeHashTypeVisibilityAndAttributesAreKept() throws Exception {
    String hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    JsonNode file =
        api.create(
            "file",
            "a.bin",
            "size",
            5,
            "sha256",
            hash,
            "contentType",
            "text/csv",
            "visibility",
            "public",
            "attributes",
            Map.of("emailId", "7"));

    assertThat(file.path("size").longValue()).isEqualTo(5);
    assertThat(file.path("contentType").textValue()).isEqualTo("text/csv");
    assertThat(file.path("visibility").textValue()).isEqualTo("public");
    assertThat(file.path("attributes").path("emailId").textValue()).isEqualTo("7");
    PendingUpload upload =
        api.files().uploads().find(ItemId.parse(file.path("id").textValue())).orElseThrow();
    ByteArrayInputStream others = new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5});
    assertThatThrownBy(() -> api.files().uploads().receive(upload.id(), others))
        .isInstanceOf(ChecksumMismatch.class);
  }

  @Test
  void systemFieldsOfARequestAreIgnored() throws Exception {
    JsonNode folder =
        api.create(
            "folder", "a", "id", "x", "createdBy", "eve", "size", "many", "revision", 9, "url", 1);

    assertThat(folder.path("createdBy").textValue()).isEqualTo("ada");
    assertThat(folder.path("revision").longValue()).isEqualTo(1);
  }

  @Test
  void unknownTypeIsRefused() throws Exception {
    assertThat(api.tryCreate("symlink", "a").status()).isEqualTo(400);
    assertThat(api.tryCreate("FOLDER", "a").status()).isEqualTo(200);
  }

  @Test
  void missingParentIsRefusedAndNothingIsCreatedOnTheWay() throws Exception {
    List<String> before = api.state();

    for (String type : List.of("file", "folder", "link")) {
      Answer answer = api.tryCreate(type, "x/y/z", "linkUrl", "https://example.com");
      assertThat(answer.status()).as(type).isEqualTo(400);
      assertThat(answer.json().path("code").textValue()).isEqualTo("parent_not_found");
    }
    assertThat(api.state()).isEqualTo(before);
  }

  @Test
  void duplicateFolderIsRefusedInTheWordsOfTheApi() throws Exception {
    String id = api.create("folder", "a").path("id").textValue();

    Answer answer = api.tryCreate("folder", "a");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").textValue()).isEqualTo("Folder already exists");
    assertThat(answer.json().path("code").textValue()).isEqualTo("name_taken");
    assertThat(answer.json().path("data").path("id").textValue()).isEqualTo(id);
  }

  @Test
  void pathWithLeadingSlashIsRefused() throws Exception {
    assertThat(api.tryCreate("folder", "/a").status()).isEqualTo(400);
    assertThat(api.tryCreate("folder", "").status()).isEqualTo(400);
  }

  @Test
  void pathAndChannelAreRequired() throws Exception {
    assertThat(api.post("/v1/files/folder", Map.of("path", "a")).status()).isEqualTo(400);
    assertThat(api.post("/v1/files/folder", Map.of("channelId", CHANNEL)).status()).isEqualTo(400);
    assertThat(api.post("/v1/files/folder", "[]").status()).isEqualTo(400);
    assertThat(api.post("/v1/files/folder", "").status()).isEqualTo(400);
  }

  @Test
  void itemIsReadWithTheTagOfItsRevision() throws Exception {
    String id = api.create("folder", "a").path("id").textValue();

    Answer answer = api.get("/v1/files/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).contains("\"1\"");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.json().path("id").textValue()).isEqualTo(id);
  }

  @Test
  void whatIsAnotherTenantsIsToldFromNothingByItsIdAlone() throws Exception {
    String foreign = api.foreignFiles().createFolder("a").id().toString();
    String absent = UUID.randomUUID().toString();

    for (String way : List.of("", "/download-url", "/download")) {
      Answer theirs = api.get("/v1/files/" + foreign + way);
      assertThat(theirs.status()).isEqualTo(404);
      assertThat(theirs.text().replace(foreign, absent))
          .isEqualTo(api.get("/v1/files/" + absent + way).text());
    }
    assertThat(api.delete("/v1/files/" + foreign).status()).isEqualTo(404);
    assertThat(api.patch(foreign, Map.of("name", "b")).status()).isEqualTo(404);
    Answer theirs = api.get("/v1/files?channelId=" + encoded(FOREIGN));
    assertThat(theirs.status()).isEqualTo(404);
    assertThat(theirs.text().replace(FOREIGN, "absent/1"))
        .isEqualTo(api.get("/v1/files?channelId=absent%2F1").text());
    Map<String, Object> body = CopilotFixture.body("path", "b", "channelId", FOREIGN);
    assertThat(api.post("/v1/files/folder", body).status()).isEqualTo(404);
    assertThat(api.foreignFiles().find("b")).isEmpty();
  }

  @Test
  void deletionTellsIdAndObjectAndIsForGood() throws Exception {
    String id = api.create("link", "a", "linkUrl", "https://example.com").path("id").textValue();

    Answer answer = api.delete("/v1/files/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().size()).isEqualTo(3);
    assertThat(answer.json().path("id").textValue()).isEqualTo(id);
    assertThat(answer.json().path("object").textValue()).isEqualTo("link");
    assertThat(answer.json().path("deleted").booleanValue()).isTrue();
    assertThat(api.get("/v1/files/" + id).status()).isEqualTo(404);
    assertThat(api.delete("/v1/files/" + id).status()).isEqualTo(404);
    assertThat(api.files().trashBin().list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void deletionReachesPendingFilesAndTheTrash() throws Exception {
    String pending = api.create("file", "p").path("id").textValue();
    String folder = api.create("folder", "f").path("id").textValue();
    assertThat(api.patch(folder, Map.of("trashed", true)).status()).isEqualTo(200);

    assertThat(api.delete("/v1/files/" + pending).json().path("object").textValue())
        .isEqualTo("file");
    assertThat(api.delete("/v1/files/" + folder).json().path("object").textValue())
        .isEqualTo("folder");
    assertThat(api.files().trashBin().list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void folderThatHoldsSomethingIsNotDeleted() throws Exception {
    String folder = api.create("folder", "a").path("id").textValue();
    api.create("folder", "a/b");

    Answer answer = api.delete("/v1/files/" + folder);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").textValue()).isEqualTo("Folder is not empty");
    assertThat(api.files().find("a/b")).isPresent();
  }

  @Test
  void deletionHoldsToTheExpectedRevision() throws Exception {
    String id = api.create("folder", "a").path("id").textValue();

    assertThat(api.send("DELETE", "/v1/files/" + id, "\"2\"", "").status()).isEqualTo(412);
    assertThat(api.send("DELETE", "/v1/files/" + id, "\"1\"", "").status()).isEqualTo(200);
  }

  @Test
  void listHasAllThatIsBelowAPath() throws Exception {
    for (String path : List.of("a", "a/b", "a/b/c", "ab", "d")) {
      api.create("folder", path);
    }
    api.create("file", "a/b/pending.txt");

    assertThat(paths("&path=a")).containsExactly("a/b", "a/b/c", "a/b/pending.txt");
    assertThat(paths("&path=a/b/")).containsExactly("a/b/c", "a/b/pending.txt");
    assertThat(paths("")).hasSize(6);
    assertThat(paths("&path=")).hasSize(6);
  }

  @Test
  void listBelowAPathThatIsNoFolderIsEmpty() throws Exception {
    api.create("link", "l", "linkUrl", "https://example.com");

    assertThat(paths("&path=absent/way")).isEmpty();
    assertThat(paths("&path=l")).isEmpty();
    assertThat(api.get("/v1/files?channelId=" + encoded(CHANNEL) + "&path=/l").status())
        .isEqualTo(400);
  }

  @Test
  void listGoesOnByTokensUntilThereIsNone() throws Exception {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(api.create("folder", "f" + i).path("path").textValue());
    }

    JsonNode first = api.get("/v1/files?channelId=" + encoded(CHANNEL) + "&limit=3").json();
    assertThat(first.path("data")).hasSize(3);
    assertThat(first.path("nextToken").isTextual()).isTrue();
    assertThat(paths("&limit=3")).isEqualTo(made);
    JsonNode whole = api.get("/v1/files?channelId=" + encoded(CHANNEL) + "&limit=7").json();
    assertThat(whole.path("data")).hasSize(7);
    assertThat(whole.has("nextToken")).isFalse();
  }

  @Test
  void listHasAHundredItemsUnlessAskedForOthers() throws Exception {
    for (int i = 0; i < 101; i++) {
      api.files().createFolder("f" + i);
    }

    assertThat(api.get("/v1/files?channelId=" + encoded(CHANNEL)).json().path("data")).hasSize(100);
    assertThat(api.get("/v1/files?limit=101&channelId=" + encoded(CHANNEL)).json().path("data"))
        .hasSize(101);
  }

  @Test
  void listRefusesWhatItDoesNotKnow() throws Exception {
    String list = "/v1/files?channelId=" + encoded(CHANNEL);

    assertThat(api.get("/v1/files").status()).isEqualTo(400);
    assertThat(api.get("/v1/files?channelId=").status()).isEqualTo(400);
    assertThat(api.get("/v1/files?channelId=absent").status()).isEqualTo(404);
    for (String limit : List.of("0", "-1", "1001", "x", "1.5", "", "99999999999")) {
      assertThat(api.get(list + "&limit=" + limit).status()).as(limit).isEqualTo(400);
    }
    assertThat(api.get(list + "&nextToken=AAAA").status()).isEqualTo(400);
    assertThat(api.get(list + "&limit=1&limit=2").status()).isEqualTo(400);
  }

  @Test
  void completedFilesOfListsHaveADownloadUrl() throws Exception {
    api.files().upload("a.txt", HELLO);
    api.create("file", "b.txt");

    JsonNode list = api.get("/v1/files?channelId=" + encoded(CHANNEL)).json().path("data");

    assertThat(list.get(0).path("downloadUrl").textValue()).startsWith("http");
    assertThat(list.get(0).path("status").textValue()).isEqualTo("completed");
    assertThat(list.get(1).has("downloadUrl")).isFalse();
    assertThat(list.get(1).path("status").textValue()).isEqualTo("pending");
  }

  private List<String> paths(String query) throws Exception {
    return api.all("/v1/files?channelId=" + encoded(CHANNEL) + query).stream()
        .map(item -> item.path("path").textValue())
        .toList();
  }

  @Test
  void deprecatedCallsGiveTheUrlAndTheBytes() throws Exception {
    FileItem file = api.files().upload("ä.html", HELLO);

    Answer url = api.get("/v1/files/" + file.id() + "/download-url");
    assertThat(url.json().size()).isEqualTo(1);
    assertThat(url.json().path("downloadUrl").textValue()).startsWith("http");

    Answer bytes = api.get("/v1/files/" + file.id() + "/download");
    assertThat(bytes.status()).isEqualTo(200);
    assertThat(bytes.bytes()).isEqualTo(HELLO);
    assertThat(bytes.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(bytes.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(bytes.header("Content-Security-Policy").orElseThrow()).contains("sandbox");
    assertThat(bytes.header("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void deprecatedCallsRefuseWhatHasNoBytes() throws Exception {
    String folder = api.create("folder", "a").path("id").textValue();
    String pending = api.create("file", "b").path("id").textValue();

    for (String way : List.of("/download-url", "/download")) {
      assertThat(api.get("/v1/files/" + folder + way).json().path("code").textValue())
          .isEqualTo("not_a_file");
      Answer answer = api.get("/v1/files/" + pending + way);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("code").textValue()).isEqualTo("file_pending");
    }
  }

  @Test
  void fileThatTheCallerMayNotReadIsShownWithoutAUrl() throws Exception {
    api.close();
    try (TestServer server =
            TestServer.start(
                spool,
                options ->
                    options.withAccessPolicy(
                        (actor, action, channel, item) -> action != Action.DOWNLOAD),
                http -> http);
        CopilotFixture other = CopilotFixture.of(server)) {
      FileItem file = other.files().upload("a.txt", HELLO);
      FileItem shown =
          other
              .files()
              .upload(
                  Destination.at("b.txt"),
                  HELLO,
                  UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC));

      JsonNode list = other.get("/v1/files?channelId=" + encoded(CHANNEL)).json().path("data");

      assertThat(list).hasSize(2);
      for (JsonNode item : list) {
        assertThat(item.has("downloadUrl")).as("%s", item).isFalse();
        assertThat(item.has("publicUrl")).as("%s", item).isFalse();
      }
      String url = "/content/public/" + shown.id();
      assertThat(server.anonymous().send("HEAD", url).status()).isEqualTo(404);
      assertThat(server.anonymous().send("GET", url).status()).isEqualTo(404);
      assertThat(other.get("/v1/files/" + file.id() + "/download").status()).isEqualTo(403);
      assertThat(other.get("/v1/files/" + file.id() + "/download-url").status()).isEqualTo(403);
    }
  }

  @Test
  void pendingFileHoldsItsName() throws Exception {
    api.create("file", "a.txt");

    Answer again = api.tryCreate("file", "a.txt");

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("code").textValue()).isEqualTo("name_taken");
  }
}
