package io.filelibrary.e2e;

import com.google.common.reflect.AbstractInvocationHandler;
import com.google.common.reflect.Reflection;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that are made inside a catalog's transactions, and the rows they answer with.
 */
final class CallCount {
  private final AtomicLong total = new AtomicLong();

  long total() {
    return total.get();
  }

  Catalog counting(Catalog catalog) {
    return new Catalog() {
      @Override
      public UUID id() {
        return catalog.id();
      }

      @Override
      public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
        return catalog.read(reader -> work.run(counted(CatalogReader.class, reader)));
      }

      @Override
      public <T> T write(
          ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
          throws BackendException {
        return catalog.write(
            channel, durability, writer -> work.run(counted(CatalogWriter.class, writer)));
      }

      @Override
      public void close() throws BackendException {
        catalog.close();
      }
    };
  }

  private <C> C counted(Class<C> type, C transaction) {
    return Reflection.newProxy(
        type,
        new AbstractInvocationHandler() {
          @Override
          protected @Nullable Object handleInvocation(
              Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
            try {
              Object result = method.invoke(transaction, arguments);
              total.incrementAndGet();
              if (result instanceof Collection<?> rows) {
                total.addAndGet(rows.size());
              }
              return result;
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          }
        });
  }
}
