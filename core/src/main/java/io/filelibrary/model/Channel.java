package io.filelibrary.model;

import java.time.Instant;

/**
 * A channel, the boundary of isolation: every item belongs to exactly one, and an id from another
 * channel is not found.
 *
 * @param spec what the host decided about it
 * @param usage what it holds
 * @param createdAt when it was created
 * @param updatedAt when what the host decided last changed
 */
public record Channel(ChannelSpec spec, Usage usage, Instant createdAt, Instant updatedAt) {
  /**
   * Returns the id.
   *
   * @return the id
   */
  public ChannelId id() {
    return spec.id();
  }
}
