package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about refusals: the typed exception, which has changed nothing. */
final class BackendFailures {
  private BackendFailures() {}

  static void assertRefused(Reason reason, ThrowingCallable call) {
    assertRefusal(reason, catchThrowable(call));
  }

  static void assertRefusal(Reason reason, Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            BackendException.class,
            e -> {
              assertThat(e.reason()).as("the reason of %s", e).isEqualTo(reason);
              assertThat(e.effect()).as("the effect of %s", e).isEqualTo(Effect.NONE);
            });
  }
}
