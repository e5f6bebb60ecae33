package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The row of a content: bytes that the storage, or the catalog itself, holds under a key.
 *
 * @param key the key, unique over all channels
 * @param channel the channel
 * @param state what became of it
 * @param refs how many versions and items use it: 0 unless LIVE, at least 1 if LIVE
 * @param inline whether the catalog holds the bytes, see {@link InlineContents}
 * @param size in bytes; empty until the bytes have arrived
 * @param sha256 the hash; empty until the bytes have arrived
 * @param crc32c the CRC-32C of the bytes (Castagnoli, RFC 9260 appendix A), by which they are
 *     checked whenever all of them are read; empty until they have arrived, and where nobody
 *     computed it as they came: then reads check the hash
 * @param encrypted whether the stored bytes are encrypted
 * @param due INTENT: when the collector may doom it; DOOMED: when it may delete the bytes; empty
 *     exactly if LIVE
 */
public record ContentRecord(
    ContentKey key,
    ChannelId channel,
    ContentState state,
    long refs,
    boolean inline,
    OptionalLong size,
    Optional<Sha256> sha256,
    OptionalInt crc32c,
    boolean encrypted,
    Optional<Instant> due) {
  /**
   * Checks that the parts fit the state.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ContentRecord {
    boolean live = state == ContentState.LIVE;
    if ((refs > 0) != live || due.isPresent() == live || refs < 0) {
      throw new IllegalArgumentException("the parts of a content do not fit " + state);
    }
    if (size.isPresent() != sha256.isPresent() || (live && size.isEmpty())) {
      throw new IllegalArgumentException("a content has size and hash, both once it arrived");
    }
    if (crc32c.isPresent() && sha256.isEmpty()) {
      throw new IllegalArgumentException("a content that has not arrived has no CRC-32C");
    }
  }

  /**
   * Checks that the catalog holds the bytes, for catalogs that are given them.
   *
   * @throws IllegalArgumentException if the storage holds them
   */
  public void requireInline() {
    if (!inline) {
      throw new IllegalArgumentException("the bytes of content " + key + " are in the storage");
    }
  }

  /**
   * Returns a copy that this many versions and items use.
   *
   * @param count at least 1
   * @return the copy, LIVE
   */
  public ContentRecord live(long count) {
    return new ContentRecord(
        key,
        channel,
        ContentState.LIVE,
        count,
        inline,
        size,
        sha256,
        crc32c,
        encrypted,
        Optional.empty());
  }

  /**
   * Returns a copy that nothing uses.
   *
   * @param at when the collector may delete the bytes
   * @return the copy, DOOMED
   */
  public ContentRecord doomed(Instant at) {
    return new ContentRecord(
        key,
        channel,
        ContentState.DOOMED,
        0,
        inline,
        size,
        sha256,
        crc32c,
        encrypted,
        Optional.of(at));
  }

  /**
   * Returns a copy whose bytes have arrived.
   *
   * @param bytes how many they are
   * @param hash their hash
   * @param crc their CRC-32C, if it is known
   * @param heldInline whether the catalog holds them
   * @return the copy
   */
  public ContentRecord arrived(long bytes, Sha256 hash, OptionalInt crc, boolean heldInline) {
    return new ContentRecord(
        key,
        channel,
        state,
        refs,
        heldInline,
        OptionalLong.of(bytes),
        Optional.of(hash),
        crc,
        encrypted,
        due);
  }
}
