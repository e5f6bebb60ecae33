package io.filelibrary.internal;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a content whose bytes come one after the other. The first of them are hashed where
 * they come; once a content is large, the others are copied for a second thread, so that hashing
 * them and storing them take no turns. The caller waits for that thread when it is a few pieces
 * behind, which no interrupt ends, and lets it end by {@link #hash} or {@link #close}.
 *
 * <p>For one thread at a time.
 */
final class ContentHash implements AutoCloseable {
  /** What is hashed where it comes: for less than this a thread would cost more than it saves. */
  static final int ALONE_BYTES = 4 << 20;

  static final int PIECE_BYTES = 1 << 18;

  /** How many pieces there are, and so how far the second thread can be behind. */
  static final int PIECES = 4;

  private final Hasher hasher;
  private Optional<HashThreads> threads = Optional.empty();
  private long alone;
  private Optional<Beside> beside = Optional.empty();

  ContentHash(Hasher hasher) {
    this.hasher = hasher;
  }

  /** Allows a second thread from now on. */
  void allow(HashThreads allowed) {
    threads = Optional.of(allowed);
  }

  void putBytes(byte[] bytes, int offset, int length) {
    if (beside.isEmpty() && alone >= ALONE_BYTES && threads.isPresent()) {
      beside = Beside.start(hasher, threads.get());
    }
    if (beside.isPresent()) {
      beside.get().put(bytes, offset, length);
    } else {
      hasher.putBytes(bytes, offset, length);
      alone += length;
    }
  }

  /** Returns the hash, when all bytes were put. */
  HashCode hash() {
    if (beside.isPresent()) {
      beside.get().finish();
    }
    return hasher.hash();
  }

  /** Ends the second thread, and waits until it has ended. No bytes can be put after this. */
  @Override
  public void close() {
    beside.ifPresent(Beside::giveUp);
  }

  /** The second thread, and the pieces that go to it and come back. */
  private static final class Beside {
    private final Hasher hasher;
    // An empty one is the end.
    private final BlockingQueue<Optional<Piece>> full = new ArrayBlockingQueue<>(PIECES + 1);
    private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(PIECES);
    private Piece filling = new Piece();
    private int made = 1;
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean givenUp;
    private volatile @Nullable Throwable failure;

    private Beside(Hasher hasher) {
      this.hasher = hasher;
    }

    static Optional<Beside> start(Hasher hasher, HashThreads threads) {
      Beside beside = new Beside(hasher);
      beside.thread = threads.start(beside::hashUntilTheEnd);
      return beside.thread.map(started -> beside);
    }

    void put(byte[] bytes, int offset, int length) {
      int done = 0;
      while (done < length) {
        done += filling.add(bytes, offset + done, length - done);
        if (filling.isFull()) {
          full.add(Optional.of(filling));
          filling = emptyPiece();
        }
      }
    }

    void finish() {
      if (thread.isPresent()) {
        full.add(Optional.of(filling));
        end(thread.get());
      }
      if (failure != null) {
        throw new IllegalStateException("a content could not be hashed", failure);
      }
    }

    void giveUp() {
      if (thread.isPresent()) {
        givenUp = true;
        end(thread.get());
      }
    }

    private void end(Thread running) {
      full.add(Optional.empty());
      Uninterruptibles.joinUninterruptibly(running);
      thread = Optional.empty();
    }

    private Piece emptyPiece() {
      Piece returned = free.poll();
      if (returned == null && made < PIECES) {
        made++;
        return new Piece();
      }
      return returned == null ? Uninterruptibles.takeUninterruptibly(free) : returned;
    }

    private void hashUntilTheEnd() {
      while (true) {
        Optional<Piece> next = Uninterruptibles.takeUninterruptibly(full);
        if (next.isEmpty()) {
          return;
        }
        hash(next.get());
        free.add(next.get());
      }
    }

    private void hash(Piece piece) {
      try {
        if (!givenUp && failure == null) {
          piece.addTo(hasher);
        }
        piece.clear();
      } catch (RuntimeException | Error e) {
        // Pieces must go on coming back, or the caller waits for ever.
        failure = e;
      }
    }
  }

  /** Some bytes on their way from one thread to the other. */
  private static final class Piece {
    private final byte[] bytes = new byte[PIECE_BYTES];
    private int length;

    /** Takes what it has room for, and returns how much. */
    int add(byte[] source, int offset, int count) {
      int taken = Math.min(count, bytes.length - length);
      System.arraycopy(source, offset, bytes, length, taken);
      length += taken;
      return taken;
    }

    boolean isFull() {
      return length == bytes.length;
    }

    void addTo(Hasher hasher) {
      hasher.putBytes(bytes, 0, length);
    }

    void clear() {
      length = 0;
    }
  }
}
