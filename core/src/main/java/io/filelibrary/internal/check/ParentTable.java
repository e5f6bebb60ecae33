package io.filelibrary.internal.check;

import io.filelibrary.model.ItemId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The folders of a channel and the folder that each is in, about 50 bytes for each: a hash table
 * with open addresses. No folder has the id of 128 zero bits, which stands for an empty slot and
 * for no parent.
 */
final class ParentTable {
  private static final int LEAST = 16;

  private static final byte UNSEEN = 0;
  private static final byte ON_THE_WAY = 1;
  private static final byte SEEN = 2;

  /** For each slot two numbers for the folder, and two for its parent. */
  private long[] numbers = new long[4 * LEAST];

  private int size;

  void put(ItemId folder, Optional<ItemId> parent) {
    if (3 * (size + 1) > 2 * slots()) {
      grow();
    }
    UUID id = folder.value();
    UUID above = parent.map(ItemId::value).orElse(new UUID(0, 0));
    put(
        id.getMostSignificantBits(),
        id.getLeastSignificantBits(),
        above.getMostSignificantBits(),
        above.getLeastSignificantBits());
  }

  boolean contains(ItemId folder) {
    UUID id = folder.value();
    return !isEmpty(slot(id.getMostSignificantBits(), id.getLeastSignificantBits()));
  }

  /** Hands over each folder whose parent is neither in the table nor the root. */
  void forEachStray(ItemId root, Consumer<ItemId> action) {
    for (int slot = 0; slot < slots(); slot++) {
      if (!isEmpty(slot) && isEmpty(parentSlot(slot)) && !parent(slot).equals(root)) {
        action.accept(folder(slot));
      }
    }
  }

  /** Hands over one folder of each ring of folders that are below one another. */
  void forEachRing(Consumer<ItemId> action) {
    byte[] marks = new byte[slots()];
    for (int first = 0; first < slots(); first++) {
      int slot = first;
      while (!isEmpty(slot) && marks[slot] == UNSEEN) {
        marks[slot] = ON_THE_WAY;
        slot = parentSlot(slot);
      }
      if (!isEmpty(slot) && marks[slot] == ON_THE_WAY) {
        action.accept(folder(slot));
      }
      slot = first;
      while (!isEmpty(slot) && marks[slot] == ON_THE_WAY) {
        marks[slot] = SEEN;
        slot = parentSlot(slot);
      }
    }
  }

  private int slots() {
    return numbers.length / 4;
  }

  private boolean isEmpty(int slot) {
    return numbers[4 * slot] == 0 && numbers[4 * slot + 1] == 0;
  }

  private ItemId folder(int slot) {
    return new ItemId(new UUID(numbers[4 * slot], numbers[4 * slot + 1]));
  }

  private ItemId parent(int slot) {
    return new ItemId(new UUID(numbers[4 * slot + 2], numbers[4 * slot + 3]));
  }

  private int parentSlot(int slot) {
    return slot(numbers[4 * slot + 2], numbers[4 * slot + 3]);
  }

  /** The slot that has an id, or the empty one where it would be put. */
  private int slot(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 29)) * 0x9E3779B97F4A7C15L;
    int slot = (int) Math.floorMod(mixed >>> 20, (long) slots());
    while (!isEmpty(slot) && (numbers[4 * slot] != high || numbers[4 * slot + 1] != low)) {
      slot = slot + 1 == slots() ? 0 : slot + 1;
    }
    return slot;
  }

  private void put(long high, long low, long parentHigh, long parentLow) {
    int slot = slot(high, low);
    if (isEmpty(slot)) {
      size++;
    }
    numbers[4 * slot] = high;
    numbers[4 * slot + 1] = low;
    numbers[4 * slot + 2] = parentHigh;
    numbers[4 * slot + 3] = parentLow;
  }

  private void grow() {
    long[] old = numbers;
    numbers = new long[2 * old.length];
    size = 0;
    for (int i = 0; i < old.length; i += 4) {
      if (old[i] != 0 || old[i + 1] != 0) {
        put(old[i], old[i + 1], old[i + 2], old[i + 3]);
      }
    }
  }
}
