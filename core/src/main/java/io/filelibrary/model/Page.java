package io.filelibrary.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param items the page's entries, in order
 * @param next where the next page begins, or empty on the last page
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  /** Copies the entries. */
  public Page {
    items = List.copyOf(items);
  }
}
