package io.filelibrary.check;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.ContentKey;
import java.util.Optional;

/**
 * One thing that is wrong, confirmed: it was seen twice, the second time in one snapshot of the
 * catalog together with the storage's answer to a question about this one object.
 *
 * @param kind what is wrong
 * @param channel the channel, as far as known
 * @param item the item, as far as known; of bytes that several files use, one of them
 * @param key the key of the content or object, as far as known
 * @param sentence what was found and what was expected, for people
 * @param repaired whether this run has mended it
 */
public record Finding(
    FindingKind kind,
    Optional<ChannelId> channel,
    Optional<ItemId> item,
    Optional<ContentKey> key,
    String sentence,
    boolean repaired) {
  /**
   * Returns a finding about a library as a whole.
   *
   * @param kind what is wrong
   * @param sentence what was found, for people
   * @return the finding, not repaired
   */
  public static Finding of(FindingKind kind, String sentence) {
    return new Finding(kind, Optional.empty(), Optional.empty(), Optional.empty(), sentence, false);
  }

  /**
   * Returns a copy in a channel.
   *
   * @param other the channel
   * @return the copy
   */
  public Finding in(ChannelId other) {
    return new Finding(kind, Optional.of(other), item, key, sentence, repaired);
  }

  /**
   * Returns a copy about an item.
   *
   * @param other the item
   * @return the copy
   */
  public Finding about(ItemId other) {
    return new Finding(kind, channel, Optional.of(other), key, sentence, repaired);
  }

  /**
   * Returns a copy about a content or object.
   *
   * @param other its key
   * @return the copy
   */
  public Finding about(ContentKey other) {
    return new Finding(kind, channel, item, Optional.of(other), sentence, repaired);
  }

  /**
   * Returns a copy that says whether it was mended.
   *
   * @param mended whether it was
   * @return the copy
   */
  public Finding withRepaired(boolean mended) {
    return new Finding(kind, channel, item, key, sentence, mended);
  }
}
