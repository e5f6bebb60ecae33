package io.filelibrary.http.timetap;

import static io.filelibrary.http.timetap.TimeTap.id;
import static io.filelibrary.http.timetap.TimeTap.names;
import static io.filelibrary.http.timetap.TimeTap.object;
import static io.filelibrary.http.timetap.TimeTap.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file object, and what {@code POST /files} and {@code DELETE /files/...} do to it. */
final class TimeTapFilesTest {
  @TempDir private Path spool;
  private TimeTap api;

  @BeforeEach
  void start() throws Exception {
    api = TimeTap.start(spool);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void objectHasEveryFieldOfTheTable() throws Exception {
    assertThat(api.folder("Plans").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "businessId",
            "calendarId",
            "clientId",
            "contentType",
            "createdDate",
            "createdUser",
            "deleted",
            "emailId",
            "encrypted",
            "extension",
            "fileLibraryType",
            "fileLibraryUUID",
            "fileName",
            "fileSize",
            "modifiedDate",
            "modifiedUser",
            "parentFileLibraryUUID",
            "professionalId",
            "publicVisible",
            "referenceId",
            "s3Bucket",
            "s3Key",
            "url");
  }

  @Test
  void privateFileHasTheTypesOfTheTable() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode file =
        ok(
            api.upload(
                FormBody.of("q1.TXT")
                    .field("parentFileLibraryUUID", folder.get("fileLibraryUUID").textValue())
                    .file("hello")
                    .ended()));

    assertThat(file.get("businessId").isIntegralNumber()).isTrue();
    assertThat(file.get("businessId").longValue()).isEqualTo(1001);
    assertThat(file.get("contentType").textValue()).isEqualTo("text/plain");
    long now = api.server().clock().instant().toEpochMilli();
    assertThat(file.get("createdDate").longValue()).isEqualTo(now);
    assertThat(file.get("modifiedDate").longValue()).isEqualTo(now);
    assertThat(file.get("createdUser").textValue()).isEqualTo("Ada Lovelace");
    assertThat(file.get("modifiedUser").textValue()).isEqualTo("ada");
    assertThat(file.get("deleted").booleanValue()).isFalse();
    assertThat(file.get("encrypted").isBoolean()).isTrue();
    assertThat(file.get("extension").textValue()).isEqualTo("txt");
    assertThat(file.get("fileLibraryType").textValue()).isEqualTo("FILE");
    assertThat(file.get("fileName").textValue()).isEqualTo("q1.TXT");
    assertThat(file.get("fileSize").longValue()).isEqualTo(5);
    assertThat(file.get("parentFileLibraryUUID")).isEqualTo(folder.get("fileLibraryUUID"));
    assertThat(file.get("publicVisible").booleanValue()).isFalse();
    assertThat(file.get("s3Bucket").textValue()).isEqualTo("tt-client-private");
    assertThat(file.get("s3Key").textValue())
        .isEqualTo(api.files().contentKey(id(file)).orElseThrow().value());
    assertThat(file.get("url").isNull()).isTrue();
    assertThat(file.get("calendarId").isNull()).isTrue();
  }

  @Test
  void publicFileIsAnAssetWithAUrl() throws Exception {
    ObjectNode file =
        ok(api.upload(FormBody.of("a.txt").field("fileLibraryType", "ASSET").file("x").ended()));

    assertThat(file.get("fileLibraryType").textValue()).isEqualTo("ASSET");
    assertThat(file.get("publicVisible").booleanValue()).isTrue();
    assertThat(file.get("s3Bucket").textValue()).isEqualTo("tt-client-public");
    assertThat(file.get("s3Key").textValue()).startsWith("public/");
    assertThat(file.get("url").textValue()).startsWith("http").endsWith("a.txt");
  }

  @Test
  void folderAndLinkHaveNoContent() throws Exception {
    api.folder("Plans");
    api.files().createLink("site", "https://example.com/");

    for (JsonNode object : api.ada().send("GET", "/files").json()) {
      for (String field : List.of("contentType", "extension", "fileSize", "s3Bucket", "s3Key")) {
        assertThat(object.get(field).isNull()).as(field).isTrue();
      }
    }
  }

  @Test
  void folderIsCreatedInAFolder() throws Exception {
    ObjectNode outer = api.folder("Plans");
    ObjectNode inner = api.folder("2026", outer);

    assertThat(inner.get("fileLibraryType").textValue()).isEqualTo("FOLDER");
    assertThat(inner.get("parentFileLibraryUUID")).isEqualTo(outer.get("fileLibraryUUID"));
    assertThat(api.files().find("Plans/2026")).isPresent();
  }

  @Test
  void folderWhoseNameIsTakenIsRefused() throws Exception {
    api.folder("Plans");
    refused(api.post(object("FOLDER", "Plans")), 400, "name_taken");
  }

  @Test
  void newObjectThatIsNoFolderIsToBeUploaded() throws Exception {
    Answer answer = api.post(object("FILE", "a.txt"));

    refused(answer, 400, "invalid_request");
    assertThat(answer.text()).contains("fileUploadS3.do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"businessId", "fileLibraryType", "fileName"})
  void requiredFieldThatIsMissingIsNamed(String field) throws Exception {
    ObjectNode object = object("FOLDER", "Plans");
    object.remove(field);
    Answer answer = refused(api.post(object), 400, "invalid_request");

    assertThat(answer.json().get("message").textValue()).startsWith(field + ":");
    assertThat(api.trace()).isEqualTo("no channel, spool []");
  }

  @Test
  void businessMayBeText() throws Exception {
    ok(api.post(object("FOLDER", "Plans").put("businessId", "1001")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2002", "\"2002\"", "\"01001\"", "\" 1001\"", "1001000000000000000000"})
  void anotherBusinessIsNotFound(String other) throws Exception {
    Answer answer =
        api.ada()
            .send(
                "POST",
                "/files",
                "{\"businessId\":" + other + ",\"fileLibraryType\":\"FOLDER\",\"fileName\":\"a\"}");
    refused(answer, 404, "not_found");
    assertThat(answer.text()).doesNotContain("2002");
    assertThat(api.trace()).isEqualTo("no channel, spool []");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "businessId|true",
        "businessId|1001.0",
        "fileName|5",
        "fileLibraryType|[]",
        "calendarId|1.5",
        "calendarId|\"7\"",
        "clientId|9223372036854775808",
        "publicVisible|\"true\"",
        "deleted|1",
        "modifiedUser|{}",
        "fileLibraryUUID|7",
        "parentFileLibraryUUID|7",
        "parentFileLibraryUUID|false",
      })
  void fieldOfAnotherTypeIsNamed(String field, String value) throws Exception {
    ObjectNode object = object("FOLDER", "Plans");
    object.set(field, new ObjectMapper().readTree(value));
    Answer answer = refused(api.post(object), 400, "invalid_request");

    assertThat(answer.json().get("message").textValue()).startsWith(field + ":");
  }

  @Test
  void parentThatIsANumberIsToldToBeAUuid() throws Exception {
    Answer answer = api.post(object("FOLDER", "Plans").put("parentFileLibraryUUID", 7));
    assertThat(answer.text()).contains("UUID");
  }

  @Test
  void objectSentBackUnchangedChangesNothing() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    String before = api.trace();

    assertThat(ok(api.post(file))).isEqualTo(file);
    assertThat(api.trace()).isEqualTo(before);
  }

  @Test
  void renameMoveAndIdsAreOneChange() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode file = api.uploaded("a.txt", "hello");
    long before = api.lastChange();
    file.put("fileName", "b.txt").put("publicVisible", true);
    file.put("calendarId", 1).put("clientId", 2).put("emailId", 3);
    file.put("professionalId", 4).put("referenceId", Long.MIN_VALUE);
    file.set("parentFileLibraryUUID", folder.get("fileLibraryUUID"));

    ObjectNode after = ok(api.post(file));

    assertThat(api.files().find("Plans/b.txt")).isPresent();
    assertThat(after.get("fileLibraryType").textValue()).isEqualTo("ASSET");
    for (String field : List.of("calendarId", "clientId", "emailId", "professionalId")) {
      assertThat(after.get(field)).isEqualTo(file.get(field));
    }
    assertThat(after.get("referenceId").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(api.lastChange()).isEqualTo(before + 1);
    assertThat(api.content(after)).isEqualTo("hello");
  }

  @Test
  void absentFieldStaysAndNullTakesAway() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode inner = api.folder("2026", folder);
    ok(api.post(inner.put("calendarId", 7)));
    ObjectNode least = object("FOLDER", "2026");
    least.set("fileLibraryUUID", inner.get("fileLibraryUUID"));

    ObjectNode same = ok(api.post(least));
    assertThat(same.get("calendarId").longValue()).isEqualTo(7);
    assertThat(same.get("parentFileLibraryUUID")).isEqualTo(folder.get("fileLibraryUUID"));

    ObjectNode less = ok(api.post(least.putNull("calendarId").putNull("parentFileLibraryUUID")));
    assertThat(less.get("calendarId").isNull()).isTrue();
    assertThat(less.get("parentFileLibraryUUID").isNull()).isTrue();
    assertThat(api.files().find("2026")).isPresent();
  }

  @Test
  void emptyParentIsTheRoot() throws Exception {
    ObjectNode inner = api.folder("2026", api.folder("Plans"));
    ok(api.post(inner.put("parentFileLibraryUUID", "")));
    assertThat(api.files().find("2026")).isPresent();
  }

  @Test
  void attributesOfTheHostStay() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    Item item = api.files().get(id(file));
    SortedMap<String, String> values = new TreeMap<>(item.attributes().values());
    values.put("color", "red");
    values.put("timetap.clientId", "none of your business");
    api.files().update(item.id(), ItemChanges.NONE.withAttributes(Attributes.of(values)));

    ObjectNode after = ok(api.post(file.put("calendarId", 5).putNull("clientId")));

    assertThat(after.get("clientId").isNull()).isTrue();
    assertThat(api.files().get(id(file)).attributes().values())
        .containsEntry("color", "red")
        .containsEntry("timetap.clientId", "none of your business")
        .containsEntry("timetap.calendarId", "5");
  }

  @Test
  void fieldsOfTheServerAreIgnored() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    ObjectNode forged = file.deepCopy();
    forged.put("s3Key", "private/x").put("url", "https://evil.example").put("createdUser", "eve");
    forged.put("fileSize", 1).put("createdDate", 1).put("modifiedDate", 1).put("encrypted", true);
    forged.put("s3Bucket", "x").put("extension", "exe").put("contentType", "text/html");
    forged.put("fileLibraryType", "ASSET");

    assertThat(ok(api.post(forged))).isEqualTo(file);
  }

  @Test
  void modifierIsTheCallerUnlessNamed() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode renamed = object("FOLDER", "Plots").put("modifiedUser", "Grace");
    renamed.set("fileLibraryUUID", folder.get("fileLibraryUUID"));
    assertThat(ok(api.post(renamed)).get("modifiedUser").textValue()).isEqualTo("Grace");

    renamed.remove("modifiedUser");
    Answer byBob = api.bob().send("POST", "/files", renamed.put("fileName", "x").toString());
    assertThat(ok(byBob).get("modifiedUser").textValue()).isEqualTo("bob");
  }

  @Test
  void modifiedDateIsThatOfTheChange() throws Exception {
    ObjectNode folder = api.folder("Plans");
    api.server().clock().advance(Duration.ofMillis(1500));

    ObjectNode after = ok(api.post(folder.deepCopy().put("fileName", "Plots")));

    long created = folder.get("createdDate").longValue();
    assertThat(after.get("createdDate").longValue()).isEqualTo(created);
    assertThat(after.get("modifiedDate").longValue()).isEqualTo(created + 1500);
  }

  @Test
  void deletedPutsIntoTheTrashAndBringsBack() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    ObjectNode trashed = ok(api.post(file.put("deleted", true).put("modifiedUser", "Grace")));

    assertThat(trashed.get("deleted").booleanValue()).isTrue();
    assertThat(names(api.ada().send("GET", "/files"))).isEmpty();
    assertThat(api.files().find("a.txt")).isEmpty();

    ObjectNode back = ok(api.post(trashed.put("deleted", false)));
    assertThat(back.get("deleted").booleanValue()).isFalse();
    assertThat(api.content(back)).isEqualTo("hello");
  }

  @Test
  void deletedTogetherWithAnotherChangeIsRefused() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    String living = api.trace();
    refused(
        api.post(file.deepCopy().put("deleted", true).put("fileName", "b.txt")),
        400,
        "invalid_request");
    assertThat(api.trace()).isEqualTo(living);

    api.files().trash(id(file));
    String trashed = api.trace();
    refused(api.post(file.deepCopy().put("calendarId", 7)), 400, "invalid_request");
    assertThat(api.trace()).isEqualTo(trashed);
  }

  @Test
  void itemInTheTrashIsNotFoundUnlessItIsBroughtBack() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    api.files().trash(id(file));

    refused(api.post(file.deepCopy().put("deleted", true)), 404, "item_not_found");
    file.remove("deleted");
    refused(api.post(file), 404, "item_not_found");
  }

  @Test
  void folderIntoItselfIsRefused() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode inner = api.folder("2026", folder);
    folder.set("parentFileLibraryUUID", inner.get("fileLibraryUUID"));
    String before = api.trace();

    refused(api.post(folder.put("fileName", "x")), 400, "would_cycle");
    assertThat(api.trace()).isEqualTo(before);
  }

  @Test
  void deleteRemovesTheFileAndItsBytes() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    ObjectNode deleted = ok(api.ada().send("DELETE", path(file)));

    assertThat(deleted.get("deleted").booleanValue()).isTrue();
    assertThat(deleted.get("fileName")).isEqualTo(file.get("fileName"));
    assertThat(deleted.get("s3Key")).isEqualTo(file.get("s3Key"));
    assertThat(names(api.ada().send("GET", "/files"))).isEmpty();
    refused(api.post(file), 404, "item_not_found");
    refused(api.ada().send("DELETE", path(file)), 404, "item_not_found");
    CollectionReport soon = api.server().library().collect();
    api.server().clock().advance(Duration.ofDays(30));
    CollectionReport later = api.server().library().collect();
    assertThat(soon.deletedContents() + later.deletedContents()).isEqualTo(1);
    assertThat(api.files().channel().usage().bytes()).isZero();
  }

  @Test
  void deleteRemovesWhatIsInTheTrash() throws Exception {
    ObjectNode file = api.uploaded("a.txt", "hello");
    ok(api.post(file.put("deleted", true)));

    assertThat(ok(api.ada().send("DELETE", path(file))).get("fileName").textValue())
        .isEqualTo("a.txt");
    refused(api.ada().send("DELETE", path(file)), 404, "item_not_found");
  }

  @Test
  void deleteKeepsAFolderThatHoldsSomething() throws Exception {
    ObjectNode folder = api.folder("Plans");
    ObjectNode inner = api.folder("2026", folder);
    refused(api.ada().send("DELETE", path(folder)), 400, "folder_not_empty");

    ok(api.ada().send("DELETE", path(inner)));
    ok(api.ada().send("DELETE", path(folder)));
  }

  @Test
  void pendingFileIsNotKnown() throws Exception {
    ok(api.post(object("FOLDER", "Plans")));
    PendingUpload pending =
        api.files()
            .uploads()
            .begin(Destination.in(FolderRef.root(), "a.txt"), UploadOptions.DEFAULT);
    ObjectNode object = object("FILE", "b.txt");
    object.put("fileLibraryUUID", pending.file().id().toString());

    assertThat(names(api.ada().send("GET", "/files"))).containsExactly("Plans");
    refused(api.post(object), 404, "item_not_found");
    refused(api.ada().send("DELETE", path(object)), 404, "item_not_found");
  }

  @Test
  void itemsOfAnotherBusinessAreNotFound() throws Exception {
    ObjectNode folder = api.folder("Plans");
    String before = api.trace();
    ObjectNode theirs = folder.deepCopy().put("businessId", 2002).put("fileName", "x");
    ObjectNode into = object("FOLDER", "mine").put("businessId", 2002);
    into.set("parentFileLibraryUUID", folder.get("fileLibraryUUID"));
    String parent = "/files?parentFileLibraryUUID=" + folder.get("fileLibraryUUID").textValue();

    refused(api.eve().send("POST", "/files", theirs.toString()), 404, "item_not_found");
    refused(api.eve().send("DELETE", path(folder)), 404, "item_not_found");
    refused(api.eve().send("GET", parent), 404, "item_not_found");
    assertThat(api.eve().send("POST", "/files", into.toString()).status()).isIn(400, 404);
    assertThat(names(api.eve().send("GET", "/files"))).isEmpty();
    assertThat(api.trace()).isEqualTo(before);
  }

  @Test
  void tokenMayComeAsBearer() throws Exception {
    Answer answer =
        api.server()
            .anonymous()
            .send(
                "GET",
                "/files",
                Map.of("Authorization", "Bearer key-of-ada"),
                BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(200);
  }

  private static String path(JsonNode object) {
    return "/files/" + object.get("fileLibraryUUID").textValue();
  }

  private static Answer refused(Answer answer, int status, String code) throws Exception {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    return answer;
  }
}
