package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a terminal may be shown. */
final class SafeTextTest {
  @Test
  void lettersOfAllScriptsStay() {
    String text = "caf\u00e9 \u65e5\u672c\u8a9e \ud83d\udc68\u200d\ud83d\udc69 \u0645\u06cc\u200c";

    assertThat(SafeText.name(text)).isEqualTo(text);
  }

  @Test
  void whatControlsATerminalIsEscaped() {
    assertThat(SafeText.name("a\u001b[2Jb\r\n\u007f\u009b"))
        .isEqualTo("a\\u001b[2Jb\\u000d\\u000a\\u007f\\u009b");
  }

  @Test
  void whatReordersOrHidesTextIsEscaped() {
    assertThat(SafeText.name("\u202e\u2066\u200f\ufeff\u2028"))
        .isEqualTo("\\u202e\\u2066\\u200f\\ufeff\\u2028");
    assertThat(SafeText.name("\udb40\udc41")).isEqualTo("\\U000e0041");
    assertThat(SafeText.name("\ud800")).isEqualTo("\\ud800");
  }

  @Test
  void backslashesOfNamesAreDoubledSoThatNamesDiffer() {
    assertThat(SafeText.name("\\u202e")).isEqualTo("\\\\u202e");
    assertThat(SafeText.message("\\u202e")).isEqualTo("\\u202e");
  }
}
