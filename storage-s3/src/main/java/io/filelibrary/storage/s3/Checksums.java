package io.filelibrary.storage.s3;

import io.filelibrary.model.Sha256;
import io.filelibrary.storage.s3.SizedSource.Chunk;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;

/** What the store compares the bytes with that it got. */
final class Checksums {
  static final String ALGORITHM = "CRC32";

  private Checksums() {}

  static Map<String, String> of(Sha256 hash) {
    return Map.of("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(hash.bytes()));
  }

  static Map<String, String> of(Chunk chunk) {
    CRC32 crc = new CRC32();
    crc.update(chunk.buffer, 0, chunk.length);
    byte[] sum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Map.of(
        "x-amz-checksum-crc32",
        Base64.getEncoder().encodeToString(sum),
        "x-amz-sdk-checksum-algorithm",
        ALGORITHM);
  }
}
