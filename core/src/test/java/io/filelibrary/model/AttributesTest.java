package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidAttribute;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"calendarId", "__proto__", "a b", " ", "${PATH}", "%", "a.b", "\uD83D\uDE00", "'"})
  void pairsComeBackAsGiven(String text) {
    Attributes attributes = Attributes.of(Map.of(text, text));

    assertThat(attributes.get(text)).contains(text);
    assertThat(attributes.values()).containsExactly(Map.entry(text, text));
  }

  @Test
  void textIsNotNormalized() {
    Attributes attributes = Attributes.of(Map.of("e\u0301", "e\u0301"));

    assertThat(attributes.get("e\u0301")).contains("e\u0301");
    assertThat(attributes.get("\u00E9")).isEmpty();
  }

  @Test
  void valueMayBeEmptyAndHaveLineBreaks() {
    assertThat(Attributes.of(Map.of("a", "", "b", "x\r\ny")).values())
        .isEqualTo(Map.of("a", "", "b", "x\r\ny"));
  }

  @Test
  void absentKeyHasNoValue() {
    assertThat(Attributes.NONE.get("a")).isEmpty();
    assertThat(Attributes.NONE.values()).isEmpty();
  }

  @Test
  void pairsAreSortedByKeyWhateverTheSourceWasSortedBy() {
    Map<String, String> reversed = new TreeMap<>(Comparator.reverseOrder());
    reversed.putAll(Map.of("a", "1", "b", "2", "B", "3"));

    assertThat(Attributes.of(reversed).values().keySet()).containsExactly("B", "a", "b");
    assertThat(Attributes.of(reversed)).isEqualTo(Attributes.of(new HashMap<>(reversed)));
  }

  @Test
  void pairsAreCopiedAndCannotBeChanged() {
    Map<String, String> given = new HashMap<>(Map.of("a", "1"));
    Attributes attributes = Attributes.of(given);
    given.clear();

    assertThat(attributes.get("a")).contains("1");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> attributes.values().put("b", "2"));
  }

  @Test
  void thereAreAtMost64Pairs() {
    assertThat(Attributes.of(pairs(64, "")).values()).hasSize(64);
    assertRefused(pairs(65, ""));
  }

  @Test
  void keyHas1To128Bytes() {
    Attributes.of(Map.of("k".repeat(128), ""));
    Attributes.of(Map.of("\u00E4".repeat(64), ""));

    assertRefused(Map.of("", ""));
    assertRefused(Map.of("k".repeat(129), ""));
    assertRefused(Map.of("\u00E4".repeat(64) + "k", ""));
  }

  @Test
  void valueHasAtMost4096Bytes() {
    Attributes.of(Map.of("k", "v".repeat(4096)));
    Attributes.of(Map.of("k", "\u00E4".repeat(2048)));

    assertRefused(Map.of("k", "v".repeat(4097)));
    assertRefused(Map.of("k", "\u00E4".repeat(2048) + "v"));
  }

  @Test
  void allPairsHaveAtMost16384Bytes() {
    String value = "v".repeat(4094);

    Attributes.of(pairs(4, value));
    Map<String, String> larger = pairs(4, value);
    larger.put("k", "");
    assertRefused(larger);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\t", "a\u007F", "\u0085"})
  void keyHasNoControlCharacters(String key) {
    assertRefused(Map.of(key, ""));
  }

  @Test
  void noTextHasANulOrALoneSurrogate() {
    assertRefused(Map.of("a\0", ""));
    assertRefused(Map.of("a\uD800", ""));
    assertRefused(Map.of("a", "\0"));
    assertRefused(Map.of("a", "\uDC00"));
  }

  private static Map<String, String> pairs(int count, String value) {
    Map<String, String> pairs = new HashMap<>();
    for (int number = 10; number < 10 + count; number++) {
      pairs.put(Integer.toString(number), value);
    }
    return pairs;
  }

  private static void assertRefused(Map<String, String> pairs) {
    assertThatExceptionOfType(InvalidAttribute.class).isThrownBy(() -> Attributes.of(pairs));
  }
}
