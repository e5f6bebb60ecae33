package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.TestClient;
import io.filelibrary.http.TestClock;
import io.filelibrary.http.TestServer;
import io.filelibrary.http.access.Caller;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.fault.BackendCall;
import io.filelibrary.testkit.fault.BackendCall.Target;
import io.filelibrary.testkit.fault.BackendGuard;
import io.filelibrary.testkit.fault.Faults;
import io.filelibrary.testkit.fault.Intercepted;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server with one channel of Ada's, on guarded backends that can be made to fail; and the URLs of
 * its files.
 */
final class ContentScene implements AutoCloseable {
  static final byte[] HELLO = "Hello, world".getBytes(StandardCharsets.UTF_8);

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Caller CALLER = new Caller(TenantId.of("1001"), ActorId.of("ada"));

  private final BackendGuard guard = new BackendGuard();
  private final Faults faults = new Faults();
  private final Faults catalogFaults = new Faults();
  private final AtomicInteger durableCommits = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final Catalog catalog = InMemoryCatalog.create(new UUID(7, 7), 0);
  private final StorageBackend storage = InMemoryStorage.create(clock);
  private final TestServer server;
  private final ChannelFiles files;
  private final ContentUrls urls = new ContentUrls(TestServer.signingKey(), clock, LIFETIME);

  ContentScene(Path spool) throws Exception {
    this(spool, UnaryOperator.identity());
  }

  ContentScene(Path spool, UnaryOperator<LibraryOptions> options) throws Exception {
    FileLibrary library =
        FileLibrary.open(
            Intercepted.catalog(
                Intercepted.catalog(Intercepted.catalog(catalog, this::countCommit), catalogFaults),
                guard),
            Intercepted.storage(Intercepted.storage(storage, faults), guard),
            options.apply(
                LibraryOptions.defaults().withClock(clock).withDeletionGrace(Duration.ZERO)));
    this.server =
        TestServer.start(
            library, clock, HttpOptions.of(TestServer.signingKey(), spool).withClock(clock));
    library.createChannel(ChannelSpec.of(ChannelId.of("ada/files"), CALLER.tenant()));
    this.files = library.channel(ChannelId.of("ada/files"), CALLER.actor());
  }

  TestServer server() {
    return server;
  }

  TestClock clock() {
    return clock;
  }

  /** What goes wrong with the storage. */
  Faults faults() {
    return faults;
  }

  /** What goes wrong with the catalog. */
  Faults catalogFaults() {
    return catalogFaults;
  }

  /** How many transactions that are durable have been committed. */
  int durableCommits() {
    return durableCommits.get();
  }

  private @Nullable Object countCommit(BackendCall call) throws Exception {
    Object answer = call.proceed();
    if (call.target() == Target.TRANSACTION && call.arguments().contains(Durability.DURABLE)) {
      durableCommits.incrementAndGet();
    }
    return answer;
  }

  ChannelFiles files() {
    return files;
  }

  TestClient client() {
    return server.anonymous();
  }

  /** Begins an upload. */
  PendingUpload begin(String path, UploadOptions options) {
    return files.uploads().begin(Destination.at(path), options);
  }

  /** The path of the URL that takes the bytes of an upload. */
  String uploadPath(PendingUpload upload) {
    return path(urls.upload(server.url(), CALLER, upload));
  }

  /** A private file. */
  FileItem file(String path, byte[] bytes) {
    return files.upload(path, bytes);
  }

  /** A public file. */
  FileItem publicFile(String path, byte[] bytes) {
    return files.upload(
        Destination.at(path), bytes, UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC));
  }

  /** The path of the signed URL of a file. */
  String signedPath(FileItem file) {
    return path(urls.download(server.url(), CALLER, files(file), file));
  }

  /** The path of the URL of a public file. */
  String publicPath(FileItem file) {
    return path(urls.publicUrl(server.url(), files(file), file).orElseThrow());
  }

  private ChannelFiles files(FileItem file) {
    return server.library().channel(file.channel(), CALLER.actor());
  }

  private static String path(URI url) {
    return url.getRawPath();
  }

  /** The bytes of a file. */
  byte[] bytes(FileItem file) throws Exception {
    try (var in = files.open(file.id())) {
      return in.readAllBytes();
    }
  }

  /** Fails unless the file still waits for its bytes, and none are stored. */
  void assertPendingAndEmpty(PendingUpload upload) throws Exception {
    FileItem now = (FileItem) files.get(upload.file().id());
    assertThat(now.status()).isEqualTo(FileStatus.PENDING);
    server.library().collect();
    assertThat(storage.list(Optional.empty(), 10))
        .as("stored objects")
        .noneMatch(object -> !object.key().value().equals("catalog-id"));
  }

  /** Stops the server, and fails if the library is not whole then or something is open. */
  @Override
  public void close() {
    try {
      // Only then has every request ended.
      server.stop();
      LibraryInvariants.check(catalog, storage);
      guard.check();
    } finally {
      server.close();
    }
  }
}
