package io.filelibrary.storage.s3;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a store tells of the objects that are created in it, for uploads that clients send to the
 * store directly: the library completes them as they arrive, and need not come upon them. Comes
 * from {@link S3Storage#notifications}. Safe for use by any number of threads.
 *
 * <p>A message is no proof. Whoever reaches the host's endpoint or queue can send one, stores send
 * some twice, late, in another order or never. The keys are therefore good for one thing alone: to
 * let the library look at the store. Whatever they missed is found when the file is read, or swept.
 *
 * <p>A store should be told to send {@code s3:ObjectCreated:*} alone; nothing else is used. A
 * gateway of Ceph 16.2.15 that also had to send {@code s3:ObjectRemoved:*} to a webhook aborted
 * when several objects were deleted by one request, as {@link S3Storage#delete} does.
 */
public final class S3Notifications {
  /** Twenty times the interval in which a MinIO that is well says so. */
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(10);

  private final NotificationReader reader;
  private final S3Listeners listeners;
  private final OpenCalls openCalls;

  S3Notifications(KeyLayout layout, S3Listeners listeners, OpenCalls openCalls) {
    this.reader = new NotificationReader(layout);
    this.listeners = listeners;
    this.openCalls = openCalls;
  }

  /**
   * Reads one message of a store: the body of a webhook's request, or of a message in a queue.
   *
   * <p>These shapes are read: {@code Records} as AWS, MinIO and Ceph send them to SQS, webhooks,
   * Kafka and AMQP; the same in the envelope of an SNS notification; an event of EventBridge; and
   * the {@code s3:TestEvent}, which has no key. What a form or a plain PUT sent counts as created:
   * its key is the one that it was granted for. What was created in other buckets, under other
   * prefixes or under names that are none of the storage's, and events other than a creation, are
   * passed over. An SNS subscription is not confirmed here, and the signature of SNS not checked.
   *
   * <p>Makes no request, and works after the storage was closed.
   *
   * @param message the message, at most 1,048,576 characters of JSON
   * @return the keys of the objects that the message says were created, each once, in its order
   * @throws InvalidNotification if the message is not JSON, is longer, has more than 32 levels, a
   *     key twice or text after its end, or is of another shape; no part of it is read then
   */
  public List<ContentKey> created(String message) {
    return reader.created(message);
  }

  /**
   * Listens to the buckets of the storage by an extension that MinIO alone has: a long answer that
   * brings each event as it happens. Needs no configuration in the store, but the permission {@code
   * s3:ListenBucketNotification}. Returns when all buckets are connected, which is when MinIO has
   * sent its first blank, after about half a second.
   *
   * <p>Each bucket holds one thread of the executor until the listener is closed, so that the host
   * knows all of its threads, names them, and waits for their ends; an executor of the storage's
   * own would hide them. The executor has to have a thread that is free for each (a second one
   * where there is a public bucket), and must not run its tasks on the caller's thread.
   * Interrupting such a thread, as {@code shutdownNow} does, closes the listener.
   *
   * <p>A connection that breaks, or on which nothing comes for as long as a request may be silent
   * (10 seconds at least), is made again: after 100 milliseconds at first, then after pauses that
   * grow to a minute, until the listener is closed, whatever the store answers. Events from between
   * are lost, and so are those that MinIO drops when they are not read fast enough. Each time that
   * a bucket is connected, the first time included, {@code connected} is run before any event is
   * read, so that the host can sweep what arrived before: an object is either there by then or its
   * event follows.
   *
   * <p>An exception of one of the two is logged and ends nothing; an {@link Error} closes the
   * listener. Both are called on the threads of the executor: with two buckets also at once.
   *
   * <p>Tried with an in-process server that answers as MinIO's sources do, not with a real MinIO:
   * in particular not behind a proxy, nor with several nodes.
   *
   * @param executor whose threads listen
   * @param arrived what is done with each key, such as {@code library::arrived}
   * @param connected what is done after each connection, such as {@code library::collect}
   * @return the listener, to be closed
   * @throws BackendException {@code MISCONFIGURED} if the store does not know the extension (it has
   *     to send its events to a webhook or a queue then); {@code DENIED} if it refuses the
   *     permission; {@code UNAVAILABLE} if it does not answer; {@code CLOSED} if the storage is
   * @throws IOException if the store fails
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task; nothing
   *     listens then
   */
  public S3Listener listen(Executor executor, Consumer<ContentKey> arrived, Runnable connected)
      throws IOException {
    return listen(executor, arrived, connected, LEAST_SILENCE);
  }

  /** Listens with less patience, which tests have. */
  S3Listener listen(
      Executor executor, Consumer<ContentKey> arrived, Runnable connected, Duration leastSilence)
      throws IOException {
    S3Listener listener =
        openCalls.during(() -> listeners.connect(arrived, connected, leastSilence));
    listener.start(executor);
    return listener;
  }
}
