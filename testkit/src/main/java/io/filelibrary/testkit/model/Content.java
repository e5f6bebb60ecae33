package io.filelibrary.testkit.model;

import io.filelibrary.model.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** The bytes of one upload, which a size and a salt determine. Two uploads are never equal. */
final class Content {
  private final int size;
  private final int salt;
  private final Sha256 sha256;

  Content(int size, int salt) {
    this.size = size;
    this.salt = salt;
    this.sha256 = sha256(bytes(size, salt));
  }

  int size() {
    return size;
  }

  int salt() {
    return salt;
  }

  byte[] bytes() {
    return bytes(size, salt);
  }

  Sha256 sha256() {
    return sha256;
  }

  /** Returns the same bytes as another content, as a change of visibility makes it. */
  Content copied() {
    return new Content(size, salt);
  }

  static byte[] bytes(int size, int salt) {
    byte[] bytes = new byte[size];
    new Random(salt * 1009L + size).nextBytes(bytes);
    return bytes;
  }

  static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }
}
