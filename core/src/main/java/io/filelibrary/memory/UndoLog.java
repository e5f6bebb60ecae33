package io.filelibrary.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Changes maps, and remembers how to change them back. Its cost is that of the changes, whatever
 * the size of the maps.
 */
final class UndoLog {
  private final Deque<Runnable> undos = new ArrayDeque<>();

  <K, V> void put(Map<K, V> map, K key, V value) {
    Optional<V> former = Optional.ofNullable(map.put(key, value));
    undos.push(() -> restore(map, key, former));
  }

  <K, V> void remove(Map<K, V> map, K key) {
    Optional<V> former = Optional.ofNullable(map.remove(key));
    undos.push(() -> restore(map, key, former));
  }

  /** Adds to a counter; one that reaches 0 is removed. */
  <K> void add(Map<K, Long> counters, K key, long difference) {
    long sum = counters.getOrDefault(key, 0L) + difference;
    if (sum == 0) {
      remove(counters, key);
    } else {
      put(counters, key, sum);
    }
  }

  /** Makes the changes final. */
  void commit() {
    undos.clear();
  }

  /** Takes all changes since the last commit back, the newest first. */
  void rollBack() {
    while (!undos.isEmpty()) {
      undos.pop().run();
    }
  }

  private static <K, V> void restore(Map<K, V> map, K key, Optional<V> former) {
    former.ifPresentOrElse(value -> map.put(key, value), () -> map.remove(key));
  }
}
