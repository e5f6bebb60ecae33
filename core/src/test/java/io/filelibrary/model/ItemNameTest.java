package io.filelibrary.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidName;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemNameTest {
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "report (2).pdf",
        ".hidden",
        "...a",
        "a b",
        "__proto__",
        "constructor",
        "${PATH}",
        "$(rm -rf)",
        "%",
        "%2e%2e%2f",
        "_",
        "[a]*",
        "~",
        "-rf",
        "'; DROP TABLE items; --",
        "<script>",
        "CON",
        "a\u00ADb",
        "\uD55C\uAE00.txt",
        "\u05E9\u05DC\u05D5\u05DD.txt",
        "\u0645\u0644\u0641.pdf",
        "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
        "\u2764\uFE0F",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "a\u200Fb",
        "\uE000",
      })
  void nameComesBackAsItWasGiven(String text) {
    assertThat(ItemName.of(text).value()).isEqualTo(text);
    assertThat(ItemName.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "/", "a/b", "/a", "\\", "a\\b", "a.", "a..", "...", " ", " a", "a ",
        "\u00A0a", "a\u3000", "\u2003", "a\t", "\ta", "a\u2007"
      })
  void ordinaryTextThatIsNoNameIsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\0b",
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u001Fb",
        "a\u007Fb",
        "a\u0080b",
        "a\u009Fb",
        "a\u2028b",
        "a\u2029b"
      })
  void controlCharactersAreRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202A",
        "\u202B",
        "\u202C",
        "\u202D",
        "a\u202Egpj.exe",
        "\u2066",
        "\u2067",
        "\u2068",
        "a\u2069b"
      })
  void bidirectionalOverridesAreRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFDD0",
        "a\uFDEFb",
        "\uFFFE",
        "\uFFFF",
        "\uD83F\uDFFE",
        "\uD83F\uDFFF",
        "\uDBFF\uDFFE",
        "\uDBFF\uDFFF"
      })
  void noncharactersAreRefused(String text) {
    assertRefused(text);
  }

  @Test
  void loneSurrogatesAreRefused() {
    // Not as parameters, since the reports of test runs cannot hold them.
    assertRefused("\uD83D");
    assertRefused("\uDE00");
    assertRefused("a\uD83Db");
    assertRefused("\uDE00\uD83D");
  }

  @Test
  void neighboursOfForbiddenCharactersAreTaken() {
    for (String text :
        new String[] {"\uFDCF", "\uFDF0", "\uFFFD", "\u2065a", "\u206A", "a\u00A1"}) {
      assertThat(ItemName.of(text).value()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00E4", "\uAC00", "\uD83D\uDE00"})
  void nameHasAtMost255BytesInUtf8(String letter) {
    int width = letter.getBytes(UTF_8).length;
    String longest = letter.repeat(255 / width) + "x".repeat(255 % width);

    assertThat(ItemName.of(longest).value()).isEqualTo(longest);
    assertRefused(longest + "x");
  }

  @Test
  void bytesAreCountedAfterNormalization() {
    String decomposed = "e\u0301".repeat(127) + "x";

    assertThat(ItemName.of(decomposed).value()).isEqualTo("\u00E9".repeat(127) + "x");
    assertRefused("e\u0301".repeat(128));
  }

  @Test
  void veryLongTextIsRefused() {
    assertRefused("a".repeat(1_000_000));
  }

  @Test
  void decomposedTwinIsTheSameName() {
    assertThat(ItemName.of("re\u0301sume\u0301")).isEqualTo(ItemName.of("r\u00E9sum\u00E9"));
    assertThat(ItemName.of("\u1112\u1161\u11AB")).isEqualTo(ItemName.of("\uD55C"));
    assertThat(ItemName.of("q\u0307\u0323")).isEqualTo(ItemName.of("q\u0323\u0307"));
  }

  @Test
  void compatibilityFormsAreDifferentNames() {
    assertThat(ItemName.of("\uFB01")).isNotEqualTo(ItemName.of("fi"));
    assertThat(ItemName.of("\uFF21")).isNotEqualTo(ItemName.of("A"));
    assertThat(ItemName.of("x\u00B2")).isNotEqualTo(ItemName.of("x2"));
  }

  @Test
  void kelvinSignIsTheLetterK() {
    assertThat(ItemName.of("\u212A")).isEqualTo(ItemName.of("K"));
    assertThat(ItemName.of("\u212A").key(false)).isEqualTo("k");
  }

  @Test
  void keyIsTheNameWhereCaseMatters() {
    assertThat(ItemName.of("Report.PDF").key(true)).isEqualTo("Report.PDF");
  }

  @Test
  void keyUnitesLettersThatDifferInCaseAlone() {
    assertSameKey("Report.PDF", "rEPORT.pdf");
    assertSameKey("\u00C4rger", "\u00E4rger");
    assertSameKey("\u03A3\u0391\u03A3", "\u03C3\u03B1\u03C2");
    assertSameKey("\u03C3\u03B1\u03C3", "\u03C3\u03B1\u03C2");
    assertSameKey("stra\u00DFe", "STRASSE");
    assertSameKey("\uFB01n", "FIN");
    assertSameKey("\u017F", "S");
    assertSameKey("\uD801\uDC00", "\uD801\uDC28");
    assertSameKey("E\u0301", "\u00E9");
  }

  @Test
  void keyKeepsDifferentNamesApart() {
    assertThat(ItemName.of("a").key(false)).isNotEqualTo(ItemName.of("\u00E4").key(false));
    assertThat(ItemName.of("a").key(false)).isNotEqualTo(ItemName.of("\u0430").key(false));
    assertThat(ItemName.of("a_b").key(false)).isNotEqualTo(ItemName.of("a b").key(false));
  }

  /** The upper case of the iota comes in three characters, that of the other name in two. */
  @Test
  void keysAreComposedAfterFolding() {
    assertSameKey("\u0390", "\u03AA\u0301");
  }

  @Test
  void keyDoesNotDependOnTheLocale() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));

    assertThat(ItemName.of("TITLE.GIF").key(false)).isEqualTo("title.gif");
    assertThat(ItemName.of("title").key(false)).isEqualTo("title");
    assertThat(ItemName.of("A.GIF").extension()).isEqualTo("gif");
  }

  @Test
  void extensionFollowsTheLastDot() {
    assertThat(ItemName.of("report.tar.GZ").extension()).isEqualTo("gz");
    assertThat(ItemName.of("a.b c").extension()).isEqualTo("b c");
    assertThat(ItemName.of(".bashrc").extension()).isEmpty();
    assertThat(ItemName.of("Makefile").extension()).isEmpty();
    assertThat(ItemName.of(".a.b").extension()).isEqualTo("b");
  }

  private static void assertSameKey(String one, String other) {
    assertThat(ItemName.of(one).key(false)).isEqualTo(ItemName.of(other).key(false));
    assertThat(ItemName.of(one).key(true)).isNotEqualTo(ItemName.of(other).key(true));
  }

  private static void assertRefused(String text) {
    assertThatExceptionOfType(InvalidName.class).isThrownBy(() -> ItemName.of(text));
  }
}
