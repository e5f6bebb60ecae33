package io.filelibrary.storage.s3;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to one bucket, and connects again for as long as its listener is open. */
final class BucketListener implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BucketListener.class);

  /** A connection that lasted for as long was well: the pauses begin anew after it. */
  private static final Duration WELL = Duration.ofMinutes(1);

  private final S3Listener listener;
  private final S3Calls calls;
  private final NotificationReader reader;
  private final ListeningClient client;
  private final String bucket;
  private final String prefix;
  private final Consumer<ContentKey> arrived;
  private final Runnable connected;

  /** The first connection, until this runs or ends. */
  private final AtomicReference<@Nullable EventStream> first = new AtomicReference<>();

  BucketListener(
      S3Listener listener,
      S3Calls calls,
      KeyLayout layout,
      String bucket,
      Consumer<ContentKey> arrived,
      Runnable connected,
      Duration leastSilence) {
    this.listener = listener;
    this.calls = calls;
    this.reader = new NotificationReader(layout);
    this.client = calls.listening(leastSilence);
    this.bucket = bucket;
    this.prefix = layout.prefix();
    this.arrived = arrived;
    this.connected = connected;
  }

  /** Connects on the caller's thread, which is told why it cannot be done. */
  void connectFirst() throws BackendException {
    try {
      first.set(requireEvents(calls.repeat(any -> client.listen(bucket, prefix))));
    } catch (S3Failure failure) {
      throw Failures.listening(bucket, failure);
    }
  }

  private EventStream connect() throws IOException {
    EventStream begun = first.getAndSet(null);
    return begun == null ? requireEvents(calls.once(any -> client.listen(bucket, prefix))) : begun;
  }

  private EventStream requireEvents(EventStream answer) throws BackendException {
    if (!answer.hasEvents()) {
      answer.close();
      throw Failures.cannotListen(bucket, null);
    }
    return answer;
  }

  @Override
  public void run() {
    try {
      int failures = 0;
      do {
        long begun = System.nanoTime();
        listenOnce();
        if (System.nanoTime() - begun >= WELL.toNanos()) {
          failures = 0;
        }
      } while (listener.pause(failures++));
    } catch (InterruptedException e) {
      LOG.debug("the listening to the bucket {} was interrupted", bucket);
      Thread.currentThread().interrupt();
    } finally {
      listener.close();
    }
  }

  private void listenOnce() {
    try (EventStream events = connect()) {
      guarded(connected);
      Optional<String> line = events.next();
      while (line.isPresent() && !listener.isClosed()) {
        handOver(line.get());
        line = events.next();
      }
      LOG.debug("the store has ended the listening to the bucket {}", bucket);
    } catch (IOException e) {
      if (!listener.isClosed()) {
        LOG.warn("the listening to the bucket {} broke off and is begun again", bucket, e);
      }
    }
  }

  private void handOver(String line) {
    try {
      for (ContentKey key : reader.created(line)) {
        guarded(() -> arrived.accept(key));
      }
    } catch (InvalidNotification e) {
      LOG.warn("an event of the bucket {} cannot be read and is passed over", bucket, e);
    }
  }

  /** What the host does with an event is no reason to miss the next one. */
  private void guarded(Runnable call) {
    if (!listener.isClosed()) {
      try {
        call.run();
      } catch (RuntimeException e) {
        LOG.warn("what was told of the bucket {} has failed", bucket, e);
      }
    }
  }

  /** Ends what runs or waits. */
  void end() {
    client.end();
    EventStream unused = first.getAndSet(null);
    if (unused != null) {
      unused.close();
    }
  }
}
