package io.filelibrary.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidId;
import io.filelibrary.model.Visibility;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0", "-", "private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f", "a/b/c/d", "a-b/-"})
  void keyComesBackAsItWasGiven(String text) {
    assertThat(new ContentKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", "A", "a_b", "a.b", "..", "a/../b", "a b", "a\n", "a\0",
        "\u00E4", "a\\b", "%2f", "\u0661"
      })
  void otherTextIsRefused(String text) {
    assertThatExceptionOfType(InvalidId.class).isThrownBy(() -> new ContentKey(text));
  }

  @Test
  void keyHasAtMost128Characters() {
    assertThat(new ContentKey("a".repeat(128)).value()).hasSize(128);
    assertThatExceptionOfType(InvalidId.class).isThrownBy(() -> new ContentKey("a".repeat(129)));
  }

  @Test
  void keyTellsWhetherTheContentIsPublic() {
    assertThat(new ContentKey("public/a").visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(new ContentKey("private/a").visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(new ContentKey("public").visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(new ContentKey("public-a/b").visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(new ContentKey("a/public/b").visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void keysOrderByTheirCharacters() {
    assertThat(Stream.of("b", "a/b", "a", "a0", "a-b", "aa").map(ContentKey::new).sorted())
        .extracting(ContentKey::value)
        .containsExactly("a", "a-b", "a/b", "a0", "aa", "b");
  }
}
