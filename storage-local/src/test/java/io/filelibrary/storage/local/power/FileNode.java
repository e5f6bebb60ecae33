package io.filelibrary.storage.local.power;

import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;

/** A file: its bytes as programs see them, and those that survive a power cut for certain. */
final class FileNode extends Node {
  private byte[] live;
  private byte[] durable;

  FileNode(FileTime modified) {
    this(modified, new byte[0]);
  }

  private FileNode(FileTime modified, byte[] bytes) {
    super(modified);
    this.live = bytes;
    this.durable = bytes;
  }

  @Override
  public long size() {
    return live.length;
  }

  /** Returns how many bytes were read, or -1 at the end. */
  int read(ByteBuffer target, long position) {
    if (position >= live.length) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(target.remaining(), live.length - position);
    target.put(live, (int) position, count);
    return count;
  }

  int write(ByteBuffer source, long position) {
    int count = source.remaining();
    int end = Math.toIntExact(position + count);
    // A new array each time, as what is durable may be the old one.
    live = Arrays.copyOf(live, Math.max(live.length, end));
    source.get(live, (int) position, count);
    return count;
  }

  void truncate(long size) {
    live = Arrays.copyOf(live, (int) Math.min(size, live.length));
  }

  void force() {
    durable = live;
  }

  /** Returns what a machine finds of the file that lost its power now. */
  FileNode afterCut(Random random) {
    return new FileNode(lastModifiedTime(), durable == live ? durable : survivor(random));
  }

  private byte[] survivor(Random random) {
    int length =
        switch (random.nextInt(4)) {
          case 0 -> durable.length;
          case 1 -> between(random, durable.length, live.length);
          default -> live.length;
        };
    byte[] survivor = Arrays.copyOf(durable, length);
    // Some cuts lose or keep all blocks, which a choice for each of them would hardly ever do.
    int part = random.nextInt(4);
    for (int from = 0; from < length; from += PowerCutDisk.BLOCK_BYTES) {
      int kept =
          switch (part) {
            case 0 -> 0;
            case 1 -> PowerCutDisk.BLOCK_BYTES;
            default -> keptOfBlock(random);
          };
      int end = Math.min(Math.min(from + kept, length), live.length);
      if (end > from) {
        System.arraycopy(live, from, survivor, from, end - from);
      }
    }
    return survivor;
  }

  /** Whole, nothing (zeros, where there was nothing before), or torn. */
  private static int keptOfBlock(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> PowerCutDisk.BLOCK_BYTES;
      case 1 -> 0;
      default -> random.nextInt(PowerCutDisk.BLOCK_BYTES);
    };
  }

  private static int between(Random random, int one, int other) {
    int least = Math.min(one, other);
    return least + random.nextInt(Math.abs(one - other) + 1);
  }
}
