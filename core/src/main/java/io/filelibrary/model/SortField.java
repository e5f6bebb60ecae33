package io.filelibrary.model;

/** What a listing is sorted by. Siblings that are equal in it are sorted by name. */
public enum SortField {
  /** The UTF-8 bytes of the name's key. */
  NAME,
  /** The moment of creation. */
  CREATED,
  /** The moment of the last change. */
  UPDATED,
  /** The size in bytes; folders and links count as 0. */
  SIZE
}
