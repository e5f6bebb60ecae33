package io.filelibrary.model;

/** What a browser is to do with a file that it gets by a URL (RFC 6266). */
public enum Disposition {
  /** Save it. */
  ATTACHMENT,
  /** Show it, if its type can run nothing in the browser; save it otherwise. */
  INLINE
}
