package io.filelibrary.model;

/**
 * How much of a library waits: for clients to complete it, or for the collector. For metrics; a
 * backlog that grows for days tells that nobody runs the collector, or that it fails.
 *
 * @param pendingUploads two-step uploads that are begun and neither completed nor given up, those
 *     that have expired since included
 * @param unfinishedContents contents whose bytes are on their way, or never arrived and were not
 *     yet given up
 * @param doomedContents contents that nothing uses any more, and whose bytes were not yet deleted
 */
public record Backlog(long pendingUploads, long unfinishedContents, long doomedContents) {
  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Backlog {
    if (pendingUploads < 0 || unfinishedContents < 0 || doomedContents < 0) {
      throw new IllegalArgumentException("a backlog has no negative counts");
    }
  }
}
