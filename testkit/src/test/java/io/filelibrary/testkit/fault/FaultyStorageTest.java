package io.filelibrary.testkit.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each kind of fault hits the call that it was scheduled for, in its way, and no other call. */
class FaultyStorageTest {
  private static final ContentKey ONE = new ContentKey("private/1");
  private static final ContentKey TWO = new ContentKey("private/2");

  private final InMemoryStorage memory = InMemoryStorage.create(Clock.systemUTC());
  private final Faults faults = new Faults();
  private final StorageBackend storage = FaultyStorage.over(memory, faults);

  private void put(ContentKey key) throws IOException {
    InputStream bytes = new ByteArrayInputStream("abcd".getBytes(US_ASCII));
    storage.put(key, bytes, OptionalLong.empty(), ContentHints.NONE);
  }

  private String read(ContentKey key) throws IOException {
    try (InputStream bytes = storage.open(key, ByteRange.ALL)) {
      return new String(bytes.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void storageHasTheAbilitiesOfTheOneUnderneath() {
    assertThat(storage).isInstanceOf(ServerSideCopy.class).isNotInstanceOf(DirectUploads.class);
  }

  @Test
  void nothingFailsUnlessScheduled() throws IOException {
    put(ONE);
    assertThat(read(ONE)).isEqualTo("abcd");
    assertThat(faults.hit()).isEmpty();
  }

  @Test
  void faultBeforeTheEffectHitsTheCallThatIsCountedOut() throws IOException {
    faults.failAt(Fault.BEFORE_EFFECT, 2);
    put(ONE);
    BackendException failure = catchThrowableOfType(BackendException.class, () -> put(TWO));
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(memory.stat(TWO)).isEmpty();
    assertThat(faults.hit()).hasToString("Optional[STORAGE put]");
    put(TWO);
    assertThat(memory.stat(TWO)).isPresent();
  }

  @Test
  void faultAfterTheEffectHasDoneIt() throws IOException {
    faults.failAt(Fault.AFTER_EFFECT, 1);
    assertThat(storage.stat(ONE)).as("a call that changes nothing is not hit").isEmpty();
    BackendException failure = catchThrowableOfType(BackendException.class, () -> put(ONE));
    assertThat(failure.effect()).isEqualTo(Effect.DONE);
    assertThat(memory.stat(ONE)).isPresent();
  }

  @Test
  void timeoutIsAnyIoExceptionAfterTheEffect() throws IOException {
    faults.failAt(Fault.TIMEOUT_AFTER_EFFECT, 1);
    assertThatThrownBy(() -> put(ONE)).isInstanceOf(SocketTimeoutException.class);
    assertThat(memory.stat(ONE)).isPresent();
  }

  @Test
  void shortReadEndsHalfWay() throws IOException {
    put(ONE);
    faults.failAt(Fault.SHORT_READ, 1);
    assertThat(read(ONE)).isEqualTo("ab");
  }

  @Test
  void flippedBitIsOneBit() throws IOException {
    put(ONE);
    faults.failAt(Fault.FLIPPED_BIT, 1);
    assertThat(read(ONE)).isEqualTo("abbd");
  }

  @Test
  void brokenReadGivesHalfTheBytesFirst() throws IOException {
    put(ONE);
    faults.failAt(Fault.BROKEN_READ, 1);
    try (InputStream bytes = storage.open(ONE, ByteRange.ALL)) {
      assertThat(bytes.readNBytes(2)).isEqualTo("ab".getBytes(US_ASCII));
      assertThatThrownBy(bytes::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void slowCallIsOtherwiseFine() throws IOException {
    AtomicInteger pauses = new AtomicInteger();
    faults.pauseWith(pauses::incrementAndGet);
    faults.failAt(Fault.SLOW, 1);
    put(ONE);
    put(TWO);
    assertThat(pauses).hasValue(1);
    assertThat(read(ONE)).isEqualTo("abcd");
  }

  @Test
  void listingThatIsCutHasTheFirstHalf() throws IOException {
    put(ONE);
    put(TWO);
    faults.failAt(Fault.LISTING_CUT, 1);
    assertThat(storage.list(Optional.empty(), 10)).hasSize(1);
    assertThat(storage.list(Optional.empty(), 10)).hasSize(2);
  }

  @Test
  void stoppedFaultDoesNotHit() throws IOException {
    faults.failAt(Fault.BEFORE_EFFECT, 1);
    faults.stop();
    storage.delete(List.of(ONE));
    assertThat(faults.hit()).isEmpty();
  }
}
