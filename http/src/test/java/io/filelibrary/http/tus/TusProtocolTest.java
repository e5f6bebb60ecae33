package io.filelibrary.http.tus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the protocol for uploads that have been created, one by one. */
final class TusProtocolTest {
  private static final byte[] HELLO = "hello world".getBytes(US_ASCII);

  @TempDir private Path spool;
  private TestServer server;
  private TusDriver tus;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(spool);
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
    Item item = files().find(path).orElseThrow();
    try (var bytes = files().open(item.id())) {
      return bytes.readAllBytes();
    }
  }

  private long spooledFiles() throws IOException {
    try (Stream<Path> paths = Files.list(spool)) {
      return paths.count();
    }
  }

  @Test
  void optionsTellVersionExtensionsAndAlgorithmsToEverybody() throws Exception {
    Answer answer = server.anonymous().send("OPTIONS", "/tus");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Tus-Version")).contains("1.0.0");
    assertThat(answer.header("Tus-Extension"))
        .contains(
            "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination");
    assertThat(answer.header("Tus-Checksum-Algorithm")).contains("sha1,sha256,md5");
  }

  @Test
  void optionsIgnoreTheVersionOfTheClient() throws Exception {
    Answer answer =
        server
            .anonymous()
            .send("OPTIONS", "/tus", Map.of("Tus-Resumable", "0.2.2"), BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void uploadInTwoPatchesBecomesAFile() throws Exception {
    String url = tus.create("a.txt", 11);

    Answer first = tus.patch(url, 0, "hello ".getBytes(US_ASCII));
    assertThat(files().find("a.txt")).isEmpty();
    Answer second = tus.patch(url, 6, "world".getBytes(US_ASCII));

    assertThat(first.status()).isEqualTo(204);
    assertThat(first.header("Upload-Offset")).contains("6");
    assertThat(second.status()).isEqualTo(204);
    assertThat(second.header("Upload-Offset")).contains("11");
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
    assertThat(spooledFiles()).isZero();
  }

  @Test
  void everyAnswerNamesTheVersion() throws Exception {
    String url = tus.create("a.txt", 11);

    assertThat(tus.head(url).header("Tus-Resumable")).contains("1.0.0");
    assertThat(tus.patch(url, 5, HELLO).header("Tus-Resumable")).contains("1.0.0");
    assertThat(server.anonymous().send("POST", "/tus").header("Tus-Resumable")).contains("1.0.0");
  }

  @Test
  void headTellsOffsetLengthMetadataAndEndAndIsNotCached() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));

    Answer answer = tus.head(url);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Upload-Offset")).contains("3");
    assertThat(answer.header("Upload-Length")).contains("11");
    assertThat(answer.header("Upload-Metadata")).contains(TusDriver.at("a.txt"));
    assertThat(answer.header("Upload-Defer-Length")).isEmpty();
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Upload-Expires").orElseThrow())
        .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 2026 [0-9:]{8} GMT");
  }

  @Test
  void headOfACompletedUploadTellsThatAllHasCome() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, HELLO);

    Answer answer = tus.head(url);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Upload-Offset")).contains("11");
    assertThat(answer.header("Upload-Length")).contains("11");
    assertThat(tus.patch(url, 11, new byte[0]).status()).isEqualTo(204);
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(409);
    assertThat(tus.patch(url, 11, HELLO).status()).isEqualTo(413);
  }

  @Test
  void anotherVersionOrNoneIsRefusedAndTheRightOneNamed() throws Exception {
    String url = tus.create("a.txt", 11);

    Answer other = tus.send("HEAD", url, Map.of("Tus-Resumable", "0.2.2"), new byte[0]);
    Answer none = server.anonymous().send("DELETE", url);

    assertThat(other.status()).isEqualTo(412);
    assertThat(other.header("Tus-Version")).contains("1.0.0");
    assertThat(none.status()).isEqualTo(412);
    assertThat(tus.head(url).status()).isEqualTo(200);
  }

  @Test
  void patchElsewhereThanAtTheOffsetIsAConflictAndChangesNothing() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));

    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(409);
    assertThat(tus.patch(url, 4, "o".getBytes(US_ASCII)).status()).isEqualTo(409);
    assertThat(tus.head(url).header("Upload-Offset")).contains("3");
  }

  @Test
  void patchOfAnotherContentTypeIsRefused() throws Exception {
    String url = tus.create("a.txt", 11);
    Map<String, String> headers =
        Map.of("Upload-Offset", "0", "Content-Type", "application/octet-stream");

    assertThat(tus.send("PATCH", url, headers, HELLO).status()).isEqualTo(415);
    assertThat(tus.send("PATCH", url, Map.of("Upload-Offset", "0"), HELLO).status()).isEqualTo(415);
    assertThat(tus.head(url).header("Upload-Offset")).contains("0");
  }

  @Test
  void patchWithoutAWellFormedOffsetIsABadRequest() throws Exception {
    String url = tus.create("a.txt", 11);
    for (String offset : new String[] {"-1", "+0", "0x0", "", "99999999999999999999"}) {
      Map<String, String> headers =
          Map.of("Upload-Offset", offset, "Content-Type", "application/offset+octet-stream");

      assertThat(tus.send("PATCH", url, headers, HELLO).status()).as(offset).isEqualTo(400);
    }
    Map<String, String> none = Map.of("Content-Type", "application/offset+octet-stream");
    assertThat(tus.send("PATCH", url, none, HELLO).status()).isEqualTo(400);
  }

  @Test
  void bytesBeyondTheLengthAreRefusedAndNoneOfThemStays() throws Exception {
    String url = tus.create("a.txt", 5);
    tus.patch(url, 0, "he".getBytes(US_ASCII));
    Map<String, String> headers =
        Map.of(
            "Tus-Resumable", "1.0.0",
            "Upload-Offset", "2",
            "Content-Type", "application/offset+octet-stream");

    Answer declared = tus.patch(url, 2, HELLO);
    Answer chunked =
        server
            .anonymous()
            .send(
                "PATCH",
                url,
                headers,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(HELLO)));

    assertThat(declared.status()).isEqualTo(413);
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(tus.head(url).header("Upload-Offset")).contains("2");
  }

  @Test
  void unknownUrlIsNotFound() throws Exception {
    String url = tus.create("a.txt", 5);
    String forged = url.substring(0, url.length() - 4) + "AAAA";

    for (String method : new String[] {"HEAD", "DELETE", "PATCH"}) {
      Answer answer = tus.send(method, forged, Map.of(), new byte[0]);
      assertThat(answer.status()).as(method).isEqualTo(404);
      assertThat(answer.header("Upload-Offset")).isEmpty();
    }
  }

  @Test
  void postStandsForTheMethodThatItNames() throws Exception {
    String url = tus.create("a.txt", 11);
    Map<String, String> patch =
        Map.of(
            "X-HTTP-Method-Override", "PATCH",
            "Upload-Offset", "0",
            "Content-Type", "application/offset+octet-stream");

    assertThat(tus.send("POST", url, patch, "hel".getBytes(US_ASCII)).status()).isEqualTo(204);
    Answer head = tus.send("POST", url, Map.of("X-HTTP-Method-Override", "HEAD"), new byte[0]);
    assertThat(head.header("Upload-Offset")).contains("3");
    assertThat(tus.send("POST", url, Map.of(), new byte[0]).status()).isEqualTo(405);
    Map<String, String> delete = Map.of("X-HTTP-Method-Override", "DELETE");
    assertThat(tus.send("POST", url, delete, new byte[0]).status()).isEqualTo(204);
    assertThat(tus.head(url).status()).isEqualTo(404);
  }

  @Test
  void deleteEndsTheUploadAndFreesItsName() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));

    assertThat(tus.delete(url).status()).isEqualTo(204);

    assertThat(tus.head(url).status()).isEqualTo(404);
    assertThat(tus.patch(url, 3, HELLO).status()).isEqualTo(404);
    assertThat(tus.delete(url).status()).isEqualTo(404);
    assertThat(spooledFiles()).isZero();
    tus.create("a.txt", 11);
  }

  @Test
  void deleteOfACompletedUploadLeavesTheFile() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, HELLO);

    assertThat(tus.delete(url).status()).isEqualTo(409);
    assertThat(bytesAt("a.txt")).isEqualTo(HELLO);
  }

  @Test
  void uploadThatIsOverIsGone() throws Exception {
    String url = tus.create("a.txt", 11);
    server.clock().advance(Duration.ofDays(30));

    assertThat(tus.head(url).status()).isEqualTo(410);
    assertThat(tus.patch(url, 0, HELLO).status()).isEqualTo(410);
  }

  @Test
  void uploadsThatAreOverAreSweptWhenOthersBegin() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));
    server.clock().advance(Duration.ofDays(30));
    server.library().collect();

    tus.create("b.txt", 11);

    try (Stream<Path> left = Files.list(spool)) {
      assertThat(left.filter(path -> path.toString().endsWith(".data"))).hasSize(1);
    }
  }

  @Test
  void uploadOfADeletedFileIsNotFoundAndNothingOfItStays() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));
    files().delete(pending("a.txt"), DeleteOptions.DEFAULT);

    assertThat(tus.head(url).status()).isEqualTo(404);
    assertThat(tus.patch(url, 3, HELLO).status()).isEqualTo(404);
    assertThat(spooledFiles()).isZero();
  }

  @Test
  void deleteOfADeletedFilesUploadLeavesNothing() throws Exception {
    String url = tus.create("a.txt", 11);
    tus.patch(url, 0, "hel".getBytes(US_ASCII));
    files().delete(pending("a.txt"), DeleteOptions.DEFAULT);

    assertThat(tus.delete(url).status()).isEqualTo(404);
    assertThat(spooledFiles()).isZero();
  }

  private ItemId pending(String name) {
    return files().stream(FolderRef.root(), ListOptions.DEFAULT.withPending(true))
        .filter(item -> item.name().value().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void chunkWithItsChecksumIsTaken() throws Exception {
    String url = tus.create("a.txt", 22);
    String sha1 = BaseEncoding.base64().encode(sha1Of(HELLO));
    String sha256 = BaseEncoding.base64().encode(Hashing.sha256().hashBytes(HELLO).asBytes());

    assertThat(tus.patch(url, 0, HELLO, Map.of("Upload-Checksum", "sha1 " + sha1)).status())
        .isEqualTo(204);
    assertThat(tus.patch(url, 11, HELLO, Map.of("Upload-Checksum", "sha256 " + sha256)).status())
        .isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo("hello worldhello world".getBytes(US_ASCII));
  }

  @Test
  void chunkWithAnotherChecksumIsDropped() throws Exception {
    String url = tus.create("a.txt", 22);
    tus.patch(url, 0, HELLO);
    String sum = BaseEncoding.base64().encode(sha1Of("hello World".getBytes(US_ASCII)));

    Answer answer = tus.patch(url, 11, HELLO, Map.of("Upload-Checksum", "sha1 " + sum));

    assertThat(answer.status()).isEqualTo(460);
    assertThat(tus.head(url).header("Upload-Offset")).contains("11");
    assertThat(files().find("a.txt")).isEmpty();
    assertThat(tus.patch(url, 11, HELLO).status()).isEqualTo(204);
    assertThat(bytesAt("a.txt")).isEqualTo("hello worldhello world".getBytes(US_ASCII));
  }

  @Test
  void checksumOfAnUnknownAlgorithmOrFormIsABadRequest() throws Exception {
    String url = tus.create("a.txt", 11);
    for (String sum : new String[] {"crc32 AAAA", "sha1", "sha1 ?", "sha1 AAAA", "SHA1 x"}) {
      assertThat(tus.patch(url, 0, HELLO, Map.of("Upload-Checksum", sum)).status())
          .as(sum)
          .isEqualTo(400);
    }
    assertThat(tus.head(url).header("Upload-Offset")).contains("0");
  }

  private static byte[] sha1Of(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-1").digest(bytes);
  }
}
