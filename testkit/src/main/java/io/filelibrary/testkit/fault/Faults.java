package io.filelibrary.testkit.fault;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.testkit.fault.BackendCall.Target;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of the calls to come fail, counted over every storage and catalog that shares this
 * schedule. At first nothing fails. Safe for use by many threads; a schedule counts the calls of
 * all.
 */
public final class Faults implements CallInterceptor {
  private Optional<Fault> armed = Optional.empty();
  private int callsUntilFault;
  private Optional<BackendCall> hit = Optional.empty();
  private Runnable pause = () -> {};

  /** Creates a schedule by which nothing fails. */
  public Faults() {}

  /**
   * Schedules a fault, in place of one that was scheduled before.
   *
   * @param fault what goes wrong; {@link Fault#SLOW} only with {@link #pauseWith}
   * @param call which of the calls to come that can fail in this way, from 1
   */
  public synchronized void failAt(Fault fault, int call) {
    if (call < 1) {
      throw new IllegalArgumentException("calls are counted from 1, not " + call);
    }
    armed = Optional.of(fault);
    callsUntilFault = call;
    hit = Optional.empty();
  }

  /** Schedules no fault any more. What was hit stays known. */
  public synchronized void stop() {
    armed = Optional.empty();
  }

  /**
   * Says what a slow call does while it is slow.
   *
   * @param pause runs on the caller's thread, before the call
   */
  public synchronized void pauseWith(Runnable pause) {
    this.pause = pause;
  }

  /**
   * Returns the call that the scheduled fault has hit.
   *
   * @return the call, or empty as long as there were too few
   */
  public synchronized Optional<BackendCall> hit() {
    return hit;
  }

  private synchronized Optional<Fault> due(BackendCall call) {
    if (armed.isEmpty() || !armed.get().canHit(call) || --callsUntilFault > 0) {
      return Optional.empty();
    }
    Optional<Fault> fault = armed;
    armed = Optional.empty();
    hit = Optional.of(call);
    return fault;
  }

  private synchronized void rearm(Fault fault) {
    if (armed.isEmpty()) {
      armed = Optional.of(fault);
      callsUntilFault = 1;
      hit = Optional.empty();
    }
  }

  @Override
  public @Nullable Object intercept(BackendCall call) throws Exception {
    Optional<Fault> fault = due(call);
    return fault.isPresent() ? hit(fault.get(), call) : call.proceed();
  }

  private @Nullable Object hit(Fault fault, BackendCall call) throws Exception {
    switch (fault) {
      case BEFORE_EFFECT -> throw failure(call, Effect.NONE, null);
      case AFTER_EFFECT -> {
        discard(call.proceed());
        throw failure(call, call.target() == Target.WORK ? Effect.NONE : Effect.DONE, null);
      }
      case TIMEOUT_AFTER_EFFECT -> {
        discard(call.proceed());
        throw timeout(call);
      }
      case SLOW -> pause();
      case SHORT_READ, FLIPPED_BIT, BROKEN_READ -> {
        Object answer = call.proceed();
        if (!DamagedBytes.areIn(answer)) {
          // No bytes to damage: the next call that has some is hit.
          rearm(fault);
        }
        return DamagedBytes.of(fault, answer);
      }
      case LISTING_CUT -> {
        List<?> all = (List<?>) call.proceed();
        return all == null ? null : List.copyOf(all.subList(0, all.size() / 2));
      }
    }
    return call.proceed();
  }

  private void pause() {
    Runnable current;
    synchronized (this) {
      current = pause;
    }
    current.run();
  }

  private static IOException timeout(BackendCall call) {
    SocketTimeoutException timeout = new SocketTimeoutException("no answer to " + call);
    return call.target() == Target.STORAGE ? timeout : failure(call, Effect.UNKNOWN, timeout);
  }

  private static BackendException failure(
      BackendCall call, Effect effect, @Nullable Throwable cause) {
    return new BackendException(Reason.UNAVAILABLE, effect, "injected fault of " + call, cause);
  }

  /** Closes a stream that its caller never gets. */
  private static void discard(@Nullable Object result) throws IOException {
    if (result instanceof InputStream stream) {
      ((Closeable) stream).close();
    }
  }
}
