package io.filelibrary.spi;

/** The life of a content. */
public enum ContentState {
  /** Its bytes are on their way, or have arrived and belong to no file yet. */
  INTENT,
  /** Files use it. */
  LIVE,
  /** Nothing uses it, nor ever will; the collector deletes its bytes, then its row. */
  DOOMED
}
