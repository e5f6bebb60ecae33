package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.storage.sqlite.KnownRows.NumberedChannel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of channels, and the numbers that stand for their ids in all other tables. */
final class ChannelTable {
  private static final String COLUMNS =
      "id, tenant, membership, client, company, members, name_policy, case_sensitive, quota_bytes,"
          + " attributes, used_items, used_bytes, created_at, updated_at, root, last_change";

  static final String SELECT_OF_TENANT =
      "SELECT " + COLUMNS + " FROM channel WHERE tenant = ? AND id > ? ORDER BY id LIMIT ?";

  /** A number that no channel has: queries find nothing by it, and inserts are refused. */
  private static final long ABSENT = 0;

  private final Session session;

  ChannelTable(Session session) {
    this.session = session;
  }

  /** The number of a channel. */
  long number(ChannelId channel) throws BackendException {
    return numbered(channel).map(NumberedChannel::number).orElse(ABSENT);
  }

  Optional<ChannelRecord> find(ChannelId channel) throws BackendException {
    return numbered(channel).map(NumberedChannel::row);
  }

  private Optional<NumberedChannel> numbered(ChannelId channel) throws BackendException {
    Optional<NumberedChannel> known = session.known().channel(channel);
    if (known.isPresent()) {
      return known;
    }
    Optional<NumberedChannel> read =
        session.first(
            row -> new NumberedChannel(row.number(), map(row)),
            "SELECT number, " + COLUMNS + " FROM channel WHERE id = ?",
            channel.value());
    read.ifPresent(session.known()::keep);
    return read;
  }

  List<ChannelRecord> list(Optional<ChannelId> after, int limit) throws BackendException {
    // No id is empty, so all of them come after the empty text.
    return session.list(
        ChannelTable::map,
        "SELECT " + COLUMNS + " FROM channel WHERE id > ? ORDER BY id LIMIT ?",
        after.map(ChannelId::value).orElse(""),
        limit);
  }

  List<ChannelRecord> list(TenantId tenant, Optional<ChannelId> after, int limit)
      throws BackendException {
    return session.list(
        ChannelTable::map,
        SELECT_OF_TENANT,
        tenant.value(),
        after.map(ChannelId::value).orElse(""),
        limit);
  }

  void insert(ChannelRecord row) throws BackendException {
    session.markAdding();
    session.update(
        "INSERT INTO channel (membership, client, company, members, name_policy, case_sensitive,"
            + " quota_bytes, attributes, used_items, used_bytes, created_at, updated_at, root,"
            + " last_change, id, tenant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values(row));
  }

  /**
   * Nearly every write comes here with the counters, and hardly ever with another tenant. An UPDATE
   * that sets the tenant would write its index each time, whether or not the tenant is another.
   */
  boolean update(ChannelRecord row) throws BackendException {
    ChannelId id = row.channel().spec().id();
    Optional<NumberedChannel> known = session.known().channel(id);
    session.known().forget(id);
    boolean updated = updateOfTenant(row) || (moveToTenant(row) && updateOfTenant(row));
    if (updated && known.isPresent()) {
      session.known().keep(new NumberedChannel(known.get().number(), row));
    }
    return updated;
  }

  private boolean updateOfTenant(ChannelRecord row) throws BackendException {
    int updated =
        session.update(
            "UPDATE channel SET membership = ?, client = ?, company = ?, members = ?,"
                + " name_policy = ?, case_sensitive = ?, quota_bytes = ?, attributes = ?,"
                + " used_items = ?, used_bytes = ?, created_at = ?, updated_at = ?, root = ?,"
                + " last_change = ? WHERE id = ? AND tenant = ?",
            values(row));
    return updated == 1;
  }

  private boolean moveToTenant(ChannelRecord row) throws BackendException {
    ChannelSpec spec = row.channel().spec();
    return session.update(
            "UPDATE channel SET tenant = ? WHERE id = ?", spec.tenant().value(), spec.id().value())
        == 1;
  }

  private static @Nullable Object[] values(ChannelRecord row) {
    ChannelSpec spec = row.channel().spec();
    Membership membership = spec.membership();
    return new @Nullable Object[] {
      membership.type().name(),
      membership.clientId().orElse(null),
      membership.companyId().orElse(null),
      JsonText.ofArray(membership.memberIds()),
      spec.namePolicy().name(),
      spec.caseSensitive(),
      Columns.number(spec.quotaBytes()),
      JsonText.ofObject(spec.attributes().values()),
      row.channel().usage().items(),
      row.channel().usage().bytes(),
      EpochNanos.of(row.channel().createdAt()),
      EpochNanos.of(row.channel().updatedAt()),
      Columns.id(row.root()),
      row.lastChange(),
      spec.id().value(),
      spec.tenant().value()
    };
  }

  private static ChannelRecord map(Row row) throws SQLException {
    ChannelSpec spec =
        new ChannelSpec(
            ChannelId.of(row.text()),
            new TenantId(row.text()),
            new Membership(
                row.word(MembershipType.class),
                row.optionalText(),
                row.optionalText(),
                JsonText.array(row.text())),
            row.word(NamePolicy.class),
            row.flag(),
            row.optionalNumber(),
            new Attributes(JsonText.object(row.text())));
    Usage usage = new Usage(row.number(), row.number());
    Channel channel = new Channel(spec, usage, row.moment(), row.moment());
    return new ChannelRecord(channel, row.itemId(), row.number());
  }
}
