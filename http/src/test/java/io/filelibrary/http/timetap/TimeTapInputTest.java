package io.filelibrary.http.timetap;

import static io.filelibrary.http.timetap.TimeTap.object;
import static io.filelibrary.http.timetap.TimeTap.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.net.UrlEscapers;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputCorpus;
import io.filelibrary.testkit.InputExpectation.Accepted;
import io.filelibrary.testkit.InputExpectation.Refused;
import io.filelibrary.testkit.InputField;
import io.filelibrary.testkit.InputSetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bad and odd inputs of the corpus through this API: what the library refuses is refused with
 * 400, 404 or 413 and changes nothing; what it accepts comes back the same.
 */
final class TimeTapInputTest {
  /** Lone surrogates go as escapes. */
  private static final ObjectMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Longer ones do not fit into the head of a request. */
  private static final int LONGEST_IN_URL = 2000;

  @TempDir private Path spool;
  private final List<String> wrong = new ArrayList<>();
  private int used;

  /** One request that uses an input. */
  private interface Use {
    Answer send() throws Exception;
  }

  private TimeTap start(InputSetting setting) throws Exception {
    TimeTap api = TimeTap.start(spool);
    ChannelSpec spec = ChannelSpec.of(ChannelId.of("1001"), TenantId.of("1001"));
    api.server()
        .library()
        .createChannel(
            spec.withNamePolicy(
                    setting == InputSetting.POSIX ? NamePolicy.POSIX : NamePolicy.PORTABLE)
                .withCaseSensitive(setting != InputSetting.IGNORE_CASE));
    return api;
  }

  private static List<InputCase> cases(InputField field, InputSetting setting) {
    return InputCorpus.load().stream()
        .filter(one -> one.field() == field && one.setting() == setting)
        .toList();
  }

  /** Notes what is not as the corpus says. */
  private void use(TimeTap api, InputCase input, String way, String field, Use use)
      throws Exception {
    used++;
    long before = api.lastChange();
    Answer answer = use.send();
    String outcome = way + " of " + input.id() + " is answered with " + answer.status() + " ";
    if (input.expected() instanceof Refused refused) {
      Set<Integer> expected =
          refused.code() == ErrorCode.ITEM_NOT_FOUND ? Set.of(404) : Set.of(400, 413);
      if (!expected.contains(answer.status()) || !answer.json().path("code").isTextual()) {
        wrong.add(outcome + answer.text());
      }
      if (refused.code() == ErrorCode.NAME_TAKEN
          && !answer.json().path("code").asText().equals("name_taken")) {
        wrong.add(outcome + answer.text());
      }
      if (api.lastChange() != before) {
        wrong.add(outcome + "and has changed something");
      }
    } else if (input.expected() instanceof Accepted accepted) {
      if (answer.status() != 200) {
        wrong.add(outcome + answer.text());
      } else if (!field.isEmpty() && !answer.json().path(field).asText().equals(accepted.value())) {
        wrong.add(outcome + "and reads back as another");
      }
    }
  }

  private void assertAllRight(int least) {
    assertThat(wrong).isEmpty();
    assertThat(used).isGreaterThanOrEqualTo(least);
  }

  private static String json(ObjectNode object) throws Exception {
    return ESCAPING.writeValueAsString(object);
  }

  /** Control characters in a path are refused by the container, in its own words. */
  private void deletion(TimeTap api, InputCase input, String id) throws Exception {
    if (id.chars().noneMatch(Character::isISOControl)) {
      use(api, input, "deletion", "", () -> api.ada().send("DELETE", "/files/" + inUrl(id)));
    }
  }

  private static boolean isUtf8(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String inUrl(String text) {
    return UrlEscapers.urlFormParameterEscaper().escape(text).replace("+", "%20");
  }

  private static boolean fitsUrl(InputCase input) {
    return input.text().length() <= LONGEST_IN_URL && isUtf8(input.text());
  }

  private static ObjectNode in(ObjectNode object, ObjectNode folder) {
    object.set("parentFileLibraryUUID", folder.get("fileLibraryUUID"));
    return object;
  }

  @ParameterizedTest
  @EnumSource(names = {"ORDINARY", "POSIX", "IGNORE_CASE"})
  void namesAreThoseOfTheLibrary(InputSetting setting) throws Exception {
    try (TimeTap api = start(setting)) {
      for (InputCase input : cases(InputField.NAME, setting)) {
        String name = input.text();
        ObjectNode first = place(api, input, "c-");
        use(
            api,
            input,
            "creation",
            "fileName",
            () -> api.ada().send("POST", "/files", json(in(object("FOLDER", name), first))));
        ObjectNode second = place(api, input, "r-");
        ObjectNode renamed = api.folder("old name", second);
        use(
            api,
            input,
            "renaming",
            "fileName",
            () -> api.ada().send("POST", "/files", json(renamed.deepCopy().put("fileName", name))));
        if (isUtf8(name)) {
          String third = place(api, input, "u-").get("fileLibraryUUID").textValue();
          byte[] form = FormBody.of(name).field("parentFileLibraryUUID", third).file("x").ended();
          use(api, input, "upload", "fileName", () -> api.upload(form));
          String fourth = place(api, input, "s-").get("fileLibraryUUID").textValue();
          byte[] reversed =
              FormBody.empty()
                  .file("x")
                  .raw(FormBody.of(name).field("parentFileLibraryUUID", fourth).cut())
                  .ended();
          use(api, input, "upload by the spool", "fileName", () -> api.upload(reversed));
        }
      }
      assertThat(api.trace()).endsWith("spool []").doesNotContain("PENDING");
    }
    assertAllRight(setting == InputSetting.ORDINARY ? 500 : 20);
  }

  /** A folder for one use, with what is to be there before. */
  private static ObjectNode place(TimeTap api, InputCase input, String use) throws Exception {
    ObjectNode folder = api.folder(use + input.id());
    if (input.beside().isPresent()) {
      ok(
          api.ada()
              .send("POST", "/files", json(in(object("FOLDER", input.beside().get()), folder))));
    }
    return folder;
  }

  @Test
  void idsAreThoseOfTheLibrary() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputCase input : cases(InputField.ITEM_ID, InputSetting.ORDINARY)) {
        ids(api, input, input.text());
      }
    }
    assertAllRight(40);
  }

  private void ids(TimeTap api, InputCase input, String id) throws Exception {
    use(
        api,
        input,
        "update",
        "",
        () ->
            api.ada()
                .send("POST", "/files", json(object("FOLDER", "x").put("fileLibraryUUID", id))));
    if (!id.isEmpty()) {
      // An empty parent is the root.
      use(
          api,
          input,
          "restoring",
          "",
          () ->
              api.ada()
                  .send(
                      "POST",
                      "/files",
                      json(
                          object("FOLDER", "x").put("fileLibraryUUID", id).put("deleted", false))));
    }
    if (fitsUrl(input) && !id.isEmpty()) {
      deletion(api, input, id);
      use(
          api,
          input,
          "listing",
          "",
          () -> api.ada().send("GET", "/files?parentFileLibraryUUID=" + inUrl(id)));
    }
  }

  @Test
  void changedIdsNameNothing() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputCase input : cases(InputField.TRUE_ITEM_ID, InputSetting.ORDINARY)) {
        ObjectNode folder = api.folder(input.id());
        String id = input.edit().applyTo(folder.get("fileLibraryUUID").textValue());
        use(
            api,
            input,
            "listing",
            "",
            () -> api.ada().send("GET", "/files?parentFileLibraryUUID=" + inUrl(id)));
        use(
            api,
            input,
            "update",
            "",
            () ->
                api.ada()
                    .send(
                        "POST",
                        "/files",
                        json(
                            object("FOLDER", input.id() + "-renamed").put("fileLibraryUUID", id))));
        deletion(api, input, id);
      }
    }
    assertAllRight(30);
  }

  @Test
  void pageSizesAndNumbersAreThoseOfTheLibrary() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputField field : List.of(InputField.PAGE_SIZE, InputField.NUMBER)) {
        cases(field, InputSetting.ORDINARY).stream()
            .filter(TimeTapInputTest::fitsUrl)
            .forEach(input -> counts(api, input, inUrl(input.text())));
      }
    }
    assertAllRight(35);
  }

  private void counts(TimeTap api, InputCase input, String text) {
    try {
      use(api, input, "page size", "", () -> api.ada().send("GET", "/files?pageSize=" + text));
      if (input.field() == InputField.NUMBER) {
        use(
            api,
            input,
            "page number",
            "",
            () -> api.ada().send("GET", "/files?pageNumber=" + text));
      }
    } catch (Exception e) {
      throw new AssertionError(input.id(), e);
    }
  }

  @Test
  void userNamesAreAttributesOfTheLibrary() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputCase input : cases(InputField.ATTRIBUTE_VALUE, InputSetting.ORDINARY)) {
        String user = input.text();
        // An empty user is none.
        if (user.isEmpty()) {
          continue;
        }
        ObjectNode folder = api.folder(input.id());
        use(
            api,
            input,
            "modifiedUser",
            "modifiedUser",
            () -> api.ada().send("POST", "/files", json(folder.put("modifiedUser", user))));
        if (isUtf8(user)) {
          byte[] form =
              FormBody.empty()
                  .field("businessId", "1001")
                  .field("uploadedFileName", input.id() + ".txt")
                  .field("userName", user)
                  .file("x")
                  .ended();
          use(api, input, "userName", "createdUser", () -> api.upload(form));
        }
      }
    }
    assertAllRight(30);
  }

  @Test
  void mediaTypeIsKeptOrGuessed() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputCase input : cases(InputField.CONTENT_TYPE, InputSetting.ORDINARY)) {
        boolean header = input.text().chars().allMatch(c -> c >= ' ' && c <= '~');
        boolean trimmed = input.text().equals(input.text().strip());
        if (!header || !trimmed || input.text().length() > LONGEST_IN_URL) {
          // What is no line of its own comes through TimeTapUploadTest.
          continue;
        }
        used++;
        String headers =
            "Content-Disposition: form-data; name=file\r\nContent-Type: " + input.text();
        Answer answer = api.upload(FormBody.of(input.id() + ".png").part(headers, "x").ended());
        String expected =
            input.expected() instanceof Accepted accepted ? accepted.value() : "image/png";
        if (answer.status() != 200
            || !answer.json().path("contentType").asText().equals(expected)) {
          wrong.add(input.id() + " is answered with " + answer);
        }
      }
    }
    assertAllRight(25);
  }

  @Test
  void otherBusinessesAreNotFoundWhateverTheirId() throws Exception {
    try (TimeTap api = start(InputSetting.ORDINARY)) {
      for (InputCase input : cases(InputField.TENANT_ID, InputSetting.ORDINARY)) {
        long before = api.lastChange();
        ObjectNode folder = object("FOLDER", "x").put("businessId", input.text());
        Answer answer = api.ada().send("POST", "/files", json(folder));
        assertThat(answer.status()).as(input.id() + " " + answer.status()).isIn(404, 413);
        assertThat(answer.json().path("code").asText().toLowerCase(Locale.ROOT)).isNotEmpty();
        assertThat(api.lastChange()).isEqualTo(before);
      }
    }
  }
}
