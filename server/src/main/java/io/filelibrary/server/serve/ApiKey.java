package io.filelibrary.server.serve;

import io.filelibrary.http.access.Caller;
import java.time.Instant;

/**
 * What is known of a key: not the key itself, which nothing but its owner has.
 *
 * @param id the part of the key that may be shown, 16 characters of {@code [a-z2-7]}
 * @param caller whom requests with the key come from
 * @param created when it was made
 * @param note what it is for, in words of whoever made it; may be empty
 */
public record ApiKey(String id, Caller caller, Instant created, String note) {
  /** The most characters of a note. */
  public static final int MAX_NOTE = 200;

  /**
   * Checks the note.
   *
   * @throws IllegalArgumentException if it is longer than 200 characters
   */
  public ApiKey {
    if (note.length() > MAX_NOTE) {
      throw new IllegalArgumentException("a note has at most " + MAX_NOTE + " characters");
    }
  }
}
