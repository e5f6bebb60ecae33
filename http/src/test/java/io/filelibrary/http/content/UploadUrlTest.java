package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.testkit.fault.Fault;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT of the bytes of an upload, by clients that behave. */
final class UploadUrlTest {
  private static final byte[] HELLO = ContentScene.HELLO;
  private static final Sha256 HASH = Sha256.of(Hashing.sha256().hashBytes(HELLO).asBytes());
  private static final String DIGEST =
      "sha-256=:" + BaseEncoding.base64().encode(HASH.bytes()) + ":";

  @TempDir private Path spool;
  private ContentScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new ContentScene(spool);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private Answer put(PendingUpload upload, byte[] body) throws Exception {
    return put(upload, Map.of(), BodyPublishers.ofByteArray(body));
  }

  private Answer put(PendingUpload upload, Map<String, String> headers, BodyPublisher body)
      throws Exception {
    return scene.client().send("PUT", scene.uploadPath(upload), headers, body);
  }

  private static BodyPublisher chunked(byte[] bytes) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private FileItem now(PendingUpload upload) {
    return (FileItem) scene.files().get(upload.file().id());
  }

  @Test
  void bytesCompleteTheFile() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);

    Answer answer = put(upload, HELLO);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.header("ETag")).contains("\"" + HASH.hex() + "\"");
    assertThat(now(upload).status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(scene.bytes(now(upload))).isEqualTo(HELLO);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 300_000})
  void bytesAreStoredAndTheFileIsCompletedByOneDurableCommit(int size) throws Exception {
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT);
    int before = scene.durableCommits();

    assertThat(put(upload, new byte[size]).status()).isEqualTo(200);

    assertThat(scene.durableCommits()).isEqualTo(before + 1);
  }

  @Test
  void lengthNeedNotBeKnown() throws Exception {
    byte[] large = new byte[300_000];
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT);

    assertThat(put(upload, Map.of(), chunked(large)).status()).isEqualTo(200);
    assertThat(scene.bytes(now(upload))).isEqualTo(large);
  }

  @Test
  void fileMayBeEmpty() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT.withExpectedSize(0));
    PendingUpload other = scene.begin("b.txt", UploadOptions.DEFAULT);

    assertThat(put(upload, new byte[0]).status()).isEqualTo(200);
    assertThat(put(other, Map.of(), chunked(new byte[0])).status()).isEqualTo(200);
    assertThat(now(upload).size()).isZero();
    assertThat(now(other).status()).isEqualTo(FileStatus.COMPLETED);
  }

  @Test
  void contentTypeIsThatOfTheUpload() throws Exception {
    PendingUpload upload = scene.begin("a.png", UploadOptions.DEFAULT);

    put(upload, Map.of("Content-Type", "text/html"), BodyPublishers.ofByteArray(HELLO));

    assertThat(now(upload).contentType().value()).isEqualTo("image/png");
  }

  @Test
  void repeatedPutIsRefused() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    put(upload, HELLO);

    Answer again = put(upload, HELLO);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("code").textValue()).isEqualTo("upload_completed");
  }

  @Test
  void repeatedPutOfAReplacementIsRefusedAlike() throws Exception {
    scene.file("a.txt", HELLO);
    PendingUpload upload =
        scene.begin("a.txt", UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    put(upload, HELLO);

    assertThat(put(upload, HELLO).status()).isEqualTo(409);
  }

  @Test
  void foreignTokenTellsNothing() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    String path = scene.uploadPath(upload);
    String signed = scene.signedPath(scene.file("b.txt", HELLO));
    String readToken = signed.split("/", -1)[3];

    for (String token : List.of("x", path.substring(17, path.length() - 1), readToken)) {
      Answer answer =
          scene
              .client()
              .send(
                  "PUT", "/content/uploads/" + token, Map.of(), BodyPublishers.ofByteArray(HELLO));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("code").textValue()).isEqualTo("not_found");
    }
    assertThat(now(upload).status()).isEqualTo(FileStatus.PENDING);
  }

  @Test
  void endedUrlIsRefused() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    scene.clock().advance(Duration.ofDays(30));

    Answer answer = put(upload, HELLO);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("code").textValue()).isEqualTo("upload_url_expired");
  }

  @Test
  void abortedUploadIsNotFound() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    scene.files().uploads().abort(upload.id());

    assertThat(put(upload, HELLO).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherSizeThanDeclaredIsRefused(boolean chunked) throws Exception {
    for (int declared : new int[] {HELLO.length - 1, HELLO.length + 1}) {
      PendingUpload upload =
          scene.begin(declared + ".txt", UploadOptions.DEFAULT.withExpectedSize(declared));
      Answer answer =
          put(upload, Map.of(), chunked ? chunked(HELLO) : BodyPublishers.ofByteArray(HELLO));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("code").textValue()).isEqualTo("size_mismatch");
      scene.assertPendingAndEmpty(upload);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void moreThanAllowedIsTooLarge(boolean chunked) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT.withMaxSize(5));

    Answer answer =
        put(upload, Map.of(), chunked ? chunked(HELLO) : BodyPublishers.ofByteArray(HELLO));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("code").textValue()).isEqualTo("file_too_large");
    scene.assertPendingAndEmpty(upload);
  }

  @Test
  void otherBytesThanDeclaredAreRefused() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT.withExpectedSha256(HASH));

    Answer answer = put(upload, new byte[HELLO.length]);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").textValue()).isEqualTo("checksum_mismatch");
    scene.assertPendingAndEmpty(upload);
    assertThat(put(upload, HELLO).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Digest", "Repr-Digest"})
  void hashInTheHeadersIsVerified(String header) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    Map<String, String> declared = Map.of(header, DIGEST);

    Answer wrong = put(upload, declared, BodyPublishers.ofByteArray(new byte[HELLO.length]));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("code").textValue()).isEqualTo("checksum_mismatch");
    scene.assertPendingAndEmpty(upload);

    assertThat(put(upload, declared, BodyPublishers.ofByteArray(HELLO)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Content-Range; bytes 0-11/12; 400",
        "Content-Encoding; gzip; 415",
        "Content-Encoding; identity, br; 415",
        "Content-Digest; sha-256=nonsense; 400",
        "Content-Encoding; identity; 200",
        "Content-Digest; unixsum=:AAAA:; 200",
      })
  void headersThatChangeWhatTheBytesMean(String header, String value, int status) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);

    Answer answer = put(upload, Map.of(header, value), BodyPublishers.ofByteArray(HELLO));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(now(upload).status())
        .isEqualTo(status == 200 ? FileStatus.COMPLETED : FileStatus.PENDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE", "PATCH"})
  void nothingButPutIsTaken(String method) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);

    Answer answer = scene.client().send(method, scene.uploadPath(upload));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("PUT");
  }

  @Test
  void putWhoseBytesAreOvertakenIsToldSo() throws Exception {
    byte[] other = new byte[HELLO.length];
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    List<Answer> overtaking = new ArrayList<>();
    scene.catalogFaults().pauseWith(() -> overtaking.add(unchecked(() -> put(upload, other))));
    // Two transactions look at the upload, one prepares its bytes, the fourth completes it.
    scene.catalogFaults().failAt(Fault.SLOW, 4);

    Answer overtaken = put(upload, HELLO);

    assertThat(overtaking).extracting(Answer::status).containsExactly(200);
    assertThat(overtaken.status()).isEqualTo(409);
    assertThat(overtaken.json().path("code").textValue()).isEqualTo("upload_completed");
    assertThat(scene.bytes(now(upload))).isEqualTo(other);
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ofRacingPutsTheOneWhoseBytesAreTheFilesSucceeds() throws Exception {
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT);
    List<Callable<Answer>> puts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] bytes = new byte[100_000 + i];
      puts.add(() -> put(upload, bytes));
    }
    ExecutorService clients = Executors.newFixedThreadPool(puts.size());
    List<Integer> statuses = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    try {
      for (Future<Answer> future : clients.invokeAll(puts)) {
        statuses.add(future.get().status());
        future.get().header("ETag").ifPresent(tags::add);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    assertThat(tags).containsExactly("\"" + now(upload).sha256().orElseThrow().hex() + "\"");
  }
}
