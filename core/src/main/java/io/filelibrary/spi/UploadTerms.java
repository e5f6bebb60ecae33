package io.filelibrary.spi;

import io.filelibrary.model.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client may send to a storage directly, and until when.
 *
 * @param expectedSize the number of bytes that will come, or empty when unknown
 * @param expectedSha256 the hash of the bytes, or empty when unknown; a storage that can compare it
 *     refuses others, and then tells it in {@link StoredObject#sha256}
 * @param maxSize the most bytes that the storage may accept, where it can bound them
 * @param hints may be kept with the object
 * @param expiresAt when the grant ends; a storage that knows shorter terms alone ends it earlier
 */
public record UploadTerms(
    OptionalLong expectedSize,
    Optional<Sha256> expectedSha256,
    long maxSize,
    ContentHints hints,
    Instant expiresAt) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public UploadTerms {
    if (expectedSize.orElse(0) < 0 || maxSize < 0) {
      throw new IllegalArgumentException(
          "a size is at least 0 bytes, not " + expectedSize + ", at most " + maxSize);
    }
  }

  /**
   * Returns terms that declare neither size nor hash.
   *
   * @param maxSize the most bytes that the storage may accept
   * @param expiresAt when the grant ends
   * @return the terms
   */
  public static UploadTerms upTo(long maxSize, Instant expiresAt) {
    return new UploadTerms(
        OptionalLong.empty(), Optional.empty(), maxSize, ContentHints.NONE, expiresAt);
  }

  /**
   * Returns terms that declare a size.
   *
   * @param size the number of bytes that will come
   * @param expiresAt when the grant ends
   * @return the terms
   */
  public static UploadTerms ofSize(long size, Instant expiresAt) {
    return new UploadTerms(
        OptionalLong.of(size), Optional.empty(), size, ContentHints.NONE, expiresAt);
  }

  /**
   * Returns whether a number of bytes is the expected one, if there is one, and not too great.
   *
   * @param size the number of bytes
   * @return whether it may come
   */
  public boolean allows(long size) {
    return size == expectedSize.orElse(size) && size <= maxSize;
  }

  /**
   * Returns a copy with other hints.
   *
   * @param other may be kept with the object
   * @return the copy
   */
  public UploadTerms withHints(ContentHints other) {
    return new UploadTerms(expectedSize, expectedSha256, maxSize, other, expiresAt);
  }

  /**
   * Returns a copy with a declared hash.
   *
   * @param hash the hash of the bytes
   * @return the copy
   */
  public UploadTerms withExpectedSha256(Sha256 hash) {
    return new UploadTerms(expectedSize, Optional.of(hash), maxSize, hints, expiresAt);
  }
}
