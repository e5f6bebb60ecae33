package io.filelibrary.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class JsonFieldsTest {
  @Test
  void propertiesAreReadByTheirTypes() {
    JsonFields fields =
        read(
            "{'t':'a','n':-9223372036854775808,'f':false,'l':['x','y'],'o':{'p':'q','r':null}}"
                .replace('\'', '"'));

    assertThat(fields.text("t")).contains("a");
    assertThat(fields.wholeNumber("n")).hasValue(Long.MIN_VALUE);
    assertThat(fields.flag("f")).contains(false);
    assertThat(fields.texts("l")).contains(List.of("x", "y"));
    assertThat(fields.object("o").orElseThrow().text("p")).contains("q");
    assertThat(fields.textPairs("o").orElseThrow())
        .isEqualTo(Map.of("p", Optional.of("q"), "r", Optional.empty()));
  }

  @Test
  void nullIsMissingButThere() {
    JsonFields fields = read("{\"a\":null}");

    assertThat(fields.text("a")).isEmpty();
    assertThat(fields.wholeNumber("a")).isEmpty();
    assertThat(fields.flag("a")).isEmpty();
    assertThat(fields.texts("a")).isEmpty();
    assertThat(fields.object("a")).isEmpty();
    assertThat(fields.textPairs("a")).isEmpty();
    assertThat(fields.has("a")).isTrue();
    assertThat(fields.has("b")).isFalse();
    assertRefused(() -> fields.requiredText("a"));
  }

  @Test
  void otherTypesAreRefusedByName() {
    for (String other : List.of("1", "true", "[]", "{}")) {
      assertRefused(() -> read("{\"a\":" + other + "}").text("a"));
    }
    for (String other : List.of("\"1\"", "1.0", "1e3", "9223372036854775808", "true")) {
      assertRefused(() -> read("{\"a\":" + other + "}").wholeNumber("a"));
    }
    for (String other : List.of("\"true\"", "1", "[]")) {
      assertRefused(() -> read("{\"a\":" + other + "}").flag("a"));
    }
    for (String other : List.of("\"x\"", "[1]", "[null]", "[[]]", "{}")) {
      assertRefused(() -> read("{\"a\":" + other + "}").texts("a"));
    }
    for (String other : List.of("\"x\"", "[]", "{\"b\":1}", "{\"b\":{}}")) {
      assertRefused(() -> read("{\"a\":" + other + "}").textPairs("a"));
    }
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(HttpFailure.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(400))
        .withMessageStartingWith("a: ");
  }

  private static JsonFields read(String json) {
    return JsonFields.of(JsonText.object(json.getBytes(StandardCharsets.UTF_8)));
  }
}
