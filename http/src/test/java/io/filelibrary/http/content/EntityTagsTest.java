package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // the list; whether it has "a" by the strong comparison; by the weak one
        "\"a\"; true; true",
        "W/\"a\"; false; true",
        "\"b\"; false; false",
        "\"A\"; false; false",
        "\"b\", \"a\"; true; true",
        "\"b\",W/\"a\"; false; true",
        ",, \"b\" ,\t\"a\",; true; true",
        "\"x,\", \"a\"; true; true",
        "*; true; true",
        " * ; true; true",
      })
  void listHasTag(String list, boolean strongly, boolean weakly) {
    assertThat(EntityTags.parse(list)).isPresent();
    assertThat(EntityTags.parse(list).filter(tags -> tags.matchStrongly("\"a\"")).isPresent())
        .isEqualTo(strongly);
    assertThat(EntityTags.parse(list).filter(tags -> tags.matchWeakly("\"a\"")).isPresent())
        .isEqualTo(weakly);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "a",
        "\"a",
        "a\"",
        "\"a\" \"b\"",
        "w/\"a\"",
        "W/ \"a\"",
        "\"b\"\"",
        "\"a\", *",
        "*, *",
        "\"a b\"",
        "'a'",
        "\"a\";q=1"
      })
  void whatIsNoListIsNone(String text) {
    assertThat(EntityTags.parse(text)).isEmpty();
  }

  @Test
  void longListIsReadInLinearTime() {
    String spaces = " ".repeat(8000);
    assertThat(EntityTags.parse(spaces + "x")).isEmpty();
    assertThat(EntityTags.parse(",".repeat(8000) + "\"a\"")).isPresent();
  }
}
