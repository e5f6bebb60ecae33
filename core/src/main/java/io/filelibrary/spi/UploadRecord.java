package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The row of a two-step upload.
 *
 * @param id the upload's id, unique over all channels
 * @param channel the channel
 * @param item the pending file
 * @param state how far it has come
 * @param content the key that the bytes go to, which is no other upload's, or empty while there is
 *     none; not a foreign key
 * @param parts the {@link MultipartUpload#id} by which the storage knows the upload in parts to
 *     that key, or empty while none was begun; never without a key
 * @param expectedSize the declared size in bytes
 * @param expectedSha256 the declared hash
 * @param maxSize the most bytes it takes
 * @param conflict what happens on completion when the name is taken
 * @param expiresAt when it ends unless completed, and when a completed one is forgotten
 */
public record UploadRecord(
    UploadId id,
    ChannelId channel,
    ItemId item,
    UploadState state,
    Optional<ContentKey> content,
    Optional<String> parts,
    OptionalLong expectedSize,
    Optional<Sha256> expectedSha256,
    long maxSize,
    ConflictPolicy conflict,
    Instant expiresAt) {
  /**
   * Checks the upload in parts.
   *
   * @throws IllegalArgumentException if there are parts without a key, or their id has another form
   */
  public UploadRecord {
    if (parts.isPresent() && content.isEmpty()) {
      throw new IllegalArgumentException("an upload in parts has a key");
    }
    parts.ifPresent(MultipartUpload::requireId);
  }

  /**
   * Returns a copy whose bytes go to another key, to which no upload in parts was begun.
   *
   * @param key the key
   * @return the copy
   */
  public UploadRecord withContent(ContentKey key) {
    return new UploadRecord(
        id,
        channel,
        item,
        state,
        Optional.of(key),
        Optional.empty(),
        expectedSize,
        expectedSha256,
        maxSize,
        conflict,
        expiresAt);
  }

  /**
   * Returns a copy whose bytes go to the same key in parts.
   *
   * @param other what the storage calls the upload in parts
   * @return the copy
   * @throws IllegalArgumentException if there is no key, or the id has another form
   */
  public UploadRecord withParts(String other) {
    return new UploadRecord(
        id,
        channel,
        item,
        state,
        content,
        Optional.of(other),
        expectedSize,
        expectedSha256,
        maxSize,
        conflict,
        expiresAt);
  }

  /**
   * Returns a copy in another state.
   *
   * @param other the state
   * @return the copy
   */
  public UploadRecord withState(UploadState other) {
    return new UploadRecord(
        id,
        channel,
        item,
        other,
        content,
        parts,
        expectedSize,
        expectedSha256,
        maxSize,
        conflict,
        expiresAt);
  }
}
