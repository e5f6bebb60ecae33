package io.filelibrary.testkit.library;

import io.filelibrary.testkit.fault.BackendCall;
import io.filelibrary.testkit.fault.BackendCall.Target;
import io.filelibrary.testkit.fault.CallInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Lets something else happen between two calls that an operation makes to its backends, as another
 * thread would do it, but always at the same point. Works for one thread.
 */
final class Interleaver implements CallInterceptor {
  private int calls;
  private int callOfAction;
  private Runnable action = () -> {};

  /** Lets an action happen before the so many-th call from now, counted from 1. */
  void before(int call, Runnable what) {
    calls = 0;
    callOfAction = call;
    action = what;
  }

  /** Says whether the action has happened; if not, it will not any more. */
  boolean happened() {
    boolean result = calls >= callOfAction;
    action = () -> {};
    return result;
  }

  /** Returns how many calls there were since this was asked before, or an action was set. */
  int calls() {
    int result = calls;
    calls = 0;
    return result;
  }

  @Override
  public @Nullable Object intercept(BackendCall call) throws Exception {
    boolean whole = call.target() == Target.STORAGE || call.target() == Target.TRANSACTION;
    if (whole && ++calls == callOfAction) {
      Runnable once = action;
      action = () -> {};
      once.run();
      calls = callOfAction;
    }
    return call.proceed();
  }
}
