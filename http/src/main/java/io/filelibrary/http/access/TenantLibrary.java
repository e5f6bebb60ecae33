package io.filelibrary.http.access;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.ChannelExists;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The library as one caller can reach it: the channels of one tenant. What is another tenant's is
 * not found, by the same errors as what is not there at all.
 */
public final class TenantLibrary {
  private final FileLibrary library;
  private final TenantId tenant;
  private final ActorId actor;

  /**
   * Narrows a library.
   *
   * @param library the library
   * @param caller for whom
   */
  public TenantLibrary(FileLibrary library, Caller caller) {
    this.library = library;
    this.tenant = caller.tenant();
    this.actor = caller.actor();
  }

  /**
   * Returns the tenant.
   *
   * @return the tenant
   */
  public TenantId tenant() {
    return tenant;
  }

  /**
   * Reads a channel of the tenant.
   *
   * @param id its id
   * @return the channel
   * @throws ChannelNotFound if there is none, or it is another tenant's
   */
  public Channel channel(ChannelId id) {
    return library
        .findChannel(id)
        .filter(this::isOwn)
        .orElseThrow(() -> new ChannelNotFound(id.value()));
  }

  /**
   * Lists the channels of the tenant lazily, by the UTF-8 bytes of their ids.
   *
   * @param after the last id that is known, or empty for all
   * @return the channels; needs no closing
   */
  public Stream<Channel> channels(Optional<ChannelId> after) {
    return library.channels(tenant, after);
  }

  /**
   * Creates a channel of the tenant.
   *
   * @param spec what the host decides about it; its tenant is this one
   * @return the channel
   * @throws ChannelExists if the id is taken, by whatever tenant
   */
  public Channel createChannel(ChannelSpec spec) {
    return library.createChannel(own(spec));
  }

  /**
   * Changes a channel of the tenant, from what it is at that moment.
   *
   * @param id its id
   * @param change makes the new specification of the former one; its tenant is this one. It may run
   *     several times, and does nothing else
   * @return the channel after the change
   * @throws ChannelNotFound if there is none, or it is another tenant's by then
   */
  public Channel updateChannel(ChannelId id, UnaryOperator<ChannelSpec> change) {
    return library.updateChannel(
        id,
        former -> {
          if (!former.tenant().equals(tenant)) {
            throw new ChannelNotFound(id.value());
          }
          return own(change.apply(former));
        });
  }

  /**
   * Returns the files of a channel of the tenant, which is created if it is missing.
   *
   * @param spec what the host decides about it if it is missing; its tenant is this one
   * @return the files
   * @throws ChannelNotFound if the channel is another tenant's
   */
  public ChannelFiles ensureFiles(ChannelSpec spec) {
    if (!isOwn(library.ensureChannel(own(spec)))) {
      throw new ChannelNotFound(spec.id().value());
    }
    return library.channel(spec.id(), actor);
  }

  /**
   * Returns the files of a channel of the tenant.
   *
   * @param id the channel's id
   * @return the files
   * @throws ChannelNotFound if there is no such channel, or it is another tenant's
   */
  public ChannelFiles files(ChannelId id) {
    return library.channel(channel(id).id(), actor);
  }

  /**
   * Returns the files of the channel that an item belongs to.
   *
   * @param item the item's id
   * @return the files, in which the item may be in the trash
   * @throws ItemNotFound if there is no such item, or it is another tenant's
   */
  public ChannelFiles filesWith(ItemId item) {
    return library
        .locate(item)
        .flatMap(library::findChannel)
        .filter(this::isOwn)
        .map(channel -> library.channel(channel.id(), actor))
        .orElseThrow(() -> new ItemNotFound(item.toString()));
  }

  private boolean isOwn(Channel channel) {
    return channel.spec().tenant().equals(tenant);
  }

  private ChannelSpec own(ChannelSpec spec) {
    if (!spec.tenant().equals(tenant)) {
      throw new IllegalArgumentException("a channel is created for the caller's own tenant");
    }
    return spec;
  }
}
