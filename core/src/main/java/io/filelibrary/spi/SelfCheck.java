package io.filelibrary.spi;

import java.util.List;

/**
 * A catalog whose store can examine itself, below the records: its pages, its indexes, its
 * constraints.
 */
public interface SelfCheck extends Catalog {
  /**
   * Examines all that is stored. It reads everything, so that it takes long, and holds up no write.
   * What is wrong with the records by the library's rules is not its business, and it repairs
   * nothing.
   *
   * @return what is broken, in words for people, one line each, 100 lines at most; empty if nothing
   *     is
   * @throws BackendException if it cannot be examined
   */
  List<String> selfCheck() throws BackendException;
}
