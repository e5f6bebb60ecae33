package io.filelibrary.internal;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
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
import java.util.function.Function;

/**
 * Runs the work of calls in transactions of the catalog: finds the channel, asks the access policy
 * between two runs, writes the channel's counters with the changes, and translates failures.
 */
final class Transactions {
  private static final int MOST_ROUNDS = 1000;

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
        failure -> Effect.NONE,
        () ->
            catalog.read(
                records -> {
                  ChannelRecord channel = channel(records, session.channel());
                  return settled(
                      grants,
                      work,
                      new TreeReader(records, session, channel, grants, clock.instant()));
                }));
  }

  <T> T write(Session session, CatalogWork<TreeWriter, T> work) {
    return write(session, Durability.DURABLE, BackendException::effect, work);
  }

  /**
   * Writes what nobody sees yet, and what the next durable write makes durable with itself:
   * whatever becomes of it, the call that it belongs to has changed nothing.
   */
  <T> T prepare(Session session, CatalogWork<TreeWriter, T> work) {
    return write(session, Durability.RELAXED, failure -> Effect.NONE, work);
  }

  /** Writes one of several parts of a call, of which some are done already. */
  <T> T writeNext(Session session, CatalogWork<TreeWriter, T> work) {
    return write(session, Durability.DURABLE, failure -> Effect.UNKNOWN, work);
  }

  private <T> T write(
      Session session,
      Durability durability,
      Function<BackendException, Effect> effect,
      CatalogWork<TreeWriter, T> work) {
    Grants grants = new Grants(policy, session.actor());
    return untilDecided(
        grants,
        effect,
        () ->
            catalog.write(
                session.channel(),
                durability,
                records -> {
                  ChannelRecord channel = channel(records, session.channel());
                  TreeWriter tree =
                      new TreeWriter(
                          records, session, channel, grants, clock.instant(), deletionGrace);
                  T result = settled(grants, work, tree);
                  tree.finish();
                  return result;
                }));
  }

  /** Runs work to a result or an error that the policy has no more say in. */
  private static <C, T> T settled(Grants grants, CatalogWork<C, T> work, C tree)
      throws BackendException {
    grants.begin();
    try {
      T result = work.run(tree);
      grants.settle();
      return result;
    } catch (FileLibraryException e) {
      // What a call may not do it shall not learn from either: first the policy, then the error.
      grants.settle();
      throw e;
    }
  }

  private static <T> T untilDecided(
      Grants grants, Function<BackendException, Effect> effect, Attempt<T> attempt) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      try {
        return attempt.run();
      } catch (Grants.Undecided undecided) {
        grants.decide();
      } catch (BackendException e) {
        throw ErrorTranslation.translate(e, effect.apply(e));
      }
    }
    String message = "the items changed each time the access policy had decided; try again";
    throw new BackendUnavailable(message, Effect.NONE, new IllegalStateException(message));
  }

  private static ChannelRecord channel(CatalogReader records, ChannelId id)
      throws BackendException {
    return records.channel(id).orElseThrow(() -> new ChannelNotFound(id.value()));
  }

  private interface Attempt<T> {
    T run() throws BackendException;
  }
}
