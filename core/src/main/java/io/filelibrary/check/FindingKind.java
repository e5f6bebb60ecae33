package io.filelibrary.check;

/**
 * What is wrong. The letter and number behind each is the invariant of {@code docs/design.md} that
 * it breaks. More kinds may be added.
 */
public enum FindingKind {
  /** The storage's mark is missing, or names another catalog. A library does not open on it. */
  FOREIGN_STORAGE,
  /**
   * The bytes of a content that files use are not there (I1). Only a backup can bring them back.
   */
  MISSING_OBJECT,
  /** The bytes of a content that files use are more or fewer than the catalog says (I1). */
  WRONG_SIZE,
  /** The bytes of a content that files use have another hash than the catalog says (I1). */
  DAMAGED_BYTES,
  /** The storage has an object that no row tells of, older than the orphan margin (I7). */
  ORPHAN,
  /** A content counts other uses than there are (I6). */
  WRONG_REFS,
  /** A content is kept for files, but no file uses it (I6): a file's row may have been lost. */
  UNUSED_CONTENT,
  /** A file uses a content that the collector would delete (I1). */
  USED_NOT_LIVE,
  /** A content should long have been deleted: nobody runs the collector, or it fails. */
  OVERDUE_CONTENT,
  /** A file uses a content that has no row (I1). */
  MISSING_CONTENT,
  /** A file's own size, hash or visibility is not that of its content (I1). */
  WRONG_FILE,
  /** A channel's root has no row, or is no folder without a parent (I3). */
  MISSING_ROOT,
  /** The folder that an item is in has no row (I3). */
  DANGLING_PARENT,
  /** What an item is in is no folder (I5). */
  PARENT_NOT_A_FOLDER,
  /** Folders are below one another (I3). One finding for each ring, with its least id. */
  CYCLE,
  /** A name breaks the rules of names, or its key is not the name's (I4). */
  WRONG_NAME_KEY,
  /** A channel's usage is not the sum of its items (I11). */
  WRONG_USAGE,
  /** A channel's change feed has a gap, or does not end where the channel says. */
  WRONG_FEED,
  /**
   * A pending file without an upload, or an upload that ended long ago: nobody runs the collector,
   * or it fails.
   */
  STUCK_UPLOAD,
  /** The storage keeps what a call left behind that never ended, longer than the orphan margin. */
  LEFTOVER,
  /** A catalog or storage found damage in itself. */
  DAMAGED_BACKEND
}
