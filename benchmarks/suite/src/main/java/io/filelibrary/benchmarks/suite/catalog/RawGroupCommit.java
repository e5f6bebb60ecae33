package io.filelibrary.benchmarks.suite.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One thread that writes what all callers wait for, as many in one commit as wait: the fastest way
 * to make commits of several threads durable. A caller waits for the commit of its rows.
 */
public final class RawGroupCommit implements AutoCloseable {
  private static final int LARGEST_BATCH = 256;
  private static final Rows END = writer -> 0;

  private final RawWriter writer;
  private final BlockingQueue<Insertion> queue = new LinkedBlockingQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Opens a connection, and a thread of its own. */
  public RawGroupCommit(RawDatabase database) throws SQLException {
    this.writer = new RawWriter(database);
    thread.execute(this::drain);
  }

  /** What is written into the next commit. */
  public interface Rows {
    /** Writes them, and returns the id of the item. */
    long insert(RawWriter writer) throws SQLException;
  }

  private record Insertion(Rows rows, CompletableFuture<Long> id) {}

  /** Writes rows, and returns the id of the item when they are durable. */
  public long insert(Rows rows) {
    Insertion insertion = new Insertion(rows, new CompletableFuture<>());
    queue.add(insertion);
    return insertion.id().join();
  }

  private void drain() {
    List<Insertion> batch = new ArrayList<>();
    try {
      do {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, LARGEST_BATCH - 1);
        commit(batch);
      } while (batch.get(batch.size() - 1).rows() != END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Insertion> batch) {
    long[] ids = new long[batch.size()];
    try {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = batch.get(i).rows().insert(writer);
      }
      writer.commit();
    } catch (SQLException e) {
      batch.forEach(insertion -> insertion.id().completeExceptionally(e));
      return;
    }
    for (int i = 0; i < ids.length; i++) {
      batch.get(i).id().complete(ids[i]);
    }
  }

  @Override
  public void close() throws SQLException {
    insert(END);
    thread.shutdown();
    writer.close();
  }
}
