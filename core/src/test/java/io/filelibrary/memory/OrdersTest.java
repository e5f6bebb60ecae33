package io.filelibrary.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrdersTest {
  @Test
  void textsAreOrderedAsTheirUtf8Bytes() {
    List<String> texts =
        List.of(
            "",
            "a",
            "ab",
            "b",
            "\u007F",
            "\u0080",
            "\u07FF",
            "\u0800",
            "\uD7FF",
            "\uE000",
            "\uFFFD",
            "\uD800\uDC00",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "a\uD83D\uDE00",
            "a\uFFFD",
            "\uDBFF\uDFFD");
    for (String one : texts) {
      for (String other : texts) {
        int bytes = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
        assertThat(Integer.signum(Orders.UTF_8.compare(one, other)))
            .as("%s and %s", one, other)
            .isEqualTo(Integer.signum(bytes));
      }
    }
  }

  @Test
  void idsAreOrderedAsTheirTexts() {
    Random random = new Random(1);
    for (int round = 0; round < 1000; round++) {
      UUID one = new UUID(random.nextLong(), random.nextLong());
      UUID other = new UUID(random.nextLong(), random.nextLong());
      UUID neighbour = new UUID(one.getMostSignificantBits(), random.nextLong());
      assertSameOrder(one, other);
      assertSameOrder(one, neighbour);
      assertSameOrder(one, one);
    }
  }

  @Test
  void everyIdIsBetweenTheLeastAndTheGreatest() {
    assertThat(Orders.LEAST_UUID).hasToString("00000000-0000-0000-0000-000000000000");
    assertThat(Orders.GREATEST_UUID).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
  }

  private static void assertSameOrder(UUID one, UUID other) {
    assertThat(Integer.signum(Orders.UUID_TEXT.compare(one, other)))
        .as("%s and %s", one, other)
        .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
  }
}
