package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; charset=utf-8",
        "Text/Plain;Charset=\"UTF-8\"",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/svg+xml",
        "x-world/x-3dmf",
        "multipart/form-data; boundary=\"a b\"",
        "text/plain;",
        "text/plain;; ; charset=utf-8 ;",
        "text/plain; a=\"b;\\\"c\\\\\"",
        "text/plain; a=\"\"",
      })
  void typeComesBackAsItWasGiven(String text) {
    assertThat(ContentType.of(text).value()).isEqualTo(text);
    assertThat(ContentType.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "text",
        "text/",
        "/plain",
        "text/plain/x",
        "text plain",
        "text /plain",
        "text/ plain",
        "text/plain ",
        "text/plain; charset = utf-8",
        "text/plain; a=\"b",
        "text/plain; a=\"b\\\"",
        "text/plain a=b",
        "*/*",
        "image/*",
        "text/plain; charset",
        "text/plain;charset=",
        "text/pl\u00E4in",
        "text/plain\0",
        "<a>/b"
      })
  void otherTextIsRefused(String text) {
    assertThatExceptionOfType(InvalidContentType.class).isThrownBy(() -> ContentType.of(text));
  }

  @Test
  void typeHasAtMost255Characters() {
    String longest = "text/" + "a".repeat(127) + "; b=" + "c".repeat(119);

    assertThat(ContentType.of(longest).value()).hasSize(255);
    assertThatExceptionOfType(InvalidContentType.class)
        .isThrownBy(() -> ContentType.of(longest + "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, text/plain",
    "a.b.PNG, image/png",
    "a.pdf, application/pdf",
    "a.html, text/html",
    "a.unknown-extension, application/octet-stream",
    "txt, application/octet-stream",
  })
  void nameSuggestsTheType(String name, String type) {
    assertThat(ContentType.guess(ItemName.of(name)).value()).isEqualTo(type);
  }
}
