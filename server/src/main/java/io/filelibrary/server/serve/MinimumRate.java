package io.filelibrary.server.serve;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on clients that send or read so slowly as to hold a thread for ever, but fast enough
 * never to be idle. The time counts alone that is spent waiting for the client, so that a slow
 * storage is not held against it. The reader of a body sees a {@link TimeoutException}, as with a
 * body that stands still; of an answer that is read too slowly the connection is broken.
 *
 * <p>Jetty's own setting for this is without effect in 12.1, and its handler judges from the first
 * moment on, when nothing can have come yet.
 */
final class MinimumRate extends Handler.Wrapper {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long received;
  private final long sent;
  private final long graceNanos;

  /**
   * Wraps a handler.
   *
   * @param received the least bytes per second of a body; 0 for any
   * @param sent the least bytes per second of an answer; 0 for any
   * @param grace how long a client may be slower in all
   */
  MinimumRate(Handler handler, long received, long sent, Duration grace) {
    super(handler);
    this.received = received;
    this.sent = sent;
    this.graceNanos = grace.toNanos();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Request measured = received == 0 ? request : new MeasuredBody(request);
    Response answer = sent == 0 ? response : new MeasuredAnswer(measured, response);
    return super.handle(measured, answer, callback);
  }

  /** Used by one thread at a time, as Jetty sees to. */
  private final class MeasuredBody extends Request.Wrapper {
    private long bytes;
    private long waitedNanos;
    private Content.@Nullable Chunk failure;

    MeasuredBody(Request request) {
      super(request);
    }

    @Override
    public Content.@Nullable Chunk read() {
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      if (chunk != null && !Content.Chunk.isFailure(chunk)) {
        bytes += chunk.remaining();
      }
      return chunk;
    }

    @Override
    public void demand(Runnable available) {
      long since = System.nanoTime();
      super.demand(
          () -> {
            waitedNanos += System.nanoTime() - since;
            judge();
            available.run();
          });
    }

    private void judge() {
      boolean slow = bytes < received * (waitedNanos / SECOND);
      if (failure == null && waitedNanos > graceNanos && slow) {
        failure = Content.Chunk.from(new TimeoutException("the body comes too slowly"), true);
      }
    }
  }

  /** Used by one thread at a time, as Jetty sees to. */
  private final class MeasuredAnswer extends Response.Wrapper {
    private final Scheduler scheduler;
    private final EndPoint connection;
    private long bytes;
    private long waitedNanos;

    MeasuredAnswer(Request request, Response response) {
      super(request, response);
      this.scheduler = request.getComponents().getScheduler();
      this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
      Pending pending = new Pending(content == null ? 0 : content.remaining(), callback);
      super.write(last, content, pending);
      pending.watch();
    }

    /** The longest that this answer may have been waited for, with so many more bytes of it. */
    private long mostNanos(long more) {
      return (long) Math.max((double) graceNanos, (bytes + more) / (double) sent * SECOND);
    }

    /**
     * One write, which ends when the client has taken nearly all of it. A client that takes a few
     * bytes at a time would keep it from its end for hours: so it is not judged at its end, but has
     * a last moment, after which the rate is too low even if all of it had come through.
     */
    private final class Pending extends Callback.Nested {
      private final long length;
      private final long since = System.nanoTime();
      private boolean ended;
      private Scheduler.@Nullable Task end;

      Pending(long length, Callback callback) {
        super(callback);
        this.length = length;
      }

      private synchronized void watch() {
        if (!ended) {
          long left = mostNanos(length) - waitedNanos;
          end = scheduler.schedule(this::breakOff, Math.max(left, 0), TimeUnit.NANOSECONDS);
        }
      }

      private synchronized void breakOff() {
        if (!ended) {
          connection.close(new TimeoutException("the answer is read too slowly"));
        }
      }

      private synchronized void end() {
        ended = true;
        waitedNanos += System.nanoTime() - since;
        bytes += length;
        if (end != null) {
          end.cancel();
        }
      }

      @Override
      public void succeeded() {
        end();
        super.succeeded();
      }

      @Override
      public void failed(Throwable failure) {
        end();
        super.failed(failure);
      }
    }
  }
}
