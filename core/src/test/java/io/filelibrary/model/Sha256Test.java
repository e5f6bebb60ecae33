package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidHash;
import org.junit.jupiter.api.Test;

class Sha256Test {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @Test
  void digitsAreBroughtIntoLowerCase() {
    assertThat(Sha256.of("0123456789ABCDEF".repeat(4))).isEqualTo(Sha256.of(HEX)).hasToString(HEX);
  }

  @Test
  void bytesAndDigitsAreTheSameHash() {
    byte[] bytes = Sha256.of(HEX).bytes();

    assertThat(bytes).hasSize(32).startsWith(0x01, 0x23, 0x45, 0x67, 0x89, 0xab);
    assertThat(Sha256.of(bytes)).isEqualTo(Sha256.of(HEX));
  }

  @Test
  void bytesAreCopies() {
    Sha256 hash = Sha256.of(HEX);
    hash.bytes()[0] = 9;

    assertThat(hash).hasToString(HEX);
  }

  @Test
  void otherTextIsRefused() {
    for (String text :
        new String[] {
          "",
          "0",
          HEX.substring(1),
          HEX + "0",
          "g" + HEX.substring(1),
          " " + HEX,
          HEX + "\n",
          "\uFF10" + HEX.substring(1)
        }) {
      assertThatExceptionOfType(InvalidHash.class).isThrownBy(() -> Sha256.of(text));
    }
  }

  @Test
  void otherNumberOfBytesIsRefused() {
    for (int length : new int[] {0, 20, 31, 33, 64}) {
      assertThatExceptionOfType(InvalidHash.class).isThrownBy(() -> Sha256.of(new byte[length]));
    }
  }
}
