package io.filelibrary.storage.s3;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The listeners of a storage that are open, which end with it. */
final class S3Listeners implements AutoCloseable {
  private final S3Calls calls;
  private final KeyLayout layout;
  private final Set<S3Listener> open = ConcurrentHashMap.newKeySet();

  S3Listeners(S3Calls calls, KeyLayout layout) {
    this.calls = calls;
    this.layout = layout;
  }

  /** Connects a listener to all buckets; it hears nothing before it is started. */
  S3Listener connect(Consumer<ContentKey> arrived, Runnable connected, Duration leastSilence)
      throws BackendException {
    S3Listener listener = new S3Listener(open::remove);
    open.add(listener);
    boolean complete = false;
    try {
      for (String bucket : layout.buckets()) {
        BucketListener part =
            new BucketListener(listener, calls, layout, bucket, arrived, connected, leastSilence);
        listener.add(part);
        part.connectFirst();
      }
      complete = true;
      return listener;
    } finally {
      if (!complete) {
        listener.close();
      }
    }
  }

  @Override
  public void close() {
    Set.copyOf(open).forEach(S3Listener::close);
  }
}
