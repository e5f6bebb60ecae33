package io.filelibrary.spi;

import io.filelibrary.model.Channel;
import io.filelibrary.model.ItemId;

/**
 * The row of a channel.
 *
 * @param channel what its users see of it, with the usage counters
 * @param root the item that is its root
 * @param lastChange the sequence of its newest change, 0 before the first
 */
public record ChannelRecord(Channel channel, ItemId root, long lastChange) {}
