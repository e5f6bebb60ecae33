package io.filelibrary.storage.sqlite;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * UUIDs as they are stored: 16 bytes, the most significant first. They take half the room of their
 * text, and SQLite compares them as unsigned bytes, which is the order of the canonical text.
 */
final class UuidBytes {
  private static final int LENGTH = 16;

  private UuidBytes() {}

  static byte[] of(UUID id) {
    return ByteBuffer.allocate(LENGTH)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static UUID uuid(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a UUID has 16 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
