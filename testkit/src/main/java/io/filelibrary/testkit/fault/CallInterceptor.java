package io.filelibrary.testkit.fault;

import org.jspecify.annotations.Nullable;

/** Sees every call that a library makes to a backend, and may fail, delay, repeat or change it. */
@FunctionalInterface
public interface CallInterceptor {
  /**
   * Makes a call, or does something else instead. Several threads may be in here at once.
   *
   * @param call the call, which {@link BackendCall#proceed} makes
   * @return what the caller gets
   * @throws Exception what the caller gets instead: an IOException for a call of a storage, a
   *     BackendException for one of a catalog
   */
  @Nullable Object intercept(BackendCall call) throws Exception;
}
