package io.filelibrary.spi;

/** When a commit must be on stable storage. */
public enum Durability {
  /** Before {@link Catalog#write} returns. */
  DURABLE,
  /**
   * With the next durable commit at the latest. The commit is atomic and visible at once, but a
   * power loss may undo it together with all relaxed commits after it. For intents alone.
   */
  RELAXED
}
