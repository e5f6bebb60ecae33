package io.filelibrary.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.ContentKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which contents a slice reads. */
final class ReadDataTest {
  private static final List<ContentKey> KEYS = keys();

  private static List<ContentKey> keys() {
    Random random = new Random(5);
    return Stream.generate(
            () -> {
              byte[] bytes = new byte[16];
              random.nextBytes(bytes);
              return new ContentKey("private/" + HexFormat.of().formatHex(bytes));
            })
        .limit(10_000)
        .toList();
  }

  private static long read(ReadData data) {
    return KEYS.stream().filter(data::includes).count();
  }

  @Test
  void allAndNothing() {
    assertThat(read(ReadData.ALL)).isEqualTo(KEYS.size());
    assertThat(read(ReadData.NONE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 25, 50})
  void slicesReadAsMuchAsTheySay(int percent) {
    for (int slice = 0; slice < 100 / percent; slice++) {
      long expected = KEYS.size() * (long) percent / 100;
      assertThat(read(new ReadData(percent, slice)))
          .isBetween(expected - 40 - expected / 5, expected + 40 + expected / 5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 33, 50})
  void slicesTogetherReadEverything(int percent) {
    int slices = (100 + percent - 1) / percent;
    assertThat(KEYS)
        .allMatch(
            key ->
                IntStream.range(0, slices)
                    .anyMatch(slice -> new ReadData(percent, slice).includes(key)));
  }

  @Test
  void partsStayWhatTheyAreInEveryVersion() {
    List<ContentKey> fixed = KEYS.subList(0, 8);

    assertThat(fixed.stream().map(new ReadData(50, 0)::includes))
        .containsExactly(false, false, false, false, false, false, false, true);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ReadData(101, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadData(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadData(10, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
