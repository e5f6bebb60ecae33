package io.filelibrary.testkit.fault;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the work of each write run twice: the catalog rolls the first run back, as it may before it
 * runs the work again. Whoever counts on one run is found out.
 */
public final class Rehearsal implements CallInterceptor {
  private final Set<BackendCall> rehearsed = ConcurrentHashMap.newKeySet();

  /** Creates the interceptor. */
  public Rehearsal() {}

  /** Ends the first run of a work, so that the catalog rolls it back. */
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public @Nullable Object intercept(BackendCall call) throws Exception {
    return switch (call.target()) {
      case TRANSACTION -> call.changing() ? twice(call) : call.proceed();
      case WORK -> work(call);
      case STORAGE, STATEMENT -> call.proceed();
    };
  }

  private @Nullable Object twice(BackendCall call) throws Exception {
    rehearsed.add(call);
    try {
      call.proceed();
    } catch (Rehearsed expected) {
      // The run left nothing.
    } finally {
      rehearsed.remove(call);
    }
    return call.proceed();
  }

  private @Nullable Object work(BackendCall call) throws Exception {
    Object result = call.proceed();
    if (call.transaction().filter(rehearsed::contains).isPresent()) {
      throw new Rehearsed();
    }
    return result;
  }
}
