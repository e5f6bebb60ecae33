package io.filelibrary.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotedTest {
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void ordinaryTextIsQuoted() {
    assertThat(Quoted.of("")).isEqualTo("''");
    assertThat(Quoted.of("a b/%_${PATH}")).isEqualTo("'a b/%_${PATH}'");
    assertThat(Quoted.of("\u00E4\uD55C\uD83D\uDE00")).isEqualTo("'\u00E4\uD55C\uD83D\uDE00'");
  }

  @Test
  void charactersThatCouldForgeALineAreEscaped() {
    assertThat(Quoted.of("a\r\nb\t\0")).isEqualTo("'a\\u000d\\u000ab\\u0009\\u0000'");
    assertThat(Quoted.of("\u001B[31m\u007F\u0085")).isEqualTo("'\\u001b[31m\\u007f\\u0085'");
    assertThat(Quoted.of("\u2028\u2029")).isEqualTo("'\\u2028\\u2029'");
  }

  @Test
  void invisibleAndMalformedCharactersAreEscaped() {
    assertThat(Quoted.of("\u202Ea\u2066\uFEFF\u200D")).isEqualTo("'\\u202ea\\u2066\\ufeff\\u200d'");
    assertThat(Quoted.of("\uD800a\uDC00")).isEqualTo("'\\ud800a\\udc00'");
    assertThat(Quoted.of("\uFFFF")).isEqualTo("'\\uffff'");
  }

  @Test
  void textIsCutAfter80Characters() {
    assertThat(Quoted.of("a".repeat(80))).isEqualTo("'" + "a".repeat(80) + "'");
    assertThat(Quoted.of("a".repeat(81))).isEqualTo("'" + "a".repeat(80) + "...'");
  }

  @Test
  void textIsNotCutWithinACharacter() {
    assertThat(Quoted.of("\uD83D\uDE00".repeat(81)))
        .isEqualTo("'" + "\uD83D\uDE00".repeat(80) + "...'");
  }

  @Test
  void escapesDoNotDependOnTheLocale() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    assertThat(Quoted.of("\n")).isEqualTo("'\\u000a'");
  }
}
