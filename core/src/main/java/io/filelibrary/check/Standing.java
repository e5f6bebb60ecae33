package io.filelibrary.check;

/**
 * How catalog and storage stand to each other in time: whether one of them seems to have been
 * restored from a backup that the other was not. It is told from moments alone, so that it is a
 * hint: after a restored library has been changed again, later moments hide the gap.
 */
public enum Standing {
  /** Nothing speaks against their belonging together. */
  TOGETHER,
  /** Objects without a row were stored after the newest change that the catalog knows. */
  CATALOG_OLDER,
  /** Files whose bytes are missing were all changed after the newest object was stored. */
  STORAGE_OLDER,
  /** Both of these at once: each has something that the other never heard of. */
  DIVERGED,
  /** The storage's mark is missing or names another catalog. */
  FOREIGN,
  /** It cannot be told: the run was resumed or ended early, or the storage was not listed whole. */
  UNKNOWN
}
