package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.UploadTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of calls while a clock differs from the store's. The clock of the machine cannot be
 * set here, so that the store's seems to be ahead: its requests are dated back on the way, which
 * the store looks at before it looks at the signature, and its answers are dated forward.
 */
@Timeout(60)
class S3ClockTest {
  private static final ContentKey KEY = new ContentKey("private/0123456789abcdef0123456789abcdef");
  private static final Duration SKEW = Duration.ofMinutes(20);
  private static final DateTimeFormatter REQUEST_DATE =
      format("'x-amz-date: 'yyyyMMdd'T'HHmmss'Z'");
  private static final DateTimeFormatter ANSWER_DATE =
      format("'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  private static final FaultyWire.Happening STORE_AHEAD =
      WireExchange.rewritten(
          head -> dated(head, "x-amz-date", REQUEST_DATE.format(Instant.now().minus(SKEW))),
          head -> dated(head, "Date", ANSWER_DATE.format(Instant.now().plus(SKEW))));

  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private FaultyWire wire;
  private S3Options options;

  @BeforeEach
  void listen() throws IOException {
    wire = FaultyWire.to(server.endpoint());
    S3Options direct = server.options(buckets);
    options =
        S3Options.of(wire.endpoint(), direct.credentials(), direct.bucket())
            .withPartSize(direct.partSize())
            .withAttempts(3);
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    server.drop(buckets);
  }

  @Test
  void clockOfTheOptionsThatIsBehindIsToldAtOnce() {
    assertRefused(
        () -> S3Storage.open(options.withClock(off(SKEW.negated()))),
        "the clock of the options is 20 minutes behind the store's");
  }

  @Test
  void clockOfTheOptionsThatIsAheadIsToldAtOnce() {
    assertRefused(
        () -> S3Storage.open(options.withClock(off(SKEW.plusSeconds(10)))),
        "the clock of the options is 20 minutes ahead of the store's");
  }

  @Test
  void clockOfTheMachineThatIsOffIsToldAtOnce() {
    wire.always(FaultyWire.ANY, STORE_AHEAD);
    assertRefused(() -> S3Storage.open(options), "set this machine's clock");
  }

  @Test
  void callsFailWhileTheClockOfTheMachineIsOff() throws IOException {
    try (S3Storage storage = S3Storage.open(options)) {
      wire.always(FaultyWire.ANY, STORE_AHEAD);
      List<ThrowingCallable> calls =
          List.of(
              () -> put(storage, 1000),
              () -> put(storage, S3Options.MIN_PART_SIZE + 1),
              () -> storage.open(KEY, ByteRange.ALL),
              () -> storage.stat(KEY),
              () -> storage.list(Optional.empty(), 1),
              () -> storage.delete(List.of(KEY)));
      for (ThrowingCallable call : calls) {
        assertRefused(call, "set this machine's clock");
      }
      wire.heal();
      assertThat(storage.list(Optional.empty(), 10)).isEmpty();
      assertThat(server.openUploads(buckets)).isZero();
    }
  }

  @Test
  void clockOfTheMachineThatGoesOffWithinAnUploadLeavesNothingButItsParts() throws IOException {
    try (S3Storage storage = S3Storage.open(options)) {
      // The last part, which is small: no connection breaks while the store refuses it.
      wire.always(S3ClockTest::isSecondPart, STORE_AHEAD);
      wire.always(FaultyWire.ABORT, STORE_AHEAD);
      assertRefused(() -> put(storage, S3Options.MIN_PART_SIZE + 1), "set this machine's clock");
      wire.heal();
      assertThat(storage.list(Optional.empty(), 10)).isEmpty();
      assertThat(storage.abortPartsBegunBefore(Instant.now().plus(SKEW))).isEqualTo(1);
      assertThat(server.openUploads(buckets)).isZero();
    }
  }

  @Test
  void grantByAClockThatHasGoneOffIsRefusedByTheStore() throws Exception {
    Settable clock = new Settable();
    try (S3Storage storage = S3Storage.open(options.withClock(clock))) {
      clock.ahead = SKEW.negated();
      Instant end = clock.instant().plusSeconds(600);
      TransferGrant grant = storage.grantUpload(KEY, UploadTerms.upTo(1000, end));
      HttpRequest.Builder upload =
          HttpRequest.newBuilder(grant.url()).PUT(BodyPublishers.ofByteArray(new byte[9]));
      grant.headers().forEach(upload::header);
      int status =
          HttpClient.newHttpClient().send(upload.build(), BodyHandlers.discarding()).statusCode();
      assertThat(status).isEqualTo(403);
      assertThat(storage.stat(KEY)).isEmpty();
    }
  }

  /** A clock that goes right until it is told otherwise. */
  private static final class Settable extends Clock {
    private Duration ahead = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("is always UTC");
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  private static String dated(String head, String header, String line) {
    Matcher found = Pattern.compile("(?im)^" + header + ": .*$").matcher(head);
    assertThat(found.find()).as(header).isTrue();
    return found.replaceFirst(line);
  }

  private static boolean isSecondPart(WireMessage request) {
    return Pattern.compile("partNumber=2\\b").matcher(request.head()).find();
  }

  private static Clock off(Duration ahead) {
    return Clock.offset(Clock.systemUTC(), ahead);
  }

  private static void put(S3Storage storage, int size) throws IOException {
    storage.put(
        KEY, new ByteArrayInputStream(new byte[size]), OptionalLong.of(size), ContentHints.NONE);
  }

  private static void assertRefused(ThrowingCallable call, String advice) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).hasMessageContaining(advice);
    assertThat(failure.getMessage()).doesNotContain("\n");
    assertThat(failure.reason()).as("the reason of %s", failure).isEqualTo(Reason.MISCONFIGURED);
    assertThat(failure.effect()).as("the effect of %s", failure).isEqualTo(Effect.NONE);
  }
}
