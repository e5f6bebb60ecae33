package io.filelibrary.e2e;

import io.filelibrary.testkit.fault.BackendCall;
import io.filelibrary.testkit.fault.BackendCall.Target;
import io.filelibrary.testkit.fault.CallInterceptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of the protocols, and ends the process at one of them.
 *
 * <p>Steps are, of a write to the catalog: before it, when all its statements are made and none is
 * committed, and after the commit; of a call that changes the storage: before and after it; of any
 * other call of the storage: before it; of a source that the library reads: its beginning, a third,
 * two thirds and its end. Statements and reads of the catalog are none: who dies there has changed
 * nothing since the step before.
 */
final class CrashSteps implements CallInterceptor {
  /** What the process exits with, to be told from any other end. */
  static final int EXIT = 77;

  private final int last;
  private final List<String> names = new ArrayList<>();
  private String operation = "opening";

  /** Ends the process at a step, counted from 1; at none, if that is 0. */
  CrashSteps(int last) {
    this.last = last;
  }

  /** Tells which operation the steps to come belong to. */
  synchronized void operation(String text) {
    operation = text;
  }

  /** Returns the steps that were passed. */
  synchronized List<String> names() {
    return List.copyOf(names);
  }

  private synchronized void step(String name) {
    names.add(name + " in " + operation);
    if (names.size() == last) {
      Runtime.getRuntime().halt(EXIT);
    }
  }

  @Override
  public @Nullable Object intercept(BackendCall call) throws Exception {
    boolean storage = call.target() == Target.STORAGE;
    boolean before = storage || (call.target() == Target.TRANSACTION && call.changing());
    boolean after = call.target() != Target.STATEMENT && call.changing();
    if (before) {
      step("before " + call);
    }
    Object result = call.proceed();
    if (after) {
      step("after " + call);
    }
    return result;
  }

  /** Makes steps of a source. */
  InputStream source(InputStream source) {
    return new Source(source);
  }

  /** A source that is read up to each third of it, where there is a step. */
  private final class Source extends FilterInputStream {
    private final int third;
    private int untilStep;

    Source(InputStream source) {
      super(source);
      try {
        this.third = Math.max(1, source.available() / 3);
      } catch (IOException e) {
        throw new IllegalArgumentException("a source of known length", e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (untilStep == 0) {
        step("source at " + available() + " before its end");
        untilStep = third;
      }
      int count = super.read(target, offset, Math.min(length, untilStep));
      untilStep -= Math.max(0, count);
      return count;
    }
  }
}
