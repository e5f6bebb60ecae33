package io.filelibrary.storage.s3;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.storage.s3.EventServer.Listening;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listening to a MinIO, played by a server in this process. */
class S3ListenerTest {
  private static final String BUCKET = "contents";
  private static final String PUBLIC_BUCKET = "public-contents";
  private static final String CONNECTED = "connected";
  private static final String A = "private/00000000000000000000000000000000";
  private static final String B = "private/11111111111111111111111111111111";
  private static final String P = "public/22222222222222222222222222222222";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<Integer> patience = new CopyOnWriteArrayList<>();
  private EventServer server;
  private S3Storage storage;
  private @Nullable S3Listener listener;

  @BeforeEach
  void open() throws IOException {
    server = EventServer.start();
    storage = open(options());
  }

  @AfterEach
  void close() throws InterruptedException {
    if (listener != null) {
      listener.close();
    }
    assertEnded();
    storage.close();
    server.close();
  }

  @Test
  void keysAreHandedOverAsTheyArrive() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    minio.tell(BUCKET, name(A));
    assertHeard(A);
    minio.send("  ");
    minio.send(" \n ");
    minio.tell(BUCKET, name(B));
    assertHeard(B);
    listener.close();
    assertEnded();
  }

  @Test
  void requestIsTheOneThatMinioKnows() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertThat(minio.path()).isEqualTo("/" + BUCKET);
    assertThat(minio.query().split("&"))
        .containsExactlyInAnyOrder("prefix=files%2F", "suffix=", "events=s3%3AObjectCreated%3A%2A");
    assertThat(minio.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=access/");
  }

  @Test
  void bothBucketsAreListenedTo() throws Exception {
    try (S3Storage both = open(options().withPublicBucket(PUBLIC_BUCKET))) {
      listener = both.notifications().listen(threads, this::hear, this::connected);
      Listening first = server.next();
      Listening second = server.next();
      assertThat(List.of(first.path(), second.path()))
          .containsExactly("/" + BUCKET, "/" + PUBLIC_BUCKET);
      assertHeard(CONNECTED);
      assertHeard(CONNECTED);
      second.tell(PUBLIC_BUCKET, name(P));
      assertHeard(P);
      first.tell(BUCKET, name(A));
      assertHeard(A);
    }
    assertEnded();
  }

  @Test
  void eventInPiecesIsReadAsAWhole() throws Exception {
    listener = listen();
    Listening minio = server.next();
    minio.send("{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\",");
    minio.send("\"s3\":{\"bucket\":{\"name\":\"contents\"},\"object\":{\"key\":\"" + name(A));
    minio.send("\"}}}]}\n");
    assertHeard(CONNECTED);
    assertHeard(A);
  }

  @Test
  void whatCannotBeReadIsPassedOver() throws Exception {
    listener = listen();
    Listening minio = server.next();
    minio.send("<html>\n");
    minio.send("{\"Records\":null}\n");
    minio.tell(BUCKET, "files/Foreign");
    minio.tell(BUCKET, name(A));
    assertHeard(CONNECTED);
    assertHeard(A);
  }

  @Test
  void brokenConnectionIsMadeAgainAndTold() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    minio.cut();
    minio = server.next();
    assertHeard(CONNECTED);
    minio.end();
    minio = server.next();
    assertHeard(CONNECTED);
    minio.tell(BUCKET, name(A));
    assertHeard(A);
    listener.close();
    assertEnded();
  }

  @Test
  void halfAnEventIsNone() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    minio.send("{\"Records\":[");
    minio.cut();
    server.next().tell(BUCKET, name(B));
    assertHeard(CONNECTED);
    assertHeard(B);
  }

  @Test
  void tooLongALineBreaksTheConnection() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    assertThatThrownBy(
            () -> {
              while (true) {
                minio.send("x".repeat(NotificationReader.MAX_LENGTH));
              }
            })
        .isInstanceOf(IOException.class);
    server.next().tell(BUCKET, name(A));
    assertHeard(CONNECTED);
    assertHeard(A);
  }

  @Test
  void storeThatFailsForAWhileIsAskedAgain() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    server.refuse(503, "text/plain", "busy");
    server.refuse(403, "application/xml", "<Error><Code>AccessDenied</Code></Error>");
    server.refuse(501, "application/xml", "<Error><Code>NotImplemented</Code></Error>");
    minio.cut();
    server.next().tell(BUCKET, name(A));
    assertHeard(CONNECTED);
    assertHeard(A);
  }

  @Test
  void silenceBreaksTheConnection() throws Exception {
    S3Options hasty = options().withTimeout(Duration.ofMillis(500)).withAttempts(5);
    try (S3Storage impatient = open(hasty)) {
      listener =
          impatient
              .notifications()
              .listen(threads, this::hear, this::connected, Duration.ofMillis(50));
      server.next();
      assertHeard(CONNECTED);
      server.next();
      assertHeard(CONNECTED);
    }
    assertEnded();
  }

  @Test
  void shortTimeoutOfTheStorageLeavesTheListeningAlone() throws Exception {
    S3Options hasty = options().withTimeout(Duration.ofMillis(500)).withAttempts(5);
    try (S3Storage impatient = open(hasty)) {
      patience.clear();
      impatient.notifications().listen(threads, this::hear, this::connected).close();
    }
    assertThat(patience).containsOnly(10_000);
    try (S3Storage patient = open(options().withTimeout(Duration.ofSeconds(30)))) {
      patience.clear();
      patient.notifications().listen(threads, this::hear, this::connected).close();
    }
    assertThat(patience).containsOnly(30_000);
  }

  @Test
  void failureOfTheHostEndsNothing() throws Exception {
    Consumer<ContentKey> failing =
        key -> {
          hear(key);
          throw new IllegalStateException("the host fails");
        };
    Runnable connected =
        () -> {
          connected();
          throw new IllegalStateException("the host fails");
        };
    listener = storage.notifications().listen(threads, failing, connected);
    Listening minio = server.next();
    minio.tell(BUCKET, name(A));
    minio.tell(BUCKET, name(B));
    assertHeard(CONNECTED);
    assertHeard(A);
    assertHeard(B);
    listener.close();
    assertEnded();
  }

  @Test
  void errorOfTheHostClosesTheListener() throws Exception {
    CountDownLatch thrown = new CountDownLatch(1);
    ExecutorService quiet =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "quiet");
              thread.setUncaughtExceptionHandler((failed, error) -> thrown.countDown());
              return thread;
            });
    listener =
        storage
            .notifications()
            .listen(
                quiet,
                key -> {
                  throw new AssertionError("the host is broken");
                },
                this::connected);
    server.next().tell(BUCKET, name(A));
    assertThat(thrown.await(10, SECONDS)).isTrue();
    assertThat(listener.isClosed()).isTrue();
    quiet.shutdown();
    assertThat(quiet.awaitTermination(10, SECONDS)).isTrue();
  }

  @Test
  void closingEndsTheWaitingForAConnection() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    server.close();
    minio.cut();
    listener.close();
    listener.close();
    assertEnded();
  }

  @Test
  void closingEndsAPause() throws Exception {
    S3Listener pausing = new S3Listener(closed -> {});
    Future<Boolean> goesOn = threads.submit(() -> pausing.pause(1000));
    pausing.close();
    assertThat(goesOn.get(10, SECONDS)).isFalse();
  }

  @Test
  void closingFromWithinEndsTheListening() throws Exception {
    BlockingQueue<S3Listener> self = new LinkedBlockingQueue<>();
    listener =
        storage
            .notifications()
            .listen(
                threads,
                key -> {
                  hear(key);
                  self.remove().close();
                },
                this::connected);
    self.add(listener);
    Listening minio = server.next();
    assertHeard(CONNECTED);
    minio.send("{\"Records\":[" + record(name(A)) + "," + record(name(B)) + "]}\n");
    assertHeard(A);
    assertEnded();
    assertThat(heard).isEmpty();
  }

  @Test
  void interruptClosesTheListener() throws Exception {
    listener = listen();
    Listening minio = server.next();
    assertHeard(CONNECTED);
    threads.shutdownNow();
    minio.send(" ");
    assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
    assertThat(listener.isClosed()).isTrue();
  }

  @Test
  void closedStorageEndsItsListenersAndTakesNoOther() throws Exception {
    listener = listen();
    server.next();
    assertHeard(CONNECTED);
    storage.close();
    assertThat(listener.isClosed()).isTrue();
    assertEnded();
    BackendException refused = catchThrowableOfType(BackendException.class, this::listen);
    assertThat(refused.reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void executorThatTakesNothingIsTold() throws Exception {
    threads.shutdown();
    assertThatThrownBy(this::listen).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(
            () -> {
              Listening minio = server.next();
              while (true) {
                minio.send(" ");
              }
            })
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "501, application/xml, <Error><Code>NotImplemented</Code></Error>",
    "405, application/xml, <Error><Code>MethodNotAllowed</Code></Error>",
    "400, application/xml, <Error><Code>InvalidArgument</Code></Error>",
    "501, text/plain, no",
    "404, text/html, no",
    "200, application/xml, <ListBucketResult/>",
  })
  void storeWithoutTheExtensionIsToldAtOnce(int status, String type, String body) {
    server.refuse(status, type, body);
    assertRefused(Reason.MISCONFIGURED, "use a webhook or a queue");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, DENIED, allow the access key s3:ListenBucketNotification",
    "403, InvalidAccessKeyId, DENIED, give an access key that the store knows",
    "404, NoSuchBucket, MISCONFIGURED, 'create the bucket, or name another'",
    "400, AuthorizationHeaderMalformed, MISCONFIGURED, set the bucket's own region",
    "503, SlowDown, UNAVAILABLE, status 503"
  })
  void otherRefusalIsToldAsItIs(int status, String code, Reason reason, String advice) {
    server.refuse(status, "application/xml", "<Error><Code>" + code + "</Code></Error>");
    assertRefused(reason, advice);
  }

  @Test
  void storeThatListsInsteadIsToldApart() throws Exception {
    S3Server other = S3Server.shared();
    S3Server.Buckets buckets = other.create();
    try (S3Storage plain = S3Storage.open(other.options(buckets))) {
      BackendException refused =
          catchThrowableOfType(
              BackendException.class,
              () -> plain.notifications().listen(threads, this::hear, this::connected));
      assertThat(refused.reason()).isEqualTo(Reason.MISCONFIGURED);
      assertThat(refused).hasMessageContaining("use a webhook or a queue");
    }
    other.drop(buckets);
  }

  private void assertRefused(Reason reason, String advice) {
    BackendException refused = catchThrowableOfType(BackendException.class, this::listen);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused).hasMessageStartingWith("listening to the bucket contents");
    assertThat(refused).hasMessageContaining(advice);
    assertThat(heard).isEmpty();
  }

  private S3Options options() {
    return S3Options.of(server.endpoint(), S3Credentials.of("access", "secret"), BUCKET)
        .withKeyPrefix("files/")
        .withAttempts(1);
  }

  /** Opens a storage, and notes how long the requests of its listeners may be silent. */
  private S3Storage open(S3Options options) throws IOException {
    return S3Storage.open(
        options,
        chain -> {
          patience.add(chain.readTimeoutMillis());
          return chain.proceed(chain.request());
        });
  }

  private S3Listener listen() throws IOException {
    return storage.notifications().listen(threads, this::hear, this::connected);
  }

  private void hear(ContentKey key) {
    heard.add(key.value());
  }

  private void connected() {
    heard.add(CONNECTED);
  }

  private void assertHeard(String expected) throws InterruptedException {
    assertThat(heard.poll(20, SECONDS)).isEqualTo(expected);
  }

  /** All threads go back to the executor. */
  private void assertEnded() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
  }

  private static String name(String key) {
    return "files/" + key.replace('/', '.');
  }

  private static String record(String name) {
    return "{\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\""
        + BUCKET
        + "\"},\"object\":{\"key\":\""
        + name
        + "\"}}}";
  }
}
