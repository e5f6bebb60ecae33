package io.filelibrary.internal;

import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.Durability;
import java.time.Clock;
import java.time.Duration;

/**
 * Runs the work of calls in transactions of the catalog: finds the channel, asks the access policy
 * between two runs, writes the channel's counters with the changes, and translates failures.
 */
final class Transactions {
  private final Catalog catalog;
  private final AccessPolicy policy;
  private final Clock clock;
  private final Duration deletionGrace;

  Transactions(Catalog catalog, AccessPolicy policy, Clock clock, Duration deletionGrace) {
    this.catalog = catalog;
    this.policy = policy;
    this.clock = clock;
    this.deletionGrace = deletionGrace;
  }

  /** The same transactions for the library's own housekeeping, which no policy is asked about. */
  Transactions unrestricted() {
    return new Transactions(catalog, AccessPolicy.ALLOW_ALL, clock, deletionGrace);
  }

  <T> T read(Session session, CatalogWork<TreeReader, T> work) {
    Grants grants = new Grants(policy, session.actor());
    return untilDecided(
        grants,
        () ->
            catalog.read(
                records ->
                    work.run(
                        new TreeReader(
                            records,
                            session,
                            channel(records, session.channel()),
                            grants,
                            clock.instant()))));
  }

  <T> T write(Session session, CatalogWork<TreeWriter, T> work) {
    return write(session, Durability.DURABLE, work);
  }

  <T> T write(Session session, Durability durability, CatalogWork<TreeWriter, T> work) {
    Grants grants = new Grants(policy, session.actor());
    return untilDecided(
        grants,
        () ->
            catalog.write(
                session.channel(),
                durability,
                records -> {
                  ChannelRecord channel = channel(records, session.channel());
                  TreeWriter tree =
                      new TreeWriter(
                          records, session, channel, grants, clock.instant(), deletionGrace);
                  T result = work.run(tree);
                  tree.finish();
                  return result;
                }));
  }

  private static <T> T untilDecided(Grants grants, Attempt<T> attempt) {
    while (true) {
      try {
        return attempt.run();
      } catch (Grants.Undecided undecided) {
        grants.decide(undecided);
      } catch (BackendException e) {
        throw ErrorTranslation.translate(e);
      }
    }
  }

  private static ChannelRecord channel(CatalogReader records, ChannelId id)
      throws BackendException {
    return records.channel(id).orElseThrow(() -> new ChannelNotFound(id.value()));
  }

  private interface Attempt<T> {
    T run() throws BackendException;
  }
}
