package io.filelibrary.internal;

import io.filelibrary.error.ChannelExists;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.InvalidChange;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.Page;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Creates, finds and changes channels; the host's own business, which no access policy is asked.
 */
public final class Channels {
  private static final int PAGE = 100;

  private final Catalog catalog;
  private final Ids ids;
  private final Clock clock;

  Channels(Catalog catalog, Ids ids, Clock clock) {
    this.catalog = catalog;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Creates a channel.
   *
   * @param spec what the host decides
   * @return the channel
   */
  public Channel create(ChannelSpec spec) {
    return write(
        spec.id(),
        records -> {
          if (records.channel(spec.id()).isPresent()) {
            throw new ChannelExists(spec.id().value());
          }
          return insert(records, spec);
        });
  }

  /**
   * Returns a channel, and creates it if it is missing.
   *
   * @param spec what the host decides if it is missing
   * @return the channel
   */
  public Channel ensure(ChannelSpec spec) {
    Optional<Channel> known = find(spec.id());
    if (known.isPresent()) {
      return known.get();
    }
    return write(
        spec.id(),
        records -> {
          Optional<ChannelRecord> existing = records.channel(spec.id());
          return existing.isPresent() ? existing.get().channel() : insert(records, spec);
        });
  }

  /**
   * Changes a channel.
   *
   * @param spec the new specification
   * @return the channel after the change
   */
  public Channel update(ChannelSpec spec) {
    return update(spec.id(), former -> spec);
  }

  /**
   * Changes a channel as it is now.
   *
   * @param id its id
   * @param change makes the new specification of the former one
   * @return the channel after the change
   */
  public Channel update(ChannelId id, UnaryOperator<ChannelSpec> change) {
    return write(
        id,
        records -> {
          ChannelRecord record =
              records.channel(id).orElseThrow(() -> new ChannelNotFound(id.value()));
          Channel before = record.channel();
          ChannelSpec spec = change.apply(before.spec());
          if (!spec.id().equals(id)) {
            throw new InvalidChange("channel", "its id is fixed");
          }
          if (before.spec().namePolicy() != spec.namePolicy()
              || before.spec().caseSensitive() != spec.caseSensitive()) {
            throw new InvalidChange("channel", "its name policy and case rule are fixed");
          }
          Channel after = new Channel(spec, before.usage(), before.createdAt(), clock.instant());
          records.updateChannel(new ChannelRecord(after, record.root(), record.lastChange()));
          return after;
        });
  }

  /**
   * Finds a channel.
   *
   * @param id its id
   * @return the channel, if there is one
   */
  public Optional<Channel> find(ChannelId id) {
    try {
      return catalog.read(records -> records.channel(id).map(ChannelRecord::channel));
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e);
    }
  }

  /**
   * Lists all channels lazily.
   *
   * @return the channels
   */
  public Stream<Channel> stream() {
    return stream(
        cursor ->
            records -> records.channels(cursor.map(last -> new ChannelId(last.value())), PAGE));
  }

  /**
   * Lists the channels of one tenant lazily.
   *
   * @param tenant the tenant
   * @param after the id to begin after, if not with the first
   * @return the channels
   */
  public Stream<Channel> stream(TenantId tenant, Optional<ChannelId> after) {
    return stream(
        cursor -> {
          Optional<ChannelId> last =
              cursor.map(place -> new ChannelId(place.value())).or(() -> after);
          return records -> records.channels(tenant, last, PAGE);
        });
  }

  private Stream<Channel> stream(
      Function<Optional<Cursor>, CatalogWork<CatalogReader, List<ChannelRecord>>> pages) {
    return Pages.stream(cursor -> page(pages.apply(cursor)));
  }

  private Page<Channel> page(CatalogWork<CatalogReader, List<ChannelRecord>> rows) {
    try {
      List<Channel> channels = catalog.read(rows).stream().map(ChannelRecord::channel).toList();
      boolean more = channels.size() == PAGE;
      return new Page<>(
          channels,
          more ? Optional.of(new Cursor(channels.get(PAGE - 1).id().value())) : Optional.empty());
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e);
    }
  }

  private Channel insert(CatalogWriter records, ChannelSpec spec) throws BackendException {
    Instant now = clock.instant();
    Channel channel = new Channel(spec, Usage.NONE, now, now);
    Stamp stamp = new Stamp(now, Engine.SYSTEM);
    ItemRecord root =
        new ItemRecord(
            ids.item(),
            spec.id(),
            ItemKind.FOLDER,
            Placement.ROOT,
            "",
            "",
            stamp,
            stamp,
            1,
            Visibility.PRIVATE,
            Attributes.NONE,
            Optional.empty(),
            Optional.empty());
    records.insertChannel(new ChannelRecord(channel, root.id(), 0));
    records.insertItem(root);
    return channel;
  }

  private <T> T write(ChannelId id, CatalogWork<CatalogWriter, T> work) {
    try {
      return catalog.write(id, Durability.DURABLE, work);
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e);
    }
  }
}
