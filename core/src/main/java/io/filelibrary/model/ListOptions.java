package io.filelibrary.model;

import io.filelibrary.error.InvalidSize;
import java.util.Optional;

/**
 * How a folder is listed. Pages are cut by key, not by count: items that come or go between two
 * pages neither shift nor repeat the others.
 *
 * @param sort what siblings are sorted by
 * @param descending whether the order is reversed (folders stay first if they are)
 * @param foldersFirst whether folders come before files and links
 * @param includePending whether files that are not yet completed are listed
 * @param pageSize the most items of a page, 1 to 1,000
 * @param cursor where the page begins, or empty for the first page
 */
public record ListOptions(
    SortField sort,
    boolean descending,
    boolean foldersFirst,
    boolean includePending,
    int pageSize,
    Optional<Cursor> cursor) {
  /** The largest page. */
  public static final int MAX_PAGE_SIZE = 1000;

  /** By name, folders first, without pending files, 100 to a page, from the beginning. */
  public static final ListOptions DEFAULT =
      new ListOptions(SortField.NAME, false, true, false, 100, Optional.empty());

  /**
   * Checks the page size.
   *
   * @throws InvalidSize if the page size is not between 1 and 1,000
   */
  public ListOptions {
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new InvalidSize(Integer.toString(pageSize), "a page has 1 to 1000 items");
    }
  }

  /**
   * Returns a copy with another order.
   *
   * @param field what siblings are sorted by
   * @return the copy
   */
  public ListOptions withSort(SortField field) {
    return new ListOptions(field, descending, foldersFirst, includePending, pageSize, cursor);
  }

  /**
   * Returns a copy with the order reversed or not.
   *
   * @param other whether the order is reversed
   * @return the copy
   */
  public ListOptions withDescending(boolean other) {
    return new ListOptions(sort, other, foldersFirst, includePending, pageSize, cursor);
  }

  /**
   * Returns a copy that puts folders first or not.
   *
   * @param other whether folders come before files and links
   * @return the copy
   */
  public ListOptions withFoldersFirst(boolean other) {
    return new ListOptions(sort, descending, other, includePending, pageSize, cursor);
  }

  /**
   * Returns a copy that lists pending files or not.
   *
   * @param other whether pending files are listed
   * @return the copy
   */
  public ListOptions withPending(boolean other) {
    return new ListOptions(sort, descending, foldersFirst, other, pageSize, cursor);
  }

  /**
   * Returns a copy with another page size.
   *
   * @param items the most items of a page, 1 to 1,000
   * @return the copy
   * @throws InvalidSize if the page size is not between 1 and 1,000
   */
  public ListOptions withPageSize(int items) {
    return new ListOptions(sort, descending, foldersFirst, includePending, items, cursor);
  }

  /**
   * Returns a copy that begins where another page ended.
   *
   * @param from the cursor of that page
   * @return the copy
   */
  public ListOptions withCursor(Cursor from) {
    return new ListOptions(
        sort, descending, foldersFirst, includePending, pageSize, Optional.of(from));
  }
}
