package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeclaredDigestsTest {
  /** Of no bytes at all. */
  private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private static final Sha256 HASH =
      Sha256.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  @Test
  void hashIsFoundAmongOthers() {
    assertThat(DeclaredDigests.parse("Content-Digest", "sha-256=:" + EMPTY + ":"))
        .containsExactly(HASH);
    assertThat(
            DeclaredDigests.parse(
                "Content-Digest", "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:, sha-256=:" + EMPTY + ":"))
        .containsExactly(HASH);
    assertThat(DeclaredDigests.parse("Content-Digest", "sha-512=:AAAA:")).isEmpty();
    assertThat(DeclaredDigests.parse("Content-Digest", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha-256",
        "sha-256=" + EMPTY,
        "sha-256=:" + EMPTY,
        "sha-256=:AAAA:",
        "sha-256=::",
        "sha-256=:" + EMPTY + ": md5=:AAAA:",
        "SHA-256=:" + EMPTY + ":",
        "sha-256=:====:",
        ";"
      })
  void whatIsNoHashIsRefused(String header) {
    assertThatThrownBy(() -> DeclaredDigests.parse("Content-Digest", header))
        .isInstanceOf(HttpFailure.class)
        .hasMessageContaining("Content-Digest");
  }
}
