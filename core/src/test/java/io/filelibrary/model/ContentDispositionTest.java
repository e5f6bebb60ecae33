package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "report.pdf | attachment; filename=\"report.pdf\"",
        "a b;c=d.txt | attachment; filename=\"a b;c=d.txt\"",
        "\u20AC rates | attachment; filename=\"_ rates\"; filename*=UTF-8''%E2%82%AC%20rates",
        "na\u00EFve.txt | attachment; filename=\"na_ve.txt\"; filename*=UTF-8''na%C3%AFve.txt",
        "\uD83D\uDE00 | attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%98%80",
        "50%25.txt | attachment; filename=\"50_25.txt\"; filename*=UTF-8''50%2525.txt",
        "a\"b'c*(d) | attachment; filename=\"a_b'c*(d)\"; filename*=UTF-8''a%22b%27c%2A%28d%29",
      })
  void nameGoesAlongAsItIsOrTwice(String name, String header) {
    ContentDisposition disposition =
        new ContentDisposition(Disposition.ATTACHMENT, new ItemName(name));

    assertThat(disposition.value()).isEqualTo(header);
  }

  @Test
  void inlineIsSaidSo() {
    assertThat(new ContentDisposition(Disposition.INLINE, new ItemName("a.png")).value())
        .isEqualTo("inline; filename=\"a.png\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image/png", "IMAGE/JPEG", "text/plain; charset=utf-8", "video/mp4", "audio/x"})
  void inertTypesRunNothing(String type) {
    assertThat(ContentType.of(type).isInert()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/octet-stream",
        "text/javascript"
      })
  void typesThatCanRunSomethingAreNotInert(String type) {
    assertThat(ContentType.of(type).isInert()).isFalse();
  }

  @Test
  void urlIsGoodForASecondToAWeek() {
    assertThat(DownloadOptions.DEFAULT.lifetime()).isEqualTo(Duration.ofMinutes(15));
    for (Duration good : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(7)}) {
      assertThat(DownloadOptions.DEFAULT.withLifetime(good).lifetime()).isEqualTo(good);
    }
    for (Duration bad :
        new Duration[] {Duration.ofMillis(999), Duration.ofDays(7).plusNanos(1), Duration.ZERO}) {
      assertThatExceptionOfType(InvalidSize.class)
          .isThrownBy(() -> DownloadOptions.DEFAULT.withLifetime(bad));
    }
  }
}
