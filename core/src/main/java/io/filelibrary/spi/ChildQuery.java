package io.filelibrary.spi;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.SortField;
import java.util.Optional;

/**
 * Which children of a folder are wanted, in which order.
 *
 * <p>The order is: folders before all others if {@code foldersFirst}; then the sort value
 * ascending, then the UTF-8 bytes of the name's key ascending, or both descending. The sort value
 * is nothing for NAME, epoch nanoseconds for CREATED and UPDATED, and for SIZE the size in bytes of
 * a file and 0 of any other item.
 *
 * @param parent the folder
 * @param sort what the sort value is
 * @param descending whether sort value and name's key descend; it does not move folders from the
 *     front
 * @param foldersFirst whether folders come before all others
 * @param includePending whether pending files are wanted
 * @param after where the page before ended, or empty for the first page; no such child need exist
 * @param limit the most children wanted, at least 1
 */
public record ChildQuery(
    ItemId parent,
    SortField sort,
    boolean descending,
    boolean foldersFirst,
    boolean includePending,
    Optional<Position> after,
    int limit) {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is not at least 1
   */
  public ChildQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("a query wants at least one row, not " + limit);
    }
  }

  /**
   * A place in the order.
   *
   * @param folder whether the child there is a folder; of no matter unless {@code foldersFirst}
   * @param sortValue its sort value; 0 for NAME
   * @param nameKey its name's key
   */
  public record Position(boolean folder, long sortValue, String nameKey) {}
}
