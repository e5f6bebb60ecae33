package io.filelibrary.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What every item has, whatever its kind.
 *
 * @param id the item's id
 * @param channel the channel it belongs to
 * @param parent the folder it is in, empty at the root; in the trash, where it was
 * @param name its name among its siblings
 * @param path where it is; in the trash, where it was as far as that still exists
 * @param created when and by whom it was created
 * @param updated when and by whom it was last changed; strictly grows
 * @param revision counts the item's changes, from 1
 * @param deletedAt when it was put into the trash; empty for a living item
 * @param visibility private or public
 * @param attributes the host's own pairs
 */
public record ItemHeader(
    ItemId id,
    ChannelId channel,
    Optional<ItemId> parent,
    ItemName name,
    ItemPath path,
    Stamp created,
    Stamp updated,
    long revision,
    Optional<Instant> deletedAt,
    Visibility visibility,
    Attributes attributes) {}
