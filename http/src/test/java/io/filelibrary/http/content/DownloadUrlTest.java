package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.testkit.fault.Fault;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and HEAD of files, signed and public. */
final class DownloadUrlTest {
  private static final byte[] HELLO = ContentScene.HELLO;
  private static final String UNKNOWN = "018f3f5e-7c00-7000-8000-000000000000";

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

  private Answer send(String method, String path, Map<String, String> headers) throws Exception {
    return scene.client().send(method, path, headers, BodyPublishers.noBody());
  }

  private Answer get(String path) throws Exception {
    return send("GET", path, Map.of());
  }

  private static String tag(FileItem file) {
    return "\"" + file.sha256().orElseThrow().hex() + "\"";
  }

  @Test
  void signedUrlGivesAFileToSaveAndNotToKeep() throws Exception {
    FileItem file = scene.file("a.txt", HELLO);

    Answer answer = get(scene.signedPath(file));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(HELLO);
    assertThat(answer.header("Content-Length")).contains("12");
    assertThat(answer.header("Content-Type")).contains("text/plain");
    assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"a.txt\"");
    assertThat(answer.header("Cache-Control")).contains("private, no-store");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox; default-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Accept-Ranges")).contains("bytes");
    assertThat(answer.header("ETag")).contains(tag(file));
    assertThat(answer.header("Last-Modified")).contains("Sun, 01 Mar 2026 10:15:30 GMT");
  }

  @Test
  void publicFileOfAnInertTypeIsShown() throws Exception {
    Answer answer = get(scene.publicPath(scene.publicFile("a.txt", HELLO)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(HELLO);
    assertThat(answer.header("Content-Disposition")).contains("inline; filename=\"a.txt\"");
    assertThat(answer.header("Cache-Control")).contains("public, max-age=60, must-revalidate");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox; default-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.html", "a.svg", "a.xml", "a"})
  void publicFileOfAnotherTypeIsSaved(String name) throws Exception {
    Answer answer = get(scene.publicPath(scene.publicFile(name, HELLO)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
  }

  @Test
  void nameInTheUrlIsDecoration() throws Exception {
    String signed = scene.signedPath(scene.file("a.txt", HELLO));
    String open = scene.publicPath(scene.publicFile("b.txt", HELLO));

    for (String path : new String[] {signed, open}) {
      String bare = path.substring(0, path.lastIndexOf('/'));
      for (String other : new String[] {"", "/", "/other", "/%C3%A4%22;b:%20z"}) {
        assertThat(get(bare + other).bytes()).as(bare + other).isEqualTo(HELLO);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "a\"b.txt; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt",
        "Gr\u00fc\u00dfe.txt; filename=\"Gr__e.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt",
        "a'%0D%0AX: y.txt; filename=\"a'_0D_0AX: y.txt\";"
            + " filename*=UTF-8''a%27%250D%250AX%3A%20y.txt",
      })
  void nameCannotLeaveItsHeader(String name, String plain, String encoded) throws Exception {
    scene
        .server()
        .library()
        .createChannel(
            ChannelSpec.of(ChannelId.of("posix"), TenantId.of("1001"))
                .withNamePolicy(NamePolicy.POSIX));
    ChannelFiles files = scene.server().library().channel("posix", "ada");

    Answer answer = get(scene.signedPath(files.upload(name, HELLO)));

    assertThat(answer.bytes()).isEqualTo(HELLO);
    assertThat(answer.raw().headers().allValues("Content-Disposition"))
        .containsExactly("attachment; " + plain + "; " + encoded);
    assertThat(answer.header("X")).isEmpty();
  }

  @Test
  void contentTypeIsThatOfTheFile() throws Exception {
    for (String type : new String[] {"text/plain; charset=ISO-8859-1", "text/html;", "a/b"}) {
      FileItem file =
          scene
              .files()
              .upload(
                  Destination.at("x" + type.length()),
                  HELLO,
                  UploadOptions.DEFAULT.withContentType(ContentType.of(type)));
      // Containers write known ones in their own way.
      assertThat(get(scene.signedPath(file)).header("Content-Type").orElseThrow())
          .isEqualToIgnoringCase(type.replace(" ", ""));
    }
  }

  @Test
  void endedUrlIsRefused() throws Exception {
    String path = scene.signedPath(scene.file("a.txt", HELLO));
    scene.clock().advance(Duration.ofMinutes(15));

    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("code").textValue()).isEqualTo("download_url_expired");
  }

  @Test
  void foreignTokenTellsNothing() throws Exception {
    String path = scene.signedPath(scene.file("a.txt", HELLO));
    String upload = scene.uploadPath(scene.begin("b.txt", UploadOptions.DEFAULT));
    String token = path.split("/", -1)[3];

    for (String other :
        new String[] {"x", token.substring(1), token + "A", upload.split("/", -1)[3]}) {
      assertThat(get("/content/files/" + other).status()).isEqualTo(404);
    }
  }

  @Test
  void signedUrlOfADeletedFileIsNotFound() throws Exception {
    FileItem file = scene.file("a.txt", HELLO);
    String path = scene.signedPath(file);
    scene.files().trash(file.id());

    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void whatIsNotPublicIsNotThere() throws Exception {
    FileItem secret = scene.file("secret.txt", HELLO);
    FileItem trashed = scene.publicFile("trashed.txt", HELLO);
    FileItem former = scene.publicFile("former.txt", HELLO);
    FileItem pending =
        scene.begin("p.txt", UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC)).file();
    scene.files().trash(trashed.id());
    scene.files().update(former.id(), ItemChanges.NONE.withVisibility(Visibility.PRIVATE));
    String expected = get("/content/public/" + UNKNOWN).text();

    for (Object id :
        new Object[] {
          secret.id(),
          trashed.id(),
          former.id(),
          pending.id(),
          "x",
          scene.files().createFolder("folder").id(),
          scene.files().createLink("link", "https://example.com").id()
        }) {
      Answer answer = get("/content/public/" + id + "/name");
      assertThat(answer.status()).as("%s", id).isEqualTo(404);
      assertThat(answer.text()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bytes=0-4; bytes 0-4/12; Hello",
        "bytes=7-; bytes 7-11/12; world",
        "bytes=-5; bytes 7-11/12; world",
        "bytes=0-; bytes 0-11/12; Hello, world",
        "bytes=7-100; bytes 7-11/12; world",
        "bytes=-100; bytes 0-11/12; Hello, world",
      })
  void rangeIsAnsweredAlone(String range, String contentRange, String text) throws Exception {
    FileItem file = scene.file("a.txt", HELLO);

    Answer answer = send("GET", scene.signedPath(file), Map.of("Range", range));

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range")).contains(contentRange);
    assertThat(answer.header("Content-Length")).contains(String.valueOf(text.length()));
    assertThat(answer.header("ETag")).contains(tag(file));
    assertThat(answer.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-2", "bytes=x", "lines=1-2", "bytes=0-1,3-4", "bytes"})
  void whatIsNoSingleRangeIsIgnored(String range) throws Exception {
    Answer answer =
        send("GET", scene.signedPath(scene.file("a.txt", HELLO)), Map.of("Range", range));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(HELLO);
    assertThat(answer.header("Content-Range")).isEmpty();
  }

  @Test
  void rangePastTheEndIsToldTheSize() throws Exception {
    Answer answer =
        send("GET", scene.signedPath(scene.file("a.txt", HELLO)), Map.of("Range", "bytes=12-"));

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */12");
    assertThat(answer.header("ETag")).isEmpty();
  }

  @Test
  void emptyFileHasNoRanges() throws Exception {
    String path = scene.signedPath(scene.file("a.txt", new byte[0]));

    assertThat(get(path).status()).isEqualTo(200);
    assertThat(get(path).header("Content-Length")).contains("0");
    assertThat(send("GET", path, Map.of("Range", "bytes=-5")).status()).isEqualTo(200);
    assertThat(send("GET", path, Map.of("Range", "bytes=0-")).header("Content-Range"))
        .contains("bytes */0");
  }

  @Test
  void headAnswersLikeGetAndOpensNothing() throws Exception {
    for (String path :
        new String[] {
          scene.signedPath(scene.file("a.txt", HELLO)),
          scene.publicPath(scene.publicFile("b.txt", HELLO))
        }) {
      Answer whole = get(path);
      scene.faults().failAt(Fault.BEFORE_EFFECT, 1);
      Answer head = send("HEAD", path, Map.of("Range", "bytes=0-1"));
      scene.faults().stop();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.bytes()).isEmpty();
      for (String header :
          new String[] {
            "Content-Length",
            "Content-Type",
            "Content-Disposition",
            "Cache-Control",
            "ETag",
            "Last-Modified",
            "Accept-Ranges",
            "Content-Security-Policy",
            "X-Content-Type-Options"
          }) {
        assertThat(head.header(header)).as(header).isPresent().isEqualTo(whole.header(header));
      }
      assertThat(scene.faults().hit()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "If-None-Match; TAG; 304",
        "If-None-Match; W/TAG; 304",
        "If-None-Match; \"x\", TAG; 304",
        "If-None-Match; *; 304",
        "If-None-Match; \"x\"; 200",
        "If-Match; TAG; 200",
        "If-Match; W/TAG; 412",
        "If-Match; \"x\"; 412",
        "If-Modified-Since; Sun, 01 Mar 2026 10:15:30 GMT; 304",
        "If-Modified-Since; Sun, 01 Mar 2026 10:15:29 GMT; 200",
        "If-Modified-Since; yesterday; 200",
        "If-Unmodified-Since; Sun, 01 Mar 2026 10:15:30 GMT; 200",
        "If-Unmodified-Since; Sun, 01 Mar 2026 10:15:29 GMT; 412",
      })
  void conditionsAreKept(String header, String value, int status) throws Exception {
    FileItem file = scene.publicFile("a.txt", HELLO);
    Map<String, String> headers = Map.of(header, value.replace("TAG", tag(file)));

    for (String method : new String[] {"GET", "HEAD"}) {
      Answer answer = send(method, scene.publicPath(file), headers);
      assertThat(answer.status()).isEqualTo(status);
      if (status == 304) {
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("ETag")).contains(tag(file));
        assertThat(answer.header("Cache-Control")).contains("public, max-age=60, must-revalidate");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TAG; 206",
        "W/TAG; 200",
        "\"x\"; 200",
        "Sun, 01 Mar 2026 10:15:30 GMT; 206",
        "Sun, 01 Mar 2026 10:15:31 GMT; 200"
      })
  void rangeIsOfTheStateThatIsMeant(String ifRange, int status) throws Exception {
    FileItem file = scene.file("a.txt", HELLO);
    Map<String, String> headers =
        Map.of("Range", "bytes=0-4", "If-Range", ifRange.replace("TAG", tag(file)));

    assertThat(send("GET", scene.signedPath(file), headers).status()).isEqualTo(status);
  }

  @Test
  void fileThatIsMadePrivateMeanwhileIsNotThere() throws Exception {
    FileItem file = scene.publicFile("a.txt", HELLO);
    String path = scene.publicPath(file);
    ItemChanges secret = ItemChanges.NONE.withVisibility(Visibility.PRIVATE);
    scene.catalogFaults().pauseWith(() -> scene.files().update(file.id(), secret));
    // The first transaction finds the channel, the second the file and its bytes.
    scene.catalogFaults().failAt(Fault.SLOW, 2);

    Answer answer = get(path);

    assertThat(scene.catalogFaults().hit()).isPresent();
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void headersAreThoseOfTheBytesThatAreSent() throws Exception {
    byte[] large = new byte[100_000];
    FileItem file = scene.file("a.txt", large);
    String path = scene.signedPath(file);
    scene.faults().pauseWith(() -> scene.files().rename(file.id(), "b.txt"));
    scene.faults().failAt(Fault.SLOW, 1);

    Answer answer = get(path);

    assertThat(scene.faults().hit()).isPresent();
    assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"a.txt\"");
    assertThat(answer.bytes()).isEqualTo(large);
  }

  @Test
  void largeFileComesWhole() throws Exception {
    byte[] large = new byte[3_000_001];
    Arrays.fill(large, (byte) 7);

    assertThat(get(scene.signedPath(scene.file("a.bin", large))).bytes()).isEqualTo(large);
  }
}
