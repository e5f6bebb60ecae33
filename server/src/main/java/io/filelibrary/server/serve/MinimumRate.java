package io.filelibrary.server.serve;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on bodies that come so slowly as to hold a thread for ever, but fast enough never to be
 * idle. The time counts alone that is spent waiting for the client, so that a slow storage is not
 * held against it. The reader sees a {@link TimeoutException}, as with a body that stands still.
 *
 * <p>Jetty's own setting for this is without effect in 12.1, and its handler judges from the first
 * moment on, when nothing can have come yet.
 */
final class MinimumRate extends Handler.Wrapper {
  private final long bytesPerSecond;
  private final long graceNanos;

  MinimumRate(Handler handler, long bytesPerSecond, Duration grace) {
    super(handler);
    this.bytesPerSecond = bytesPerSecond;
    this.graceNanos = grace.toNanos();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new Measured(request), response, callback);
  }

  /** Used by one thread at a time, as Jetty sees to. */
  private final class Measured extends Request.Wrapper {
    private long received;
    private long waitedNanos;
    private Content.@Nullable Chunk failure;

    Measured(Request request) {
      super(request);
    }

    @Override
    public Content.@Nullable Chunk read() {
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      if (chunk != null && !Content.Chunk.isFailure(chunk)) {
        received += chunk.remaining();
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
      boolean slow = received < (double) bytesPerSecond * waitedNanos / TimeUnit.SECONDS.toNanos(1);
      if (failure == null && waitedNanos > graceNanos && slow) {
        failure = Content.Chunk.from(new TimeoutException("the body comes too slowly"), true);
      }
    }
  }
}
