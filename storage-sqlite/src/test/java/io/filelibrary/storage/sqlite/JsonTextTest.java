package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of texts. */
final class JsonTextTest {
  private static final String ODD =
      "\"\\/\b\f\n\r\t\u0001\u001F\u007F\u2028\uFF21\uD83D\uDE00'{}[],:";

  @Test
  void textsComeBackAsTheyWere() {
    SortedMap<String, String> pairs = new TreeMap<>(Map.of(ODD, ODD, "", "", "empty", ""));
    assertThat(JsonText.object(JsonText.ofObject(pairs))).isEqualTo(pairs);
    List<String> values = List.of(ODD, "", "a", "a");
    assertThat(JsonText.array(JsonText.ofArray(values))).isEqualTo(values);
  }

  @Test
  void theFormIsPlainJson() {
    assertThat(JsonText.ofObject(new TreeMap<>())).isEqualTo("{}");
    assertThat(JsonText.ofArray(List.of())).isEqualTo("[]");
    assertThat(JsonText.ofObject(new TreeMap<>(Map.of("b", "2\n", "a", "\"1\""))))
        .isEqualTo("{\"a\":\"\\\"1\\\"\",\"b\":\"2\\u000a\"}");
    assertThat(JsonText.ofArray(List.of("x", "\\"))).isEqualTo("[\"x\",\"\\\\\"]");
  }

  @Test
  void allEscapesOfJsonAreRead() {
    assertThat(JsonText.array("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"]"))
        .containsExactly("\"\\/\b\f\n\r\t\u00E9\uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[",
        "null",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"}x",
        "{\"a\":\"b\"\"c\":\"d\"}",
        "{\"a",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":1}"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.object(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonText.array(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
