package io.filelibrary;

import io.filelibrary.model.ByteRange;
import io.filelibrary.model.FileItem;
import java.io.InputStream;
import java.util.function.Function;

/**
 * A completed file as it was at one moment, and the bytes that it had then: what is opened is what
 * the item describes, even if the file was changed, replaced or deleted since. Safe for use by many
 * threads. It holds nothing open and needs no closing; a small content may be in memory with it.
 */
public final class FileContent {
  private final FileItem item;
  private final Function<ByteRange, InputStream> opener;

  FileContent(FileItem item, Function<ByteRange, InputStream> opener) {
    this.item = item;
    this.opener = opener;
  }

  /**
   * Returns the file as it was.
   *
   * @return the file
   */
  public FileItem item() {
    return item;
  }

  /**
   * Opens the whole content. At its end the bytes are checked against the size and hash.
   *
   * @return its bytes; the caller closes it
   * @throws io.filelibrary.error.FileLibraryException as for {@link #open(ByteRange)}
   */
  public InputStream open() {
    return open(ByteRange.ALL);
  }

  /**
   * Opens a part of the content. Each call gives a stream of its own; what it fails with is a
   * {@link io.filelibrary.error.FileLibraryException}, and it never ends early.
   *
   * @param range the part; what reaches past the end is cut
   * @return its bytes; the caller closes it
   * @throws io.filelibrary.error.RangeNotSatisfiable if the range begins at or past the end, but
   *     for the whole of an empty file
   * @throws io.filelibrary.error.StaleRevision if the file has other bytes since, and the deletion
   *     grace of these is over: ask for the content again
   * @throws io.filelibrary.error.ItemNotFound the same, if the file was deleted
   * @throws io.filelibrary.error.ContentCorrupt if the stored bytes are missing; while reading, if
   *     they are not those that were uploaded
   */
  public InputStream open(ByteRange range) {
    return opener.apply(range);
  }
}
