package io.filelibrary.internal;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all pages of a listing as one lazy stream. */
final class Pages {
  private Pages() {}

  /** Calls for a page when the one before is used up; the first with an empty cursor. */
  static <T> Stream<T> stream(Function<Optional<Cursor>, Page<T>> pages) {
    return Streams.stream(
        new AbstractIterator<T>() {
          private Iterator<T> page = Collections.emptyIterator();
          private Optional<Cursor> next = Optional.empty();
          private boolean begun;

          @Override
          protected @Nullable T computeNext() {
            while (!page.hasNext()) {
              if (begun && next.isEmpty()) {
                return endOfData();
              }
              Page<T> read = pages.apply(next);
              begun = true;
              page = read.items().iterator();
              next = read.next();
            }
            return page.next();
          }
        });
  }
}
