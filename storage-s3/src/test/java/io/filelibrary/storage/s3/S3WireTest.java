package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of calls when the connections to the store are cut, garbled or held up. */
@Timeout(60)
class S3WireTest {
  private static final ContentKey KEY = new ContentKey("private/0123456789abcdef0123456789abcdef");
  private static final byte[] SMALL = bytes(300_000);
  private static final byte[] LARGE = bytes(S3Options.MIN_PART_SIZE + 100_000);
  private static final int ATTEMPTS = 2;

  private static final String SLOW_DOWN =
      answer(
          "503 Slow Down",
          "application/xml",
          "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>");
  private static final String BALANCER =
      answer(
          "503 Service Unavailable",
          "text/html",
          "<html><body><h1>503 Service Unavailable</h1></body></html>");
  private static final String LATE_ERROR =
      answer(
          "200 OK",
          "application/xml",
          "<Error><Code>InternalError</Code><Message>Please try again.</Message></Error>");
  private static final String LOGIN_PAGE = answer("200 OK", "text/html", "<html>Log in</html>");

  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private FaultyWire wire;
  private S3Storage storage;

  @BeforeEach
  void open() throws IOException {
    wire = FaultyWire.to(server.endpoint());
    storage = S3Storage.open(options());
  }

  @AfterEach
  void noUploadIsLeftOpen() throws IOException {
    storage.close();
    wire.close();
    assertThat(server.openUploads(buckets)).as("open uploads").isZero();
    server.drop(buckets);
  }

  @Test
  void partThatIsCutIsSentAgain() throws IOException {
    AtomicInteger cuts = wire.next(1, FaultyWire.PUT_PART, WireExchange::cutInTheBody);
    put(LARGE);
    assertThat(cuts).hasValue(1);
    assertIsTheOnlyObject(LARGE);
  }

  @Test
  void singlePutThatIsCutIsSentAgain() throws IOException {
    AtomicInteger cuts = wire.next(1, FaultyWire.PUT_OBJECT, WireExchange::cutInTheBody);
    put(SMALL);
    assertThat(cuts).hasValue(1);
    assertIsTheOnlyObject(SMALL);
  }

  @Test
  void partsThatAreCutForGoodLeaveNothing() throws IOException {
    wire.always(FaultyWire.PUT_PART, WireExchange::cutInTheBody);
    assertFailure(failureOf(LARGE), Reason.UNAVAILABLE, Effect.NONE);
    wire.heal();
    assertThat(storage.list(Optional.empty(), 10)).isEmpty();
    assertThat(server.openUploads(buckets)).isZero();
  }

  @Test
  void singlePutThatIsCutForGoodLeavesNothing() throws IOException {
    AtomicInteger cuts = wire.always(FaultyWire.PUT_OBJECT, WireExchange::cutInTheBody);
    assertFailure(failureOf(SMALL), Reason.UNAVAILABLE, Effect.UNKNOWN);
    assertThat(cuts).hasValue(ATTEMPTS);
    wire.heal();
    assertThat(storage.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void partsWhoseAbortIsCutTooAreClearedLater() throws IOException {
    wire.always(FaultyWire.PUT_PART, WireExchange::cutInTheBody);
    AtomicInteger aborts = wire.always(FaultyWire.ABORT, WireExchange::lose);
    assertFailure(failureOf(LARGE), Reason.UNAVAILABLE, Effect.NONE);
    assertThat(aborts).hasValue(ATTEMPTS);
    wire.heal();
    assertOneUploadIsLeftAndCleared();
  }

  @Test
  void uploadWhoseFirstAnswerIsCutIsClearedLater() throws IOException {
    wire.next(1, FaultyWire.BEGIN, WireExchange::cutBeforeTheAnswer);
    put(LARGE);
    assertOneUploadIsLeftAndCleared();
    assertIsTheOnlyObject(LARGE);
  }

  @Test
  void singlePutWhoseAnswerIsCutHasSucceeded() throws IOException {
    assertAnswerMayBeCut(FaultyWire.PUT_OBJECT, SMALL, WireExchange::cutBeforeTheAnswer);
  }

  @Test
  void singlePutWhoseAnswerIsCutInItsHeadHasSucceeded() throws IOException {
    assertAnswerMayBeCut(FaultyWire.PUT_OBJECT, SMALL, WireExchange::cutInTheAnswersHead);
  }

  @Test
  void partWhoseAnswerIsCutIsSentAgain() throws IOException {
    assertAnswerMayBeCut(FaultyWire.PUT_PART, LARGE, WireExchange::cutBeforeTheAnswer);
  }

  @Test
  void completionWhoseAnswerIsCutHasSucceeded() throws IOException {
    assertAnswerMayBeCut(FaultyWire.COMPLETE, LARGE, WireExchange::cutBeforeTheAnswer);
  }

  @Test
  void completionWhoseAnswerIsCutInItsBodyHasSucceeded() throws IOException {
    assertAnswerMayBeCut(FaultyWire.COMPLETE, LARGE, WireExchange.cutInTheAnswer(40));
  }

  @Test
  void completionThatFailsAfterItsStatusIsMadeAgain() throws IOException {
    AtomicInteger late = wire.next(1, FaultyWire.COMPLETE, WireExchange.answer(LATE_ERROR));
    put(LARGE);
    assertThat(late).hasValue(1);
    assertIsTheOnlyObject(LARGE);
  }

  @Test
  void downloadThatIsCutFails() throws IOException {
    put(LARGE);
    wire.next(1, FaultyWire.GET_OBJECT, WireExchange.cutInTheAnswer(LARGE.length / 2));
    try (InputStream in = storage.open(KEY, ByteRange.ALL)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void rangeThatIsCutBeforeItsLastByteFails() throws IOException {
    put(SMALL);
    wire.next(1, FaultyWire.GET_OBJECT, WireExchange.cutInTheAnswer(999));
    try (InputStream in = storage.open(KEY, ByteRange.of(17, 1000))) {
      assertThat(in.readNBytes(new byte[999], 0, 999)).isEqualTo(999);
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void downloadThatIsCutAfterItsHeadFails() throws IOException {
    put(SMALL);
    wire.next(1, FaultyWire.GET_OBJECT, WireExchange.cutInTheAnswer(0));
    try (InputStream in = storage.open(KEY, ByteRange.ALL)) {
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void downloadThatIsCutBeforeItsHeadIsAskedForAgain() throws IOException {
    put(SMALL);
    AtomicInteger cuts = wire.next(1, FaultyWire.GET_OBJECT, WireExchange::cutBeforeTheAnswer);
    assertIsTheOnlyObject(SMALL);
    assertThat(cuts).hasValue(1);
  }

  /** A store closes all that stood idle for a while, not only the one that is used next. */
  @Test
  void connectionsThatWereClosedWhileIdleCostOneAttemptTogether() throws IOException {
    put(SMALL);
    List<InputStream> atOnce = new ArrayList<>();
    for (int connection = 0; connection < 2 * ATTEMPTS; connection++) {
      atOnce.add(storage.open(KEY, ByteRange.ALL));
    }
    for (InputStream in : atOnce) {
      assertThat(in.readAllBytes()).isEqualTo(SMALL);
      in.close();
    }

    wire.refuse();
    wire.heal();

    assertIsTheOnlyObject(SMALL);
  }

  @Test
  void downloadThatStallsFails() throws IOException {
    put(SMALL);
    wire.next(1, FaultyWire.GET_OBJECT, WireExchange.stall(1000));
    try (S3Storage impatient = S3Storage.open(options().withTimeout(Duration.ofSeconds(2)));
        InputStream in = impatient.open(KEY, ByteRange.ALL)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void storeThatAsksToSlowDownIsAskedAgain() throws IOException {
    assertPassing(WireExchange.answer(SLOW_DOWN));
  }

  @Test
  void storeThatAsksToSlowDownForEverIsUnavailable() throws IOException {
    assertUnavailable(WireExchange.answer(SLOW_DOWN), "503");
  }

  @Test
  void loadBalancerWithoutServersIsAskedAgain() throws IOException {
    assertPassing(WireExchange.answer(BALANCER));
  }

  @Test
  void loadBalancerWithoutServersForEverIsUnavailable() throws IOException {
    assertUnavailable(WireExchange.answer(BALANCER), "503");
  }

  @Test
  void garbageIsAskedAgain() throws IOException {
    assertPassing(WireExchange.answer("\u0016\u0003\u0001\u0000 no HTTP\r\n\r\n"));
  }

  @Test
  void garbageForEverIsUnavailable() throws IOException {
    assertUnavailable(WireExchange.answer("SSH-2.0-OpenSSH\r\n"), "SSH-2.0");
  }

  @Test
  void successThatIsNotTheStoresIsNoSuccess() throws IOException {
    AtomicInteger pages = wire.next(1, FaultyWire.PUT_OBJECT, WireExchange.answer(LOGIN_PAGE));
    put(SMALL);
    assertThat(pages).hasValue(1);
    assertIsTheOnlyObject(SMALL);
  }

  @Test
  void successesThatAreNeverTheStoresAreToldAsSuch() throws IOException {
    wire.always(FaultyWire.PUT_OBJECT, WireExchange.answer(LOGIN_PAGE));
    BackendException failure = failureOf(SMALL);
    assertFailure(failure, Reason.UNAVAILABLE, Effect.UNKNOWN);
    assertThat(failure).hasMessageContaining("the answer is not the store's");
  }

  @Test
  void partAndCompletionThatAnotherAnsweredAreSentAgain() throws IOException {
    wire.next(1, FaultyWire.PUT_PART, WireExchange.answer(LOGIN_PAGE));
    AtomicInteger pages = wire.next(1, FaultyWire.COMPLETE, WireExchange.answer(LOGIN_PAGE));
    put(LARGE);
    assertThat(pages).hasValue(1);
    assertIsTheOnlyObject(LARGE);
  }

  @Test
  void timeoutBoundsACallThatIsNotAnswered() throws IOException {
    assertBounded(WireExchange::fallSilent, FaultyWire.ANY, SMALL, Effect.UNKNOWN);
  }

  @Test
  void timeoutBoundsACallWhoseBytesAreNotTaken() throws IOException {
    assertBounded(WireExchange.deaf(wire.closed()), FaultyWire.PUT_PART, LARGE, Effect.NONE);
  }

  @Test
  void slowAnswersAreWaitedFor() throws IOException {
    Duration timeout = Duration.ofSeconds(3);
    // Longer than the time-out altogether, with shorter silences.
    AtomicInteger slow =
        wire.next(
            1, FaultyWire.PUT_OBJECT, WireExchange.slow(4, timeout.dividedBy(3), wire.closed()));
    try (S3Storage patient = S3Storage.open(options().withTimeout(timeout).withAttempts(1))) {
      patient.put(KEY, new ByteArrayInputStream(SMALL), OptionalLong.empty(), ContentHints.NONE);
    }
    assertThat(slow).hasValue(1);
    assertIsTheOnlyObject(SMALL);
  }

  @Test
  void storeThatRefusesConnectionsHasNoEffect() throws IOException {
    wire.refuse();
    // The connection that was kept has been cut; whether it took a request is not known.
    assertThatThrownBy(() -> storage.stat(KEY)).isInstanceOf(BackendException.class);
    BackendException failure = failureOf(SMALL);
    assertFailure(failure, Reason.UNAVAILABLE, Effect.NONE);
    assertThat(failure).hasMessageContaining("check the endpoint");
    wire.heal();
    put(SMALL);
    assertIsTheOnlyObject(SMALL);
  }

  private S3Options options() {
    S3Options direct = server.options(buckets).withAttempts(ATTEMPTS);
    return S3Options.of(wire.endpoint(), direct.credentials(), direct.bucket())
        .withPartSize(direct.partSize())
        .withTimeout(direct.timeout())
        .withAttempts(ATTEMPTS);
  }

  private static String answer(String status, String type, String body) {
    return String.join(
        "\r\n", "HTTP/1.1 " + status, "Content-Type: " + type, "Connection: close", "", body);
  }

  private void assertAnswerMayBeCut(
      Predicate<WireMessage> which, byte[] content, FaultyWire.Happening cut) throws IOException {
    AtomicInteger cuts = wire.next(1, which, cut);
    assertThat(put(content).size()).isEqualTo(content.length);
    assertThat(cuts).hasValue(1);
    assertIsTheOnlyObject(content);
  }

  private void assertPassing(FaultyWire.Happening answer) throws IOException {
    AtomicInteger puts = wire.next(1, FaultyWire.PUT_OBJECT, answer);
    put(SMALL);
    assertThat(puts).hasValue(1);
    AtomicInteger gets = wire.next(1, FaultyWire.GET_OBJECT, answer);
    assertIsTheOnlyObject(SMALL);
    assertThat(gets).hasValue(1);
    AtomicInteger deletions = wire.next(1, FaultyWire.ANY, answer);
    storage.delete(List.of(KEY));
    assertThat(deletions).hasValue(1);
    AtomicInteger looks = wire.next(1, FaultyWire.ANY, answer);
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(looks).hasValue(1);
  }

  private void assertUnavailable(FaultyWire.Happening answer, String telling) throws IOException {
    wire.always(FaultyWire.ANY, answer);
    BackendException failure = failureOf(SMALL);
    assertFailure(failure, Reason.UNAVAILABLE, Effect.UNKNOWN);
    assertThat(failure).hasMessageContaining(telling);
    BackendException large = failureOf(LARGE);
    assertFailure(large, Reason.UNAVAILABLE, Effect.NONE);
    assertThatThrownBy(() -> storage.open(KEY, ByteRange.ALL))
        .isInstanceOfSatisfying(
            BackendException.class, it -> assertFailure(it, Reason.UNAVAILABLE, Effect.NONE));
  }

  private void assertBounded(
      FaultyWire.Happening silence, Predicate<WireMessage> which, byte[] content, Effect effect)
      throws IOException {
    Duration timeout = Duration.ofMillis(500);
    try (S3Storage impatient = S3Storage.open(options().withTimeout(timeout))) {
      wire.always(which, silence);
      long begin = System.nanoTime();
      assertFailure(
          catchThrowableOfType(BackendException.class, () -> put(impatient, content)),
          Reason.UNAVAILABLE,
          effect);
      // One silence for each attempt, and as many for the look at what became of it.
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(timeout, timeout.multipliedBy(2 * ATTEMPTS).plusSeconds(20));
    }
    wire.heal();
  }

  private void assertOneUploadIsLeftAndCleared() throws IOException {
    assertThat(server.openUploads(buckets)).isEqualTo(1);
    assertThat(storage.abortPartsBegunBefore(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(server.openUploads(buckets)).isZero();
  }

  private StoredObject put(byte[] bytes) throws IOException {
    return put(storage, bytes);
  }

  private static StoredObject put(S3Storage storage, byte[] bytes) throws IOException {
    return storage.put(
        KEY, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ContentHints.NONE);
  }

  private BackendException failureOf(byte[] bytes) {
    return catchThrowableOfType(BackendException.class, () -> put(bytes));
  }

  private static void assertFailure(BackendException failure, Reason reason, Effect effect) {
    assertThat(failure.reason()).as("the reason of %s", failure).isEqualTo(reason);
    assertThat(failure.effect()).as("the effect of %s", failure).isEqualTo(effect);
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  private void assertIsTheOnlyObject(byte[] bytes) throws IOException {
    assertThat(storage.list(Optional.empty(), 10)).extracting(StoredObject::key).containsOnly(KEY);
    try (InputStream in = storage.open(KEY, ByteRange.ALL)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }
}
