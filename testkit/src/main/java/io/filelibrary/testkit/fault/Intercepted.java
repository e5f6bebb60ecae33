package io.filelibrary.testkit.fault;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.reflect.AbstractInvocationHandler;
import com.google.common.reflect.Reflection;
import com.google.common.reflect.TypeToken;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.fault.BackendCall.Target;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Backends whose calls pass through an interceptor. What comes back has every ability (mix-in) of
 * the backend underneath and no other, so that a library treats it alike. Methods that cannot fail
 * with an IOException, and {@code close}, are passed on unseen.
 */
public final class Intercepted {
  private Intercepted() {}

  /**
   * Puts an interceptor before a storage.
   *
   * @param storage the storage underneath; closing the result closes it
   * @param interceptor sees the calls
   * @return the storage to use instead
   */
  public static StorageBackend storage(StorageBackend storage, CallInterceptor interceptor) {
    return proxy(StorageBackend.class, new Handler(storage, Target.STORAGE, interceptor));
  }

  /**
   * Puts an interceptor before a catalog.
   *
   * @param catalog the catalog underneath; closing the result closes it
   * @param interceptor sees the transactions, the runs of their work, and what these ask
   * @return the catalog to use instead
   */
  public static Catalog catalog(Catalog catalog, CallInterceptor interceptor) {
    return proxy(Catalog.class, new CatalogHandler(catalog, interceptor));
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    Set<? extends Class<?>> abilities =
        TypeToken.of(handler.backend.getClass()).getTypes().interfaces().rawTypes().stream()
            .filter(type::isAssignableFrom)
            .filter(ability -> Modifier.isPublic(ability.getModifiers()))
            .collect(Collectors.toSet());
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), abilities.toArray(new Class<?>[0]), handler));
  }

  /** Calls a backend by way of the interceptor. */
  private static class Handler extends AbstractInvocationHandler {
    final Object backend;
    final CallInterceptor interceptor;
    private final Target target;

    Handler(Object backend, Target target, CallInterceptor interceptor) {
      this.backend = backend;
      this.target = target;
      this.interceptor = interceptor;
    }

    Target target(@Nullable Object[] arguments) {
      return target;
    }

    /** Returns the arguments that the backend gets. */
    @Nullable Object[] passedOn(BackendCall call, @Nullable Object[] arguments) {
      return arguments;
    }

    @Override
    protected final @Nullable Object handleInvocation(
        Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
      boolean fallible =
          Arrays.stream(method.getExceptionTypes()).anyMatch(IOException.class::isAssignableFrom);
      if (!fallible || method.getName().equals("close")) {
        return invoke(method, arguments);
      }
      AtomicReference<BackendCall> self = new AtomicReference<>();
      BackendCall call =
          new BackendCall(
              target(arguments),
              method.getName(),
              arguments,
              Optional.empty(),
              () -> invoke(method, passedOn(requireNonNull(self.get()), arguments)));
      self.set(call);
      return interceptor.intercept(call);
    }

    private @Nullable Object invoke(Method method, @Nullable Object[] arguments) throws Exception {
      try {
        return method.invoke(backend, arguments);
      } catch (InvocationTargetException e) {
        Throwable cause = requireNonNull(e.getCause());
        Throwables.throwIfInstanceOf(cause, Exception.class);
        Throwables.throwIfUnchecked(cause);
        throw e;
      }
    }
  }

  private static final class CatalogHandler extends Handler {
    CatalogHandler(Catalog catalog, CallInterceptor interceptor) {
      super(catalog, Target.TRANSACTION, interceptor);
    }

    /** A call that is given a transaction is one of its statements. */
    @Override
    Target target(@Nullable Object[] arguments) {
      return arguments.length > 0 && arguments[0] instanceof CatalogReader
          ? Target.STATEMENT
          : Target.TRANSACTION;
    }

    @Override
    @Nullable Object[] passedOn(BackendCall call, @Nullable Object[] arguments) {
      @Nullable Object[] result = arguments.clone();
      for (int i = 0; i < result.length; i++) {
        if (result[i] instanceof CatalogReader transaction) {
          result[i] = underneath(transaction);
        } else if (result[i] instanceof CatalogWork<?, ?> work) {
          result[i] = intercepted(call, work);
        }
      }
      return result;
    }

    private <C> CatalogWork<C, Object> intercepted(
        BackendCall transaction, CatalogWork<C, ?> work) {
      return statements -> {
        BackendCall run =
            new BackendCall(
                Target.WORK,
                transaction.method(),
                new Object[0],
                Optional.of(transaction),
                () -> work.run(intercepted(statements)));
        try {
          return requireNonNull(interceptor.intercept(run), "what a work returns");
        } catch (Exception e) {
          Throwables.throwIfInstanceOf(e, BackendException.class);
          Throwables.throwIfUnchecked(e);
          throw new IllegalStateException("an interceptor may not throw this from a work", e);
        }
      };
    }

    @SuppressWarnings("unchecked") // a reader or a writer, and the proxy is of the same type
    private <C> C intercepted(C statements) {
      Handler handler = new Handler(statements, Target.STATEMENT, interceptor);
      return (C)
          (statements instanceof CatalogWriter
              ? Reflection.newProxy(CatalogWriter.class, handler)
              : Reflection.newProxy(CatalogReader.class, handler));
    }

    private static Object underneath(CatalogReader transaction) {
      return Proxy.isProxyClass(transaction.getClass())
              && Proxy.getInvocationHandler(transaction) instanceof Handler handler
          ? handler.backend
          : transaction;
    }
  }
}
