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
 * @param content the key that the bytes go to, or empty while there is none; not a foreign key
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
    OptionalLong expectedSize,
    Optional<Sha256> expectedSha256,
    long maxSize,
    ConflictPolicy conflict,
    Instant expiresAt) {
  /**
   * Returns a copy whose bytes go to another key.
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
        expectedSize,
        expectedSha256,
        maxSize,
        conflict,
        expiresAt);
  }
}
