package io.filelibrary.internal.check;

import io.filelibrary.error.FileLibraryException;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads rows or objects in their order, a page at a time. Where a page cannot be read it tries
 * smaller ones, so that it comes as near as it can to what is unreadable, and ends there.
 *
 * @param <T> the type of a row
 * @param <K> the type of what rows are in order of
 */
final class Rows<T, K> {
  private final Survey survey;
  private final String what;
  private final Pages<T, K> pages;
  private final Function<T, K> key;
  private Iterator<T> page = Collections.emptyIterator();
  private Optional<T> next = Optional.empty();
  private Optional<K> last;
  private int limit = Survey.PAGE;
  private boolean atEnd;
  private boolean complete = true;

  /** Reads a page. */
  interface Pages<T, K> {
    List<T> read(Optional<K> after, int limit) throws IOException;
  }

  /**
   * Begins.
   *
   * @param what what the rows are, for people
   * @param after the key to begin after
   */
  Rows(Survey survey, String what, Pages<T, K> pages, Function<T, K> key, Optional<K> after) {
    this.survey = survey;
    this.what = what;
    this.pages = pages;
    this.key = key;
    this.last = after;
  }

  boolean hasNext() throws Halted {
    while (next.isEmpty() && !page.hasNext() && !atEnd) {
      readPage();
    }
    if (next.isEmpty() && page.hasNext()) {
      next = Optional.of(page.next());
    }
    return next.isPresent();
  }

  /** The next row, which stays the next. */
  T peek() throws Halted {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return next.orElseThrow();
  }

  T next() throws Halted {
    T row = peek();
    next = Optional.empty();
    return row;
  }

  /** Whether all rows were read, once there are no more. */
  boolean isComplete() {
    return complete;
  }

  private void readPage() throws Halted {
    while (!atEnd) {
      try {
        accept(pages.read(last, limit));
        return;
      } catch (IOException | FileLibraryException | IllegalArgumentException e) {
        // The last two are a stored row that is none.
        if (limit == 1) {
          complete = false;
          atEnd = true;
          survey.unchecked(what + last.map(key -> " after " + key).orElse(""), e);
        }
        limit = Math.max(1, limit / 8);
      }
    }
  }

  private void accept(List<T> rows) {
    atEnd = rows.size() < limit;
    if (!rows.isEmpty()) {
      last = Optional.of(key.apply(rows.get(rows.size() - 1)));
    }
    page = rows.iterator();
    limit = Math.min(Survey.PAGE, limit * 2);
  }
}
