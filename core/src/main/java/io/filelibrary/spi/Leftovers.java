package io.filelibrary.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A storage in which interrupted calls leave something that is no object and yet takes room, and
 * that can tell what, and drop it.
 *
 * <p>What a call that runs has in use counts as left too while it was not touched for long enough,
 * since a storage cannot always tell whether anybody is still there. So ask for what was idle for
 * hours.
 */
public interface Leftovers extends StorageBackend {
  /**
   * Lists what was left, and what else is in the storage's place and is no object. It may be slow.
   *
   * @param idleSince only what was last touched before this moment
   * @param limit the most leftovers wanted, at least 1
   * @return the leftovers, by name; fewer than the limit means that there are no more. None of them
   *     is an object of {@link #list}
   * @throws IOException if the storage fails
   */
  List<Leftover> leftovers(Instant idleSince, int limit) throws IOException;

  /**
   * Drops what was left and is {@link Leftover#ours ours}. No object is ever dropped. A call that
   * still runs, but showed no life since the moment, fails and makes no object; any other goes on.
   * Repeatable; when this throws, any of the leftovers may be gone.
   *
   * @param idleSince only what was last touched before this moment
   * @return how many were dropped by this call; less than there were if some could not be
   * @throws IOException if the storage fails
   */
  long dropLeftovers(Instant idleSince) throws IOException;
}
