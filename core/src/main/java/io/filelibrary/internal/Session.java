package io.filelibrary.internal;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;

/**
 * Where a call works, and for whom.
 *
 * @param channel the channel
 * @param actor the actor
 */
public record Session(ChannelId channel, ActorId actor) {}
