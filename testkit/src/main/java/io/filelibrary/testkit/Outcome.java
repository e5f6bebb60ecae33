package io.filelibrary.testkit;

import java.util.Optional;
import java.util.concurrent.Callable;

/** How a call ended: with a value or with what it threw. */
record Outcome<T>(Optional<T> value, Optional<Throwable> failure) {

  static <T> Outcome<T> of(Callable<T> call) {
    try {
      return new Outcome<>(Optional.of(call.call()), Optional.empty());
    } catch (Throwable e) {
      return new Outcome<>(Optional.empty(), Optional.of(e));
    }
  }

  boolean succeeded() {
    return value.isPresent();
  }
}
