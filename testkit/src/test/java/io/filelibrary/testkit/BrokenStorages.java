package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;

/** Test classes of storages that each break one promise. */
final class BrokenStorages {
  private BrokenStorages() {}

  private static ServerSideCopy intact() {
    return InMemoryStorage.create(Clock.systemUTC());
  }

  /** Replaces what a key has. */
  static class Overwriting implements StorageBackendContract, ServerSideCopyContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          super.delete(List.of(key));
          return super.put(key, bytes, expectedSize, hints);
        }

        @Override
        public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
            throws IOException {
          super.delete(List.of(target));
          return super.copy(source, target, hints);
        }
      };
    }
  }

  /** Cuts a source that is longer than declared. */
  static class Cutting implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          return super.put(key, new Limited(bytes, expectedSize), expectedSize, hints);
        }
      };
    }
  }

  /** Reads on after the declared size, to say how many bytes there were. */
  static class ReadingOn implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          try {
            return super.put(key, bytes, expectedSize, hints);
          } catch (BackendException e) {
            if (e.reason() == Reason.SIZE_MISMATCH) {
              bytes.transferTo(OutputStream.nullOutputStream());
            }
            throw e;
          }
        }
      };
    }
  }

  /** Takes a source that fails for one that ends. */
  static class TakingFailureForEnd implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          return super.put(key, new EndingAtFailure(bytes), expectedSize, hints);
        }
      };
    }
  }

  /** Wraps what the source throws. */
  static class WrappingFailures implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          try {
            return super.put(key, bytes, expectedSize, hints);
          } catch (BackendException e) {
            throw e;
          } catch (IOException | RuntimeException e) {
            throw new IOException("the source failed", e);
          }
        }
      };
    }
  }

  /** Closes the caller's stream. */
  static class ClosingTheSource implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          try (bytes) {
            return super.put(key, bytes, expectedSize, hints);
          }
        }
      };
    }
  }

  /** Shows objects from the first byte on. */
  static class ShowingUnfinished implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        private final Set<ContentKey> running = ConcurrentHashMap.newKeySet();

        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          running.add(key);
          try {
            return super.put(key, bytes, expectedSize, hints);
          } finally {
            running.remove(key);
          }
        }

        @Override
        public Optional<StoredObject> stat(ContentKey key) throws IOException {
          return running.contains(key)
              ? Optional.of(new StoredObject(key, 1, Optional.empty(), Instant.EPOCH))
              : super.stat(key);
        }
      };
    }
  }

  /** Stores half of the bytes when the thread is interrupted. */
  static class HalvingOnInterrupt implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject put(
            ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
            throws IOException {
          InputStream source =
              new FilterInputStream(bytes) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                  boolean interrupted = Thread.currentThread().isInterrupted();
                  return interrupted ? -1 : super.read(buffer, offset, length);
                }
              };
          return super.put(key, source, expectedSize, hints);
        }
      };
    }
  }

  /** Gives all bytes from the offset on, whatever the length. */
  static class IgnoringTheLength implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public InputStream open(ContentKey key, ByteRange range) throws IOException {
          return super.open(key, ByteRange.from(range.offset()));
        }
      };
    }
  }

  /** Says only at the first read that there is no object. */
  static class OpeningLate implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public InputStream open(ContentKey key, ByteRange range) throws IOException {
          boolean absent = super.stat(key).isEmpty();
          return absent ? new Late(delegate(), key, range) : super.open(key, range);
        }
      };
    }
  }

  /** Ends the stream of an object that is deleted. */
  static class EndingEarly implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public InputStream open(ContentKey key, ByteRange range) throws IOException {
          ServerSideCopy storage = delegate();
          return new FilterInputStream(super.open(key, range)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              boolean gone = length > 0 && storage.stat(key).isEmpty();
              return gone ? -1 : super.read(buffer, offset, length);
            }
          };
        }
      };
    }
  }

  /** Fails when a key to delete is absent. */
  static class DeletingOnlyThePresent implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public synchronized void delete(Collection<ContentKey> keys) throws IOException {
          super.delete(List.of());
          for (ContentKey key : keys) {
            if (super.stat(key).isEmpty()) {
              throw new BackendException(Reason.NOT_FOUND, "no object under " + key);
            }
            super.delete(List.of(key));
          }
        }
      };
    }
  }

  /** Deletes a thousand objects, and forgets the rest. */
  static class DeletingAThousand implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public void delete(Collection<ContentKey> keys) throws IOException {
          super.delete(keys.stream().limit(1000).toList());
        }
      };
    }
  }

  /** Lists a thousand objects at most. */
  static class ListingAThousand implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
          return super.list(after, Math.min(limit, 1000));
        }
      };
    }
  }

  /** Lists as one walks folders, segment by segment. */
  static class ListingByFolder implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
          Comparator<String> bySegment =
              (a, b) -> Arrays.compare(a.split("/", -1), b.split("/", -1));
          return super.list(Optional.empty(), Integer.MAX_VALUE).stream()
              .sorted(Comparator.comparing(found -> found.key().value(), bySegment))
              .filter(
                  found ->
                      after.stream()
                          .allMatch(
                              last -> bySegment.compare(found.key().value(), last.value()) > 0))
              .limit(limit)
              .toList();
        }
      };
    }
  }

  /** Works on after it was closed. */
  static class NeverClosing implements StorageBackendContract, ServerSideCopyContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public void close() {}
      };
    }
  }

  /** Cannot be closed twice. */
  static class ClosingOnce implements StorageBackendContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void close() throws IOException {
          if (closed.getAndSet(true)) {
            throw new BackendException(Reason.CLOSED, "closed already");
          }
          super.close();
        }
      };
    }
  }

  /** Has a location of its own for each instance. */
  static class NotShared implements SharedStorageContract {
    @Override
    public ServerSideCopy open() {
      return intact();
    }
  }

  /** Never returns from copying, unless it is interrupted. */
  @Timeout(
      value = 100,
      unit = TimeUnit.MILLISECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class Hanging implements ServerSideCopyContract {
    @Override
    public ServerSideCopy open() {
      return new ForwardingStorage(intact()) {
        @Override
        public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
            throws IOException {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("interrupted");
        }
      };
    }
  }

  /** Gives no more than a number of bytes. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, OptionalLong limit) {
      this.in = in;
      this.left = limit.orElse(Long.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }

  /** Ends where its source fails. */
  private static final class EndingAtFailure extends FilterInputStream {
    EndingAtFailure(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return Outcome.of(() -> super.read(buffer, offset, length)).value().orElse(-1);
    }
  }

  /** Opens its object at the first read. */
  private static final class Late extends InputStream {
    private final ServerSideCopy storage;
    private final ContentKey key;
    private final ByteRange range;

    Late(ServerSideCopy storage, ContentKey key, ByteRange range) {
      this.storage = storage;
      this.key = key;
      this.range = range;
    }

    @Override
    public int read() throws IOException {
      return storage.open(key, range).read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return storage.open(key, range).read(buffer, offset, length);
    }
  }
}
