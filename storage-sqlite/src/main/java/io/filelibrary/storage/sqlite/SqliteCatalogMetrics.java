package io.filelibrary.storage.sqlite;

/**
 * What a {@link SqliteCatalog} has written since it was opened. Works that wait while a commit
 * reaches the disk share the next one: {@code committedWorks / durableCommits} says how many.
 * {@code syncs} is smaller than {@code durableCommits} where commits shared them too.
 *
 * @param commits transactions that were committed
 * @param durableCommits those of them whose callers were answered after a sync
 * @param syncs syncs of the log that made commits durable
 * @param committedWorks works that these transactions committed
 * @param largestBatch the most works of one transaction
 * @param rolledBackWorks runs of works that were undone, since they threw or the commit failed
 */
public record SqliteCatalogMetrics(
    long commits,
    long durableCommits,
    long syncs,
    long committedWorks,
    int largestBatch,
    long rolledBackWorks) {}
