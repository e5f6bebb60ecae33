package io.filelibrary.model;

import io.filelibrary.error.InvalidSize;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a file is uploaded.
 *
 * @param create conflict policy, createParents, visibility and attributes of the file
 * @param contentType the media type, or empty to guess it from the name
 * @param expectedSize the declared size in bytes; a source that is longer or shorter is refused
 * @param expectedSha256 the declared hash; a source with another one is refused
 * @param maxSize the most bytes that are taken; the library's own limit holds besides
 * @param progress told how many bytes were taken
 * @param way how a client will send the bytes of a two-step upload to the storage directly
 */
public record UploadOptions(
    CreateOptions create,
    Optional<ContentType> contentType,
    OptionalLong expectedSize,
    Optional<Sha256> expectedSha256,
    long maxSize,
    ProgressListener progress,
    DirectWay way) {
  /** Nothing declared, the options of {@link CreateOptions#DEFAULT}. */
  public static final UploadOptions DEFAULT =
      new UploadOptions(
          CreateOptions.DEFAULT,
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Long.MAX_VALUE,
          ProgressListener.NONE,
          DirectWay.ANY);

  /**
   * Checks the sizes.
   *
   * @throws InvalidSize if a size is negative
   */
  public UploadOptions {
    checkSize(expectedSize.orElse(0));
    checkSize(maxSize);
  }

  /**
   * Returns a copy with other options of creation.
   *
   * @param other conflict policy, createParents, visibility and attributes
   * @return the copy
   */
  public UploadOptions withCreate(CreateOptions other) {
    return new UploadOptions(
        other, contentType, expectedSize, expectedSha256, maxSize, progress, way);
  }

  /**
   * Returns a copy with another conflict policy.
   *
   * @param other what happens when the name is taken
   * @return the copy
   */
  public UploadOptions withConflict(ConflictPolicy other) {
    return withCreate(create.withConflict(other));
  }

  /**
   * Returns a copy that creates the missing folders on the way.
   *
   * @return the copy
   */
  public UploadOptions withCreateParents() {
    return withCreate(create.withCreateParents());
  }

  /**
   * Returns a copy with another visibility.
   *
   * @param other private or public
   * @return the copy
   */
  public UploadOptions withVisibility(Visibility other) {
    return withCreate(create.withVisibility(other));
  }

  /**
   * Returns a copy with other attributes.
   *
   * @param other the host's own pairs
   * @return the copy
   */
  public UploadOptions withAttributes(Attributes other) {
    return withCreate(create.withAttributes(other));
  }

  /**
   * Returns a copy with a declared media type.
   *
   * @param other the media type
   * @return the copy
   */
  public UploadOptions withContentType(ContentType other) {
    return new UploadOptions(
        create, Optional.of(other), expectedSize, expectedSha256, maxSize, progress, way);
  }

  /**
   * Returns a copy with a declared size.
   *
   * @param bytes the size in bytes
   * @return the copy
   * @throws InvalidSize if the size is negative
   */
  public UploadOptions withExpectedSize(long bytes) {
    return new UploadOptions(
        create, contentType, OptionalLong.of(bytes), expectedSha256, maxSize, progress, way);
  }

  /**
   * Returns a copy with a declared hash.
   *
   * @param hash the hash of the source
   * @return the copy
   */
  public UploadOptions withExpectedSha256(Sha256 hash) {
    return new UploadOptions(
        create, contentType, expectedSize, Optional.of(hash), maxSize, progress, way);
  }

  /**
   * Returns a copy with a limit.
   *
   * @param bytes the most bytes that are taken
   * @return the copy
   * @throws InvalidSize if the limit is negative
   */
  public UploadOptions withMaxSize(long bytes) {
    return new UploadOptions(
        create, contentType, expectedSize, expectedSha256, bytes, progress, way);
  }

  /**
   * Returns a copy with a progress listener.
   *
   * @param listener told how many bytes were taken
   * @return the copy
   */
  public UploadOptions withProgress(ProgressListener listener) {
    return new UploadOptions(
        create, contentType, expectedSize, expectedSha256, maxSize, listener, way);
  }

  /**
   * Returns a copy for bytes that come by an HTML form, where the storage grants one.
   *
   * @return the copy
   */
  public UploadOptions withForm() {
    return withWay(DirectWay.FORM);
  }

  /**
   * Returns a copy for bytes that come by a PUT which needs no headers, where the storage grants
   * one; else they come through the library.
   *
   * @return the copy
   */
  public UploadOptions withPlainPut() {
    return withWay(DirectWay.PLAIN_PUT);
  }

  private UploadOptions withWay(DirectWay other) {
    return new UploadOptions(
        create, contentType, expectedSize, expectedSha256, maxSize, progress, other);
  }

  private static void checkSize(long bytes) {
    if (bytes < 0) {
      throw new InvalidSize(Long.toString(bytes), "a size is at least 0 bytes");
    }
  }
}
