package io.filelibrary.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
  private static final PersistentMap<Integer, String> EMPTY =
      PersistentMap.empty(Comparator.naturalOrder());

  @Test
  void emptyMapHasNothing() {
    assertThat(EMPTY.get(1)).isEmpty();
    assertThat(EMPTY.containsKey(1)).isFalse();
    assertThat(EMPTY.without(1).values()).isEmpty();
    assertThat(EMPTY.ascending(1, true)).isEmpty();
    assertThat(EMPTY.descending(1, true)).isEmpty();
  }

  @Test
  void formerMapStaysAsItWas() {
    PersistentMap<Integer, String> former = EMPTY.with(1, "a").with(2, "b");
    PersistentMap<Integer, String> later = former.with(1, "x").with(3, "c").without(2);

    assertThat(former.values()).containsExactly("a", "b");
    assertThat(later.values()).containsExactly("x", "c");
  }

  @Test
  void boundIsPartOfTheRangeIfWanted() {
    PersistentMap<Integer, String> map = EMPTY.with(1, "a").with(3, "b").with(5, "c");

    assertThat(map.ascending(3, true)).containsExactly("b", "c");
    assertThat(map.ascending(3, false)).containsExactly("c");
    assertThat(map.ascending(2, false)).containsExactly("b", "c");
    assertThat(map.descending(3, true)).containsExactly("b", "a");
    assertThat(map.descending(3, false)).containsExactly("a");
    assertThat(map.descending(4, false)).containsExactly("b", "a");
  }

  @Test
  void sortedKeysDoNotMakeItSlow() {
    PersistentMap<Integer, String> map = EMPTY;
    for (int key = 0; key < 200_000; key++) {
      map = map.with(key, "v");
    }
    for (int key = 0; key < 199_999; key++) {
      map = map.without(key);
    }

    assertThat(map.values()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomChangesKeepItEqualToASortedMap(long seed) {
    Random random = new Random(seed);
    NavigableMap<Integer, String> model = new TreeMap<>();
    PersistentMap<Integer, String> map = EMPTY;
    int keys = 1 << random.nextInt(8);
    for (int round = 0; round < 2000; round++) {
      int key = random.nextInt(keys);
      if (random.nextInt(5) < 3) {
        model.put(key, "v" + round);
        map = map.with(key, "v" + round);
      } else {
        model.remove(key);
        map = map.without(key);
      }
      assertSame(map, model, random.nextInt(keys), "seed %d, round %d".formatted(seed, round));
    }
  }

  private static void assertSame(
      PersistentMap<Integer, String> map,
      NavigableMap<Integer, String> model,
      int key,
      String context) {
    assertThat(map.values()).as(context).containsExactlyElementsOf(model.values());
    assertThat(map.containsKey(key)).as(context).isEqualTo(model.containsKey(key));
    assertThat(map.ascending(key, true))
        .as(context)
        .containsExactlyElementsOf(model.tailMap(key, true).values());
    assertThat(map.descending(key, false))
        .as(context)
        .containsExactlyElementsOf(model.headMap(key, false).descendingMap().values());
  }
}
