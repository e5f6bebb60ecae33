package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.spi.StorageBackend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that a library makes of a storage. No request reaches the store but by one of
 * them. The storage can do through it whatever it can do by itself.
 */
final class CountedStorage implements InvocationHandler {
  private final StorageBackend storage;
  private final AtomicLong calls = new AtomicLong();

  CountedStorage(StorageBackend storage) {
    this.storage = storage;
  }

  /** The storage, each call of which is counted. */
  StorageBackend storage() {
    Class<?>[] abilities = storage.getClass().getInterfaces();
    return (StorageBackend)
        Proxy.newProxyInstance(StorageBackend.class.getClassLoader(), abilities, this);
  }

  /** How many calls there were so far. */
  long calls() {
    return calls.get();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    calls.incrementAndGet();
    try {
      return method.invoke(storage, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
