package io.filelibrary.model;

/** Who may read an item's content without the host's access policy being asked. */
public enum Visibility {
  /** Only whom the access policy allows. */
  PRIVATE,
  /** Anyone who has its URL, where the storage or the host serves public content. */
  PUBLIC
}
