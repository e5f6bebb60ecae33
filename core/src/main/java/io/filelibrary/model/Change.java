package io.filelibrary.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a channel's change feed, written in the transaction that made the change. A change
 * to a folder stands for everything below it.
 *
 * @param sequence the number of the change in its channel, from 1, without gaps
 * @param channel the channel
 * @param action what happened
 * @param kind the kind of the item
 * @param item the item's id
 * @param parent the folder that the item is in after the change (in the trash: was in), empty at
 *     the root
 * @param name the item's name after the change
 * @param revision the item's revision after the change; of a deleted item the last one that it had
 * @param stamp when and by whom it was made
 * @param previous what changed, each with its former text: {@code name}, {@code parent} (an id,
 *     empty for the root), {@code linkUrl}, {@code visibility}, {@code contentType}, {@code
 *     status}, {@code attributes.KEY} (empty for a new key); sorted by key, unmodifiable
 */
public record Change(
    long sequence,
    ChannelId channel,
    ChangeAction action,
    ItemKind kind,
    ItemId item,
    Optional<ItemId> parent,
    ItemName name,
    long revision,
    Stamp stamp,
    SortedMap<String, String> previous) {
  /** Copies the former texts. */
  public Change {
    previous = Collections.unmodifiableSortedMap(new TreeMap<>(previous));
  }
}
