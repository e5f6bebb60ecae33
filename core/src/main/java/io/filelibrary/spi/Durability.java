package io.filelibrary.spi;

/** When a commit must be on stable storage. */
public enum Durability {
  /** Before {@link Catalog#write} returns. */
  DURABLE,
  /**
   * With the next durable commit at the latest. The commit is atomic and visible at once, but a
   * power loss may undo it together with all relaxed commits after it. For what nobody sees before
   * a durable commit shows it: intents, and the unfinished copy of a folder.
   */
  RELAXED
}
