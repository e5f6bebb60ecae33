package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param <T> the type of the rows
 * @param <K> the type of what they are listed by
 */
@FunctionalInterface
interface ExactPages<T, K> {
  /** The rows after a key, or the first. */
  List<T> after(Optional<K> last, int limit) throws BackendException;

  /**
   * Checks that pages of several sizes have the rows, in their order, and are full but the last.
   */
  static <T, K> void assertExact(List<T> expected, ExactPages<T, K> pages, Function<T, K> keys)
      throws BackendException {
    for (int limit : List.of(1, 2, 5, expected.size(), 100)) {
      List<T> seen = new ArrayList<>();
      List<T> page = pages.after(Optional.empty(), limit);
      while (!page.isEmpty()) {
        int wanted = Math.min(limit, expected.size() - seen.size());
        assertThat(page).as("a page of %d after %d rows", limit, seen.size()).hasSize(wanted);
        seen.addAll(page);
        page = pages.after(Optional.of(keys.apply(page.get(page.size() - 1))), limit);
      }
      assertThat(seen).as("pages of %d", limit).isEqualTo(expected);
    }
  }
}
