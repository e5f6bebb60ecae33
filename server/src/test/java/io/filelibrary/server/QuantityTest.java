package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts as they are set. */
final class QuantityTest {
  @Test
  void bytesMayHaveAUnit() {
    assertThat(Quantity.bytes(choice("0"))).isZero();
    assertThat(Quantity.bytes(choice("1000 b"))).isEqualTo(1000);
    assertThat(Quantity.bytes(choice("8KiB"))).isEqualTo(8192);
    assertThat(Quantity.bytes(choice("3 mib"))).isEqualTo(3L << 20);
    assertThat(Quantity.bytes(choice("5GiB"))).isEqualTo(5L << 30);
    assertThat(Quantity.bytes(choice("2TiB"))).isEqualTo(2L << 40);
    assertThat(Quantity.bytes(choice("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timesHaveAUnit() {
    assertThat(Quantity.time(choice("500ms"))).isEqualTo(Duration.ofMillis(500));
    assertThat(Quantity.time(choice("30 s"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(Quantity.time(choice("15m"))).isEqualTo(Duration.ofMinutes(15));
    assertThat(Quantity.time(choice("12H"))).isEqualTo(Duration.ofHours(12));
    assertThat(Quantity.time(choice("7d"))).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void whatIsNoAmountIsRefusedWithItsSource() {
    for (String wrong : List.of("", "-1", "1.5GiB", "5GB", "8388608TiB", "99999999999999999999")) {
      assertThatThrownBy(() -> Quantity.bytes(choice(wrong)))
          .isInstanceOf(CommandFailure.class)
          .hasMessageStartingWith("--some is an amount of bytes");
    }
    for (String wrong : List.of("", "30", "-1s", "1.5h", "1w", "PT5S")) {
      assertThatThrownBy(() -> Quantity.time(choice(wrong)))
          .isInstanceOf(CommandFailure.class)
          .hasMessageStartingWith("--some is a time");
    }
    assertThatThrownBy(() -> Quantity.onOrOff(choice("true")))
        .hasMessage("--some is on or off, not true");
  }

  private static Settings.Choice choice(String value) {
    return new Settings.Choice(value, "--some");
  }
}
