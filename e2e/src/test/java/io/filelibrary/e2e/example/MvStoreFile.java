package io.filelibrary.e2e.example;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A file of H2's MVStore, whose failures are those of the SPI. */
final class MvStoreFile {
  private final MVStore store;

  MvStoreFile(Path file) throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().resolveSibling(""))) {
      // An interrupt closes a FileChannel for all threads; with "async:" there is none.
      store = new MVStore.Builder().fileName("async:" + file).autoCommitDisabled().open();
      folder.force(true); // A new file is durable once its folder is synced.
    } catch (MVStoreException e) {
      throw new BackendException(
          Reason.MISCONFIGURED, Effect.NONE, file + " is in use, or no file of MVStore", e);
    }
  }

  <K, V> MVMap<K, V> map(String name) {
    return store.openMap(name);
  }

  interface Access<T> {
    T run() throws IOException;
  }

  <T> T access(Access<T> access) throws IOException {
    if (store.isClosed()) {
      throw new BackendException(Reason.CLOSED, "the storage is closed");
    }
    try {
      return access.run();
    } catch (MVStoreException e) {
      Reason reason = store.isClosed() ? Reason.CLOSED : Reason.UNAVAILABLE;
      throw new BackendException(reason, Effect.UNKNOWN, "the MVStore failed", e);
    }
  }

  /** After this, each commit has all that was changed before. */
  void commit() {
    store.commit();
  }

  /** After this, what was changed before survives a power cut. */
  void sync() {
    try {
      store.commit();
      store.sync();
    } catch (MVStoreException e) {
      store.closeImmediately(); // Only opening the file again tells what it has.
      throw e;
    }
  }

  boolean isClosed() {
    return store.isClosed();
  }

  void close() throws IOException {
    try {
      store.close();
    } catch (MVStoreException e) {
      throw new IOException("closing the MVStore failed", e);
    }
  }
}
