package io.filelibrary.http.tus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the protocol, and our own, for the creation of uploads. */
final class TusCreationTest {
  private static final byte[] HELLO = "hello world".getBytes(US_ASCII);
  private static final String BYTES = "application/offset+octet-stream";

  @TempDir private Path spool;
  private TestServer server;
  private TusDriver tus;

  @BeforeEach
  void start() throws Exception {
    begin(Long.MAX_VALUE);
  }

  private void begin(long maxFileSize) throws Exception {
    server = TestServer.start(spool, options -> options.withMaxFileSize(maxFileSize), http -> http);
    tus = new TusDriver(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChannelFiles files() {
    return server.library().channel(TusDriver.CHANNEL, "ada");
  }

  private FileItem file(String path) {
    return (FileItem) files().find(path).orElseThrow();
  }

  private Answer create(String metadata) throws Exception {
    return tus.post(Map.of("Upload-Length", "11", "Upload-Metadata", metadata));
  }

  /** The lock of an upload goes right after the answer. */
  private void assertNothingIsSpooled() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    List<Path> left = spooled();
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
      left = spooled();
    }
    assertThat(left).isEmpty();
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> paths = Files.list(spool)) {
      return paths.toList();
    }
  }

  @Test
  void creationNeedsAKey() throws Exception {
    Answer answer = server.anonymous().send("POST", "/tus");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void creationAnswersTheAbsoluteUrlTheEndAndTheFile() throws Exception {
    Answer answer = create(TusDriver.at("a.txt"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(TusDriver.location(answer)).startsWith(server.url() + "/tus/");
    assertThat(answer.header("Upload-Expires")).isPresent();
    assertThat(answer.header("Upload-Offset")).isEmpty();
    ItemId file = ItemId.parse(answer.json().path("fileId").textValue());
    tus.patch(TusDriver.location(answer), 0, HELLO);
    assertThat(file("a.txt").id()).isEqualTo(file);
    assertThat(file("a.txt").createdBy().value()).isEqualTo("ada");
  }

  @Test
  void eitherTheLengthOrItsDeferralIsNeeded() throws Exception {
    String metadata = TusDriver.at("a.txt");

    assertThat(tus.post(Map.of("Upload-Metadata", metadata)).status()).isEqualTo(400);
    assertThat(tus.post(Map.of("Upload-Metadata", metadata, "Upload-Length", "-1")).status())
        .isEqualTo(400);
    assertThat(tus.post(Map.of("Upload-Metadata", metadata, "Upload-Defer-Length", "2")).status())
        .isEqualTo(400);
    assertThat(
            tus.post(
                    Map.of(
                        "Upload-Metadata", metadata,
                        "Upload-Length", "3",
                        "Upload-Defer-Length", "1"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void emptyFileIsCompleteWithItsCreation() throws Exception {
    String url = tus.create("empty", 0);

    assertThat(file("empty").size()).isZero();
    assertThat(tus.head(url).header("Upload-Offset")).contains("0");
    assertThat(tus.head(url).header("Upload-Length")).contains("0");
    assertNothingIsSpooled();
  }

  @Test
  void lengthMayComeLaterAndThenStays() throws Exception {
    Answer created =
        tus.post(Map.of("Upload-Defer-Length", "1", "Upload-Metadata", TusDriver.at("a.txt")));
    String url = TusDriver.location(created);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));
    Answer unknown = tus.head(url);

    Answer second = tus.patch(url, 3, "lo ".getBytes(US_ASCII), Map.of("Upload-Length", "11"));
    Answer known = tus.head(url);
    Answer changed = tus.patch(url, 6, "world".getBytes(US_ASCII), Map.of("Upload-Length", "12"));
    Answer last = tus.patch(url, 6, "world".getBytes(US_ASCII));

    assertThat(unknown.header("Upload-Defer-Length")).contains("1");
    assertThat(unknown.header("Upload-Length")).isEmpty();
    assertThat(unknown.header("Upload-Offset")).contains("3");
    assertThat(second.status()).isEqualTo(204);
    assertThat(known.header("Upload-Length")).contains("11");
    assertThat(known.header("Upload-Defer-Length")).isEmpty();
    assertThat(changed.status()).isEqualTo(400);
    assertThat(last.status()).isEqualTo(204);
    assertThat(file("a.txt").size()).isEqualTo(11);
  }

  @Test
  void lengthThatComesWithNoMoreBytesEndsTheUpload() throws Exception {
    Answer created =
        tus.post(Map.of("Upload-Defer-Length", "1", "Upload-Metadata", TusDriver.at("a.txt")));
    String url = TusDriver.location(created);
    tus.patch(url, 0, HELLO);

    assertThat(tus.patch(url, 11, new byte[0], Map.of("Upload-Length", "10")).status())
        .isEqualTo(400);
    assertThat(tus.patch(url, 11, new byte[0], Map.of("Upload-Length", "11")).status())
        .isEqualTo(204);
    assertThat(file("a.txt").size()).isEqualTo(11);
  }

  @Test
  void uploadLargerThanAllowedIsRefusedWhetherItsLengthIsKnownOrNot() throws Exception {
    server.close();
    begin(10);

    assertThat(create(TusDriver.at("a.txt")).status()).isEqualTo(413);
    Answer created =
        tus.post(Map.of("Upload-Defer-Length", "1", "Upload-Metadata", TusDriver.at("a.txt")));
    String url = TusDriver.location(created);
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(413);
    assertThat(tus.patch(url, 0, new byte[1], Map.of("Upload-Length", "11")).status())
        .isEqualTo(413);
    assertThat(tus.head(url).header("Upload-Offset")).contains("0");
  }

  @Test
  void bytesMayComeWithTheCreation() throws Exception {
    Map<String, String> headers =
        Map.of(
            "Upload-Length", "11", "Content-Type", BYTES, "Upload-Metadata", TusDriver.at("a.txt"));

    Answer some = tus.post(headers, "hello ".getBytes(US_ASCII));

    assertThat(some.status()).isEqualTo(201);
    assertThat(some.header("Upload-Offset")).contains("6");
    String url = TusDriver.location(some);
    assertThat(tus.patch(url, 6, "world".getBytes(US_ASCII)).status()).isEqualTo(204);
    assertThat(file("a.txt").size()).isEqualTo(11);
  }

  @Test
  void allBytesMayComeWithTheCreation() throws Exception {
    Map<String, String> headers =
        Map.of(
            "Upload-Length", "11", "Content-Type", BYTES, "Upload-Metadata", TusDriver.at("a.txt"));

    Answer all = tus.post(headers, HELLO);

    assertThat(all.header("Upload-Offset")).contains("11");
    assertThat(file("a.txt").size()).isEqualTo(11);
    assertNothingIsSpooled();
  }

  @Test
  void creationWithWrongBytesCreatesNothing() throws Exception {
    String sum = BaseEncoding.base64().encode(MessageDigest.getInstance("SHA-1").digest());
    Map<String, String> headers =
        Map.of(
            "Upload-Length",
            "11",
            "Content-Type",
            BYTES,
            "Upload-Checksum",
            "sha1 " + sum,
            "Upload-Metadata",
            TusDriver.at("a.txt"));
    Map<String, String> otherType =
        Map.of(
            "Upload-Length", "11",
            "Content-Type", "text/plain",
            "Upload-Metadata", TusDriver.at("a.txt"));

    assertThat(tus.post(headers, HELLO).status()).isEqualTo(460);
    assertThat(tus.post(otherType, HELLO).status()).isEqualTo(415);

    assertNothingIsSpooled();
    tus.create("a.txt", 11);
  }

  @Test
  void partsOfAFileAreNotTakenForWholeOnes() throws Exception {
    Answer answer =
        tus.post(
            Map.of(
                "Upload-Length", "11",
                "Upload-Concat", "partial",
                "Upload-Metadata", TusDriver.at("a.txt")));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void metadataThatNamesNoPlaceOrIsMalformedIsABadRequest() throws Exception {
    String channel = TusDriver.metadata("channelId", TusDriver.CHANNEL);

    assertThat(tus.post(Map.of("Upload-Length", "11")).status()).isEqualTo(400);
    assertThat(create(channel).status()).isEqualTo(400);
    assertThat(create(TusDriver.at("a.txt") + "," + channel).status()).isEqualTo(400);
    assertThat(create("path ?," + channel).status()).isEqualTo(400);
    assertThat(create(channel + ",path /w==").status()).isEqualTo(400);
    assertThat(create(TusDriver.at("../a.txt")).status()).isEqualTo(400);
    assertThat(create(TusDriver.metadata("fileId", "7")).status()).isEqualTo(400);
    assertNothingIsSpooled();
  }

  @Test
  void otherMetadataMayBeAnyBytesAndComesBack() throws Exception {
    String metadata = TusDriver.at("a.txt") + ",blob /w==,flag";

    Answer created = create(metadata);

    assertThat(tus.head(TusDriver.location(created)).header("Upload-Metadata")).contains(metadata);
  }

  @Test
  void takenNameIsAConflictAndMissingFolderToo() throws Exception {
    tus.create("a.txt", 11);

    assertThat(create(TusDriver.at("a.txt")).status()).isEqualTo(409);
    assertThat(create(TusDriver.at("none/a.txt")).status()).isEqualTo(409);
  }

  @Test
  void channelOfAnotherTenantIsNotFound() throws Exception {
    Answer answer =
        server
            .client(TestServer.EVE)
            .send(
                "POST",
                "/tus",
                Map.of(
                    "Tus-Resumable", "1.0.0",
                    "Upload-Length", "11",
                    "Upload-Metadata", TusDriver.at("a.txt")),
                BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void metadataOfUppyNamesFileFolderAndType() throws Exception {
    FolderItem folder = files().createFolder("Inbox");
    String plain =
        TusDriver.metadata(
            "channelId",
            TusDriver.CHANNEL,
            "parentId",
            folder.id().toString(),
            "relativePath",
            "null",
            "name",
            "é.bin",
            "filename",
            "é.bin",
            "type",
            "image/png",
            "filetype",
            "image/png");
    String dropped =
        TusDriver.metadata(
            "channelId",
            TusDriver.CHANNEL,
            "parentId",
            folder.id().toString(),
            "relativePath",
            "/Holiday/Day 1/b.png",
            "filename",
            "b.png",
            "filetype",
            "");

    tus.patch(TusDriver.location(create(plain)), 0, HELLO);
    tus.patch(TusDriver.location(create(dropped)), 0, HELLO);

    assertThat(file("Inbox/é.bin").contentType().value()).isEqualTo("image/png");
    assertThat(file("Inbox/Holiday/Day 1/b.png").contentType().value()).isEqualTo("image/png");
  }

  @Test
  void declaredHashIsEnforced() throws Exception {
    String right = Hashing.sha256().hashBytes(HELLO).toString();
    String wrong = Hashing.sha256().hashBytes(new byte[0]).toString();
    String good =
        create(TusDriver.at("good") + "," + TusDriver.metadata("sha256", right))
            .header("Location")
            .orElseThrow();
    String bad =
        create(TusDriver.at("bad") + "," + TusDriver.metadata("sha256", wrong))
            .header("Location")
            .orElseThrow();

    assertThat(tus.patch(good, 0, HELLO).status()).isEqualTo(204);
    Answer refused = tus.patch(bad, 0, HELLO);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("code").textValue()).isEqualTo("checksum_mismatch");
    assertThat(files().find("bad")).isEmpty();
  }

  private PendingUpload pending(UploadOptions options) {
    return files().uploads().begin(Destination.at("p.txt"), options);
  }

  @Test
  void pendingFileTakesItsBytes() throws Exception {
    PendingUpload pending = pending(UploadOptions.DEFAULT.withExpectedSize(11));
    String metadata =
        TusDriver.metadata("fileId", pending.file().id().toString(), "filename", "other");

    assertThat(tus.post(Map.of("Upload-Length", "12", "Upload-Metadata", metadata)).status())
        .isEqualTo(400);
    String url = TusDriver.location(create(metadata));
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(204);

    assertThat(file("p.txt").id()).isEqualTo(pending.file().id());
    assertThat(create(metadata).status()).isEqualTo(409);
  }

  @Test
  void pendingFileOfAnotherTenantIsNotFound() throws Exception {
    PendingUpload pending = pending(UploadOptions.DEFAULT);

    Answer answer =
        server
            .client(TestServer.EVE)
            .send(
                "POST",
                "/tus",
                Map.of(
                    "Tus-Resumable",
                    "1.0.0",
                    "Upload-Length",
                    "11",
                    "Upload-Metadata",
                    TusDriver.metadata("fileId", pending.file().id().toString())),
                BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void secondCreationThatIsRefusedLeavesWhatCameByTheFirst() throws Exception {
    PendingUpload pending = pending(UploadOptions.DEFAULT);
    String metadata = TusDriver.metadata("fileId", pending.file().id().toString());
    String url = TusDriver.location(create(metadata));
    tus.patch(url, 0, Arrays.copyOf(HELLO, 6));
    Map<String, String> withBytes =
        Map.of(
            "Upload-Length", "11",
            "Upload-Metadata", metadata,
            "Content-Type", "application/offset+octet-stream");
    Map<String, String> wrong = new HashMap<>(withBytes);
    wrong.put("Upload-Checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    assertThat(tus.post(withBytes, new byte[12]).status()).isEqualTo(413);
    assertThat(tus.post(wrong, new byte[5]).status()).isEqualTo(460);

    assertThat(tus.head(url).header("Upload-Offset")).contains("6");
    assertThat(tus.patch(url, 6, Arrays.copyOfRange(HELLO, 6, 11)).status()).isEqualTo(204);
    assertNothingIsSpooled();
  }

  @Test
  void secondCreationWithSomeBytesTakesThePlaceOfTheFirst() throws Exception {
    PendingUpload pending = pending(UploadOptions.DEFAULT);
    String metadata = TusDriver.metadata("fileId", pending.file().id().toString());
    String first = TusDriver.location(create(metadata));
    tus.patch(first, 0, Arrays.copyOf(HELLO, 8));

    Answer again =
        tus.post(
            Map.of(
                "Upload-Length", "11",
                "Upload-Metadata", metadata,
                "Content-Type", "application/offset+octet-stream"),
            Arrays.copyOf(HELLO, 3));

    String second = TusDriver.location(again);
    assertThat(tus.head(first).status()).isEqualTo(404);
    assertThat(tus.head(second).header("Upload-Offset")).contains("3");
    assertThat(tus.patch(second, 3, Arrays.copyOfRange(HELLO, 3, 11)).status()).isEqualTo(204);
    assertNothingIsSpooled();
  }

  @Test
  void secondCreationForAPendingFileBeginsAnewUnderAnotherUrl() throws Exception {
    PendingUpload pending = pending(UploadOptions.DEFAULT);
    String metadata = TusDriver.metadata("fileId", pending.file().id().toString());
    String first = TusDriver.location(create(metadata));
    tus.patch(first, 0, "HEL".getBytes(US_ASCII));

    String second = TusDriver.location(create(metadata));

    assertThat(tus.head(second).header("Upload-Offset")).contains("0");
    assertThat(tus.head(first).status()).isEqualTo(404);
    assertThat(tus.patch(first, 0, "HEL".getBytes(US_ASCII)).status()).isEqualTo(404);
    assertThat(tus.patch(second, 0, HELLO).status()).isEqualTo(204);
  }
}
