package io.filelibrary.spi;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Item;
import java.util.Optional;

/**
 * The host's decision who may do what. What it allows on a folder is not taken to hold below it: to
 * list a tree or to copy a folder it is asked about each folder inside, and of a copy about each
 * file. READ of the root is READ of the trash, the change feed and the usage of the whole channel.
 * It is asked on the caller's thread, outside of every transaction, about items as the catalog
 * holds them: if an item changes before the call commits, the policy is asked again. Safe for use
 * by many threads. What it throws ends the call without effect.
 */
@FunctionalInterface
public interface AccessPolicy {
  /** Allows everything; the default, for hosts that decide before they call. */
  AccessPolicy ALLOW_ALL = (actor, action, channel, item) -> true;

  /**
   * Decides about one action.
   *
   * @param actor who wants to act
   * @param action what they want to do
   * @param channel the channel as it is
   * @param item the item to act on, or empty for the channel's root
   * @return whether the actor may
   */
  boolean allows(ActorId actor, Action action, Channel channel, Optional<Item> item);
}
