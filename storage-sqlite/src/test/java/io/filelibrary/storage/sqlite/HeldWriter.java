package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.Durability;
import io.filelibrary.storage.sqlite.Threads.Running;
import java.util.concurrent.CountDownLatch;

/** Holds a catalog's writer in a work of its own (which changes a row) until it is released. */
final class HeldWriter {
  private final CountDownLatch go = new CountDownLatch(1);
  private final Running<Boolean> holder;

  HeldWriter(SqliteCatalog catalog) throws InterruptedException {
    CountDownLatch holding = new CountDownLatch(1);
    holder =
        Threads.start(
            () ->
                catalog.write(
                    Samples.CHANNEL,
                    Durability.DURABLE,
                    writer -> {
                      writer.updateChannel(Samples.channel(Samples.CHANNEL, Samples.ROOT));
                      holding.countDown();
                      return Threads.await(go);
                    }));
    holding.await();
  }

  void release() throws Exception {
    go.countDown();
    holder.result();
  }
}
