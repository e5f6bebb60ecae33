package io.filelibrary.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentKey;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a library must never do to its backends: call one inside a transaction, write to a key
 * twice, leave a stream or a transaction open.
 *
 * <p>A forbidden call fails with an AssertionError, and is kept for {@link #check} besides, since
 * the caller may have caught it.
 */
public final class BackendGuard implements CallInterceptor {
  private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
  private final Set<ContentKey> written = ConcurrentHashMap.newKeySet();
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger transactions = new AtomicInteger();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  /** Creates a guard that has seen nothing. */
  public BackendGuard() {}

  /** Fails if a forbidden call was made, or if a stream or a transaction is open now. */
  public void check() {
    assertThat(violations).as("forbidden calls of backends").isEmpty();
    assertThat(streams).as("streams left open").hasValue(0);
    assertThat(transactions).as("transactions left open").hasValue(0);
  }

  @Override
  public @Nullable Object intercept(BackendCall call) throws Exception {
    return switch (call.target()) {
      case STORAGE -> storage(call);
      case TRANSACTION -> transaction(call);
      case WORK -> work(call);
      case STATEMENT -> call.proceed();
    };
  }

  private @Nullable Object storage(BackendCall call) throws Exception {
    require(!working.get(), call + " inside a transaction");
    Optional<ContentKey> target = keyWritten(call);
    if (target.isPresent()) {
      require(written.add(target.get()), call + ": " + target.get() + " is written twice");
    }
    Object result = call.proceed();
    return result instanceof InputStream stream ? counted(stream) : result;
  }

  private static Optional<ContentKey> keyWritten(BackendCall call) {
    return switch (call.method()) {
      case "put" -> Optional.ofNullable((ContentKey) call.arguments().get(0));
      case "copy" -> Optional.ofNullable((ContentKey) call.arguments().get(1));
      default -> Optional.empty();
    };
  }

  private @Nullable Object transaction(BackendCall call) throws Exception {
    require(!working.get(), call + " inside a transaction");
    transactions.incrementAndGet();
    try {
      return call.proceed();
    } finally {
      transactions.decrementAndGet();
    }
  }

  private @Nullable Object work(BackendCall call) throws Exception {
    working.set(true);
    try {
      return call.proceed();
    } finally {
      working.set(false);
    }
  }

  private InputStream counted(InputStream stream) {
    streams.incrementAndGet();
    AtomicBoolean open = new AtomicBoolean(true);
    return new FilterInputStream(stream) {
      @Override
      public void close() throws IOException {
        if (open.getAndSet(false)) {
          streams.decrementAndGet();
        }
        super.close();
      }
    };
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      violations.add(otherwise);
      throw new AssertionError(otherwise);
    }
  }
}
