package io.filelibrary.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.lang.reflect.Proxy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash beside the hash of the whole, and what becomes of the second thread. */
@Timeout(60)
final class ContentHashTest {
  private static final int ALONE = ContentHash.ALONE_BYTES;
  private static final int PIECE = ContentHash.PIECE_BYTES;
  private static final int MUCH = ALONE + 3 * ContentHash.PIECES * PIECE + 17;

  private final HashThreads threads = new HashThreads(1);
  private final ContentHash hash = hash(Hashing.sha256().newHasher());

  private ContentHash hash(Hasher hasher) {
    ContentHash made = new ContentHash(hasher);
    made.allow(threads);
    return made;
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Puts bytes from a buffer that is used again at once, as that of a storage is. */
  private static void put(ContentHash target, byte[] bytes, int step) {
    byte[] buffer = new byte[step + 5];
    for (int done = 0; done < bytes.length; done += step) {
      int length = Math.min(step, bytes.length - done);
      System.arraycopy(bytes, done, buffer, 5, length);
      target.putBytes(buffer, 5, length);
    }
  }

  private boolean aThreadIsFree() {
    return threads.start(() -> {}).map(ContentHashTest::ended).orElse(false);
  }

  private static boolean ended(Thread thread) {
    try {
      thread.join();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        ALONE - 1,
        ALONE,
        ALONE + 1,
        ALONE + PIECE - 1,
        ALONE + PIECE,
        ALONE + PIECE + 1,
        ALONE + ContentHash.PIECES * PIECE,
        MUCH
      })
  void hashIsThatOfTheWholeWhateverTheSteps(int size) {
    byte[] bytes = bytes(size);
    HashCode expected = Hashing.sha256().hashBytes(bytes);

    for (int step : new int[] {1 << 17, 7777, PIECE, ALONE, 5 << 20}) {
      try (ContentHash each = hash(Hashing.sha256().newHasher())) {
        put(each, bytes, step);

        assertThat(each.hash()).as("steps of %s", step).isEqualTo(expected);
      }
    }
  }

  @Test
  void smallContentStartsNoThread() {
    put(hash, bytes(ALONE), 1 << 17);

    assertThat(aThreadIsFree()).isTrue();
  }

  @Test
  void threadEndsWithTheHash() {
    put(hash, bytes(MUCH), 1 << 17);
    assertThat(aThreadIsFree()).isFalse();

    hash.hash();

    assertThat(aThreadIsFree()).isTrue();
  }

  @Test
  void threadEndsWhenTheContentIsGivenUp() {
    put(hash, bytes(MUCH), 1 << 17);

    hash.close();
    hash.close();

    assertThat(aThreadIsFree()).isTrue();
  }

  @Test
  void withoutAFreeThreadTheCallerHashes() {
    byte[] bytes = bytes(MUCH);
    put(hash, bytes(MUCH - 1), 1 << 17);

    ContentHash second = hash(Hashing.sha256().newHasher());
    put(second, bytes, 1 << 17);

    assertThat(second.hash()).isEqualTo(Hashing.sha256().hashBytes(bytes));
    hash.close();
  }

  @Test
  void threadThatBecomesFreeIsTaken() {
    byte[] bytes = bytes(MUCH);
    put(hash, bytes(MUCH - 1), 1 << 17);
    ContentHash second = hash(Hashing.sha256().newHasher());
    put(second, bytes, bytes.length);
    hash.close();

    put(second, bytes, bytes.length);

    assertThat(aThreadIsFree()).isFalse();
    assertThat(second.hash())
        .isEqualTo(Hashing.sha256().newHasher().putBytes(bytes).putBytes(bytes).hash());
  }

  @Test
  void callerWaitsForWhatIsBehindAlsoWhenItIsInterrupted() {
    byte[] bytes = bytes(MUCH);
    Thread caller = Thread.currentThread();
    Hasher slow = hasher(() -> awaitWaiting(caller));
    try (ContentHash waiting = hash(slow)) {
      caller.interrupt();
      put(waiting, bytes, bytes.length);
      // The first call is the caller's own, whatever its length.
      put(waiting, bytes, bytes.length);

      assertThat(waiting.hash())
          .isEqualTo(Hashing.sha256().newHasher().putBytes(bytes).putBytes(bytes).hash());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread != Thread.currentThread() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void hashingThatFailsHoldsNobodyUp() {
    Thread caller = Thread.currentThread();
    IllegalStateException defect = new IllegalStateException("a defect");
    Hasher broken =
        hasher(
            () -> {
              if (Thread.currentThread() != caller) {
                throw defect;
              }
            });
    ContentHash failing = hash(broken);
    put(failing, bytes(MUCH), 1 << 17);

    assertThatThrownBy(failing::hash).hasRootCause(defect);
    assertThat(aThreadIsFree()).isTrue();
  }

  /** A SHA-256 that does something before it takes bytes. */
  private static Hasher hasher(Runnable beforeBytes) {
    Hasher real = Hashing.sha256().newHasher();
    return (Hasher)
        Proxy.newProxyInstance(
            Hasher.class.getClassLoader(),
            new Class<?>[] {Hasher.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("putBytes")) {
                beforeBytes.run();
              }
              return method.invoke(real, arguments);
            });
  }
}
