package io.filelibrary.storage.sqlite;

/** What a writer has done so far. */
record CommitMetrics(
    long commits, long durableCommits, long committedWorks, int largestBatch, long rolledBack) {
  static final CommitMetrics NONE = new CommitMetrics(0, 0, 0, 0, 0);

  CommitMetrics plusCommit(int works, boolean durable) {
    return new CommitMetrics(
        commits + 1,
        durableCommits + (durable ? 1 : 0),
        committedWorks + works,
        Math.max(largestBatch, works),
        rolledBack);
  }

  CommitMetrics plusRolledBack(int works) {
    return new CommitMetrics(
        commits, durableCommits, committedWorks, largestBatch, rolledBack + works);
  }
}
