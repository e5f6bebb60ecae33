package io.filelibrary.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The table of folders against a map, over random forests with rings and strays. */
final class ParentTableTest {
  private static final ItemId ROOT = new ItemId(new UUID(1, 1));
  private static final int FORESTS = 300;

  @Test
  void straysAndRingsAreThoseOfAMap() {
    for (int seed = 0; seed < FORESTS; seed++) {
      Random random = new Random(seed);
      Map<ItemId, ItemId> parents = forest(random);
      ParentTable table = new ParentTable();
      parents.forEach((folder, parent) -> table.put(folder, Optional.of(parent)));

      Set<ItemId> strays = new HashSet<>();
      table.forEachStray(ROOT, strays::add);
      List<ItemId> rings = new ArrayList<>();
      table.forEachRing(rings::add);

      assertThat(strays).as("seed %s", seed).isEqualTo(strays(parents));
      Set<Set<ItemId>> told = new HashSet<>();
      rings.forEach(folder -> told.add(ring(parents, folder).orElseThrow()));
      assertThat(told).as("seed %s", seed).hasSize(rings.size()).isEqualTo(rings(parents));
      assertThat(parents.keySet()).allMatch(table::contains);
      assertThat(table.contains(new ItemId(new UUID(7, random.nextLong())))).isFalse();
    }
  }

  /** Folders with random parents: another one, the root, or nothing that is there. */
  private static Map<ItemId, ItemId> forest(Random random) {
    List<ItemId> folders = new ArrayList<>();
    int size = random.nextInt(60);
    for (int i = 0; i < size; i++) {
      folders.add(new ItemId(new UUID(random.nextInt(3), random.nextLong())));
    }
    Map<ItemId, ItemId> parents = new HashMap<>();
    for (ItemId folder : folders) {
      int choice = random.nextInt(10);
      ItemId other = folders.get(random.nextInt(size));
      ItemId stray = new ItemId(new UUID(9, random.nextLong()));
      parents.put(folder, choice == 0 ? stray : choice < 4 ? ROOT : other);
    }
    return parents;
  }

  private static Set<ItemId> strays(Map<ItemId, ItemId> parents) {
    Set<ItemId> strays = new HashSet<>();
    parents.forEach(
        (folder, parent) -> {
          if (!parent.equals(ROOT) && !parents.containsKey(parent)) {
            strays.add(folder);
          }
        });
    return strays;
  }

  private static Set<Set<ItemId>> rings(Map<ItemId, ItemId> parents) {
    Set<Set<ItemId>> rings = new HashSet<>();
    parents.keySet().forEach(folder -> ring(parents, folder).ifPresent(rings::add));
    return rings;
  }

  /** The ring that a folder is in, if it is in one. */
  private static Optional<Set<ItemId>> ring(Map<ItemId, ItemId> parents, ItemId folder) {
    Set<ItemId> way = new HashSet<>();
    Optional<ItemId> next = Optional.of(folder);
    while (next.isPresent() && way.add(next.get())) {
      next = Optional.ofNullable(parents.get(next.get()));
    }
    return next.equals(Optional.of(folder)) ? Optional.of(way) : Optional.empty();
  }
}
