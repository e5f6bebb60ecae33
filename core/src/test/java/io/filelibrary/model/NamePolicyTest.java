package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidName;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamePolicyTest {
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a<b",
        "a>b",
        "a:b",
        "C:",
        "a\"b",
        "a|b",
        "a?b",
        "*",
        "[a]*",
        "a.txt:stream",
        "con",
        "CON",
        "Con.txt",
        "con.tar.gz",
        "con .txt",
        "prn",
        "aux.h",
        "nul",
        "com0",
        "COM1",
        "com9.log",
        "lpt0",
        "LPT9",
        "com\u00B9",
        "COM\u00B2.txt",
        "lpt\u00B3",
        "conin$",
        "CONOUT$"
      })
  void portableRefusesWhatWindowsRefuses(String text) {
    ItemName name = ItemName.of(text);

    assertThatExceptionOfType(InvalidName.class).isThrownBy(() -> NamePolicy.PORTABLE.check(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "console",
        "con1",
        "com",
        "com10",
        "COMA",
        "lpt",
        "null",
        "aux-1",
        "_con",
        "a.con",
        "com\u2074",
        "${PATH}",
        "%",
        "_",
        "__proto__",
        "a'b",
        "a;b",
        "a&b",
        "\uFF1A"
      })
  void portableTakesOtherNames(String text) {
    assertThatCode(() -> NamePolicy.PORTABLE.check(ItemName.of(text))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"con", "nul.txt", "a:b", "a?", "*", "[a]*", "<a>", "a|b", "\"a\""})
  void posixTakesWhatPortableRefuses(String text) {
    assertThatCode(() -> NamePolicy.POSIX.check(ItemName.of(text))).doesNotThrowAnyException();
  }

  @Test
  void deviceNamesDoNotDependOnTheLocale() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));

    assertThatExceptionOfType(InvalidName.class)
        .isThrownBy(() -> NamePolicy.PORTABLE.check(ItemName.of("conin$")));
  }
}
