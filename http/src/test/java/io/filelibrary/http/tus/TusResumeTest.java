package io.filelibrary.http.tus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestClock;
import io.filelibrary.http.TestServer;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import io.filelibrary.testkit.fault.FaultyStorage;
import io.filelibrary.testkit.fault.Intercepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an upload when a connection, the server, the storage or the disk fails. */
final class TusResumeTest {
  private static final byte[] HELLO = "hello world".getBytes(US_ASCII);

  @TempDir private Path spool;
  private final Faults faults = new Faults();
  private final Faults catalogFaults = new Faults();
  private TestServer server;
  private TusDriver tus;

  @BeforeEach
  void start() throws Exception {
    TestClock clock = new TestClock();
    FileLibrary library =
        FileLibrary.open(
            Intercepted.catalog(InMemoryCatalog.create(new UUID(1, 2), 0), catalogFaults),
            FaultyStorage.over(InMemoryStorage.create(clock), faults),
            LibraryOptions.defaults().withClock(clock));
    HttpOptions options = HttpOptions.of(TestServer.signingKey(), spool).withClock(clock);
    server = TestServer.start(library, clock, options);
    tus = new TusDriver(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChannelFiles files() {
    return server.library().channel(TusDriver.CHANNEL, "ada");
  }

  private byte[] bytesAt(String path) throws IOException {
    try (var bytes = files().open(files().find(path).orElseThrow().id())) {
      return bytes.readAllBytes();
    }
  }

  private Path spooled(String suffix) throws IOException {
    try (Stream<Path> paths = Files.list(spool)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  /** Sends the beginning of a PATCH, and leaves the connection open. */
  private static Socket begun(String url, byte[] some, long declared, String headers)
      throws IOException {
    URI uri = URI.create(url);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket
        .getOutputStream()
        .write(TusDriver.rawPatch(url, 0, declared, headers).getBytes(US_ASCII));
    socket.getOutputStream().write(some);
    socket.getOutputStream().flush();
    return socket;
  }

  /** After a restart URLs differ in their port alone. */
  private String moved(String url) {
    return server.url() + URI.create(url).getRawPath();
  }

  @Test
  void uploadGoesOnAfterARestartOfTheServer() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hello ".getBytes(US_ASCII));

    server = server.restarted();
    tus = new TusDriver(server);

    assertThat(tus.head(moved(url)).header("Upload-Offset")).contains("6");
    assertThat(tus.patch(moved(url), 6, "world".getBytes(US_ASCII)).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void whatCameBeforeTheConnectionBrokeStays() throws Exception {
    String url = tus.create("a.txt", 100_000);
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 'x');

    begun(url, Arrays.copyOf(bytes, 70_000), 100_000, "").close();
    tus.headUntil(url, 200, "70000");

    assertThat(tus.patch(url, 70_000, Arrays.copyOf(bytes, 30_000)).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo(bytes);
  }

  @Test
  void chunkWithAChecksumThatBreaksOffIsDropped() throws Exception {
    String url = tus.create("a.txt", 11);
    String checksum = "Upload-Checksum: sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=\r\n";

    Socket socket = begun(url, "hello".getBytes(US_ASCII), 11, checksum);
    tus.headUntil(url, 423, "");
    socket.close();

    tus.headUntil(url, 200, "0");
    assertThat(
            tus.patch(url, 0, HELLO, Map.of("Upload-Checksum", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="))
                .status())
        .isEqualTo(204);
  }

  @Test
  void uploadIsLockedWhileARequestSendsToIt() throws Exception {
    String url = tus.create("a.txt", 11);

    try (Socket socket = begun(url, "hello".getBytes(US_ASCII), 11, "")) {
      tus.headUntil(url, 423, "");
      assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(423);
      assertThat(tus.delete(url).status()).isEqualTo(423);
      server.library().collect();
      socket.getOutputStream().write(" world".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      assertThat(answer.readLine()).contains(" 204 ");
    }

    assertThat(tus.head(url).header("Upload-Offset")).contains("11");
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void lastByteComesAgainWhenTheStorageWasDown() throws Exception {
    String url = tus.create("a.txt", 11);
    faults.failAt(Fault.BEFORE_EFFECT, 1);

    Answer failed = tus.patch(url, 0, HELLO);
    Answer head = tus.head(url);

    assertThat(faults.hit()).isPresent();
    assertThat(failed.status()).isEqualTo(503);
    assertThat(files().find("a.txt")).isEmpty();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Upload-Offset")).contains("10");
    assertThat(tus.patch(url, 10, "d".getBytes(US_ASCII)).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void creationWithAllBytesIsAnsweredAlsoWhenTheStorageWasDown() throws Exception {
    faults.failAt(Fault.BEFORE_EFFECT, 1);

    Answer created =
        tus.post(
            Map.of(
                "Upload-Length", "11",
                "Content-Type", "application/offset+octet-stream",
                "Upload-Metadata", TusDriver.at("a.txt")),
            HELLO);

    assertThat(faults.hit()).isPresent();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Upload-Offset")).contains("10");
    String url = TusDriver.location(created);
    assertThat(tus.patch(url, 10, "d".getBytes(US_ASCII)).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void emptyFileIsNotCreatedWhenTheStorageIsDown() throws Exception {
    faults.failAt(Fault.BEFORE_EFFECT, 1);

    Answer failed =
        tus.post(Map.of("Upload-Length", "0", "Upload-Metadata", TusDriver.at("empty")));

    assertThat(faults.hit()).isPresent();
    assertThat(failed.status()).isEqualTo(503);
    tus.create("empty", 0);
    assertThat(bytesAt("empty")).isEmpty();
  }

  @Test
  void crashAfterTheLastByteLeavesTheLastByteToCome() throws Exception {
    String url = tus.create("a.txt", 11);
    Files.write(spooled(".data"), HELLO);

    server = server.restarted();
    tus = new TusDriver(server);

    assertThat(tus.head(moved(url)).header("Upload-Offset")).contains("10");
    assertThat(tus.patch(moved(url), 10, "d".getBytes(US_ASCII)).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void crashAfterCompletionIsNotTakenForAnUnfinishedUpload() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hello ".getBytes(US_ASCII));
    byte[] record = Files.readAllBytes(spooled(".json"));
    Path data = spooled(".data");
    Path json = spooled(".json");
    tus.patch(url, 6, "world".getBytes(US_ASCII));
    Files.write(data, HELLO);
    Files.write(json, record);

    assertThat(tus.head(url).header("Upload-Offset")).contains("11");
    assertThat(data).doesNotExist();
    assertThat(json).doesNotExist();
  }

  @Test
  void completionWhoseAnswerIsLostIsFoundDone() throws Exception {
    String url = tus.create("a.txt", 11);
    Path data = spooled(".data");
    // Two transactions look at the upload, one prepares its bytes, the fourth completes it.
    catalogFaults.failAt(Fault.TIMEOUT_AFTER_EFFECT, 4);

    Answer failed = tus.patch(url, 0, HELLO);
    Answer head = tus.head(url);

    assertThat(catalogFaults.hit()).isPresent();
    assertThat(failed.status()).isEqualTo(503);
    assertThat(head.header("Upload-Offset")).contains("11");
    assertThat(data).doesNotExist();
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void bytesThatTheFileDidNotGetAreNotCalledComplete() throws Exception {
    String url = tus.create("a.txt", 11);
    byte[] record = Files.readAllBytes(spooled(".json"));
    Path data = spooled(".data");
    Path json = spooled(".json");
    tus.patch(url, 0, HELLO);
    Files.write(data, "HELLO WORLD".getBytes(US_ASCII));
    Files.write(json, record);

    assertThat(tus.head(url).status()).isEqualTo(409);
    assertThat(data).doesNotExist();
  }

  @Test
  void uploadWhoseSpoolIsLostIsNotFound() throws Exception {
    String url = tus.create("a.txt", 11);
    Files.delete(spooled(".data"));

    assertThat(tus.head(url).status()).isEqualTo(404);
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(404);
  }

  @Test
  void fullDiskRefusesBytesAndKeepsTheOffset() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    String url = tus.create("a.txt", 11);
    Path data = spooled(".data");
    Files.delete(data);
    Files.createSymbolicLink(data, full);

    Answer answer = tus.patch(url, 0, HELLO);

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.json().path("code").textValue()).isEqualTo("spool_full");
    Files.delete(data);
    Files.createFile(data);
    assertThat(tus.head(url).header("Upload-Offset")).contains("0");
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(204);
  }
}
