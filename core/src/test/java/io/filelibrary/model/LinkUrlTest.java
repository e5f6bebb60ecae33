package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidLink;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkUrlTest {
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://example.org:8080/a%20b?q=1&r=%2F#part",
        "HTTPS://EXAMPLE.ORG/Path",
        "http://[::1]/",
        "http://127.0.0.1/",
        "https://xn--mnchen-3ya.de/",
        "https://my_bucket.example.org/",
        "http://a_b.example.org.:8080/",
        "http://256.256.256.256/",
        "https://example.org/K\u00E4se?q=\uD55C#\u05E9",
        "httpx:opaque",
        "mailto:someone@example.org",
        "ftp://example.org/a",
        "sip:someone",
      })
  void urlComesBackAsItWasGiven(String text) {
    assertThat(LinkUrl.of(text).value()).isEqualTo(text);
    assertThat(LinkUrl.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "/path",
        "//example.org/a",
        "https://",
        "https:",
        "https:example.org",
        "http:///path",
        "http://:80/",
        "https://example.org/a b",
        "https://example.org/%zz",
        "https://example.org/<a>",
        " https://example.org",
        "https://example.org\n",
        "https://example.org/\r\nX: y",
        "https://example.org/\0",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "ftp://user:secret@example.org/",
        "https://m\u00FCnchen.de/",
        "https://example..org/",
        "https://my_bucket.example.org:http/",
        "https://my_bucket%2Fexample.org/",
        "https://user@my_bucket.example.org/",
        "https://example.org/\uFFFF",
        "https://example.org/\uFDD0",
      })
  void otherTextIsRefused(String text) {
    assertThatExceptionOfType(InvalidLink.class).isThrownBy(() -> LinkUrl.of(text));
  }

  @Test
  void urlHasAtMost4096Characters() {
    String longest = "https://example.org/" + "a".repeat(4096 - 20);

    assertThat(LinkUrl.of(longest).value()).hasSize(4096);
    assertThatExceptionOfType(InvalidLink.class).isThrownBy(() -> LinkUrl.of(longest + "a"));
  }

  @Test
  void schemeIsInLowerCase() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));

    assertThat(LinkUrl.of("HTTPS://example.org").scheme()).isEqualTo("https");
    assertThat(LinkUrl.of("SIP:someone").scheme()).isEqualTo("sip");
  }
}
