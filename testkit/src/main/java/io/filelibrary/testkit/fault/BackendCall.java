package io.filelibrary.testkit.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One call on its way from a library to a backend. */
public final class BackendCall {
  private final Target target;
  private final String method;
  private final List<@Nullable Object> arguments;
  private final Optional<BackendCall> transaction;
  private final Callable<@Nullable Object> effect;

  /** What a call goes to. */
  public enum Target {
    /** A storage: put, open, stat, delete, list, and what its mix-ins add. */
    STORAGE,
    /** A catalog: one whole read or write, from its begin to the end of its commit. */
    TRANSACTION,
    /** One run of the work of a transaction, on the thread that the catalog runs it on. */
    WORK,
    /** A query or change inside the work of a transaction. */
    STATEMENT
  }

  BackendCall(
      Target target,
      String method,
      @Nullable Object[] arguments,
      Optional<BackendCall> transaction,
      Callable<@Nullable Object> effect) {
    this.target = target;
    this.method = method;
    this.arguments = Collections.unmodifiableList(Arrays.asList(arguments));
    this.transaction = transaction;
    this.effect = effect;
  }

  /**
   * Returns what the call goes to.
   *
   * @return what the call goes to
   */
  public Target target() {
    return target;
  }

  /**
   * Returns the name of the method; that of a run of work is the transaction's, read or write.
   *
   * @return the name of the method
   */
  public String method() {
    return method;
  }

  /**
   * Returns the arguments of the method, none for a run of work.
   *
   * @return the arguments of the method
   */
  public List<@Nullable Object> arguments() {
    return arguments;
  }

  /**
   * Returns the transaction whose work this is a run of.
   *
   * @return the call of the transaction, or empty for any other call than a run of work
   */
  public Optional<BackendCall> transaction() {
    return transaction;
  }

  /**
   * Makes the call; each time once more, if it is asked several times.
   *
   * @return what the backend answers
   * @throws Exception what the backend throws
   */
  public @Nullable Object proceed() throws Exception {
    return effect.call();
  }

  /**
   * Says whether the call can change what is stored.
   *
   * @return true for a write, put, copy or delete, and every insert or update inside a transaction
   */
  public boolean changing() {
    return switch (target) {
      case STORAGE -> !List.of("open", "stat", "list").contains(method);
      case TRANSACTION, WORK -> method.equals("write");
      case STATEMENT -> method.matches("(insert|update|delete|put).*");
    };
  }

  /** Returns the target and the method, such as {@code STORAGE put}. */
  @Override
  public String toString() {
    return target + " " + method;
  }
}
