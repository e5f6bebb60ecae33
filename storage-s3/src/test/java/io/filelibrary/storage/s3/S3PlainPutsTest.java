package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import io.minio.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What S3 grants to clients that send no header of their own, and what becomes of their lies. */
@Timeout(60)
class S3PlainPutsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final ContentKey KEY = new ContentKey("private/" + ID + "-4102444800-put-form");
  private static final ContentKey PUBLIC = new ContentKey("public/" + ID + "-4102444800-put-form");
  private static final ContentHints PNG = new ContentHints(new ContentType("image/png"));

  private final OkHttpClient client = new OkHttpClient();
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private final UploadTerms terms =
      UploadTerms.upTo(100, Instant.now().plusSeconds(60)).withHints(PNG);
  private S3PublicStorage storage;

  @BeforeEach
  void open() throws IOException {
    S3Options options = server.publicOptions(buckets).withKeyPrefix("some/");
    storage = (S3PublicStorage) S3Storage.open(options);
  }

  @AfterEach
  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    storage.close();
    server.drop(buckets);
  }

  @Test
  void nothingButTheHostIsSigned() throws IOException {
    TransferGrant grant = storage.grantPlainPut(PUBLIC, terms);

    HttpUrl url = HttpUrl.get(grant.url());
    assertThat(url.queryParameter("X-Amz-SignedHeaders")).isEqualTo("host");
    assertThat(url.encodedPath())
        .endsWith(buckets.bucket() + "/some/_forms/" + PUBLIC.value().replace('/', '.'));
    assertThat(grant.headers()).isEmpty();
  }

  @Test
  void grantEndsWithinAWeek() throws IOException {
    Instant now = Instant.now();
    TransferGrant grant =
        storage.grantPlainPut(KEY, UploadTerms.upTo(7, now.plus(Duration.ofDays(30))));
    assertThat(grant.expiresAt())
        .isBetween(
            now.plus(Duration.ofDays(7)).minusSeconds(5), Instant.now().plus(Duration.ofDays(7)));
  }

  @Test
  void keyWhoseDeletionWouldLeaveWhatIsAsideIsRefused() {
    assertThatThrownBy(() -> storage.grantPlainPut(new ContentKey("private/" + ID), terms))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-form");
  }

  @Test
  void publicObjectHasTheTypeOfTheTermsAndNothingElseThatItsSenderSaid() throws IOException {
    Headers lies =
        new Headers.Builder()
            .add("Content-Type", "text/html")
            .add("Content-Disposition", "inline")
            .add("Content-Language", "xx")
            .add("Cache-Control", "public, max-age=31536000")
            .build();
    assertThat(send(storage.grantPlainPut(PUBLIC, terms), "<script>", lies)).isEqualTo(200);

    assertThat(storage.takeStaged(PUBLIC, terms).map(StoredObject::size)).contains(8L);

    Headers served = get(storage.publicUrl(PUBLIC));
    assertThat(served.get("Content-Type")).isEqualTo("image/png");
    assertThat(served.get("Content-Disposition")).isNull();
    assertThat(served.get("Content-Language")).isNull();
    assertThat(served.get("Cache-Control")).isNull();
  }

  @Test
  void emptyPublicObjectHasTheTypeOfTheTermsToo() throws IOException {
    Headers html = Headers.of("Content-Type", "text/html");
    assertThat(send(storage.grantPlainPut(PUBLIC, terms), "", html)).isEqualTo(200);

    assertThat(storage.takeStaged(PUBLIC, terms).map(StoredObject::size)).contains(0L);

    assertThat(get(storage.publicUrl(PUBLIC)).get("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void whatIsSentForAPublicFileIsNotPublic() throws IOException {
    TransferGrant grant = storage.grantPlainPut(PUBLIC, terms);
    send(grant, "one", Headers.of());
    URI place = URI.create(grant.url().toString().replaceFirst("\\?.*", ""));
    assertThat(status(place)).isEqualTo(403);
    URI asPublic =
        URI.create(storage.publicUrl(PUBLIC).toString().replace("/some/", "/some/_forms/"));
    assertThat(status(asPublic)).isGreaterThanOrEqualTo(403);
    assertThat(status(storage.publicUrl(PUBLIC))).isGreaterThanOrEqualTo(403);
  }

  @Test
  void sizeThatIsNotAllowedIsNotCopied() throws IOException {
    TransferGrant grant = storage.grantPlainPut(KEY, terms);
    send(grant, "1".repeat(101), Headers.of());

    assertThat(storage.takeStaged(KEY, terms).map(StoredObject::size)).contains(101L);
    assertThat(storage.stat(KEY)).isEmpty();

    send(grant, "1".repeat(100), Headers.of());
    assertThat(storage.takeStaged(KEY, terms).map(StoredObject::size)).contains(100L);
    assertThat(storage.stat(KEY).map(StoredObject::size)).contains(100L);
  }

  @Test
  void whatIsDroppedIsNotTheObject() throws IOException {
    TransferGrant grant = storage.grantPlainPut(KEY, terms);
    send(grant, "one", Headers.of());
    storage.takeStaged(KEY, terms);
    send(grant, "another", Headers.of());

    storage.dropStaged(List.of(KEY, PUBLIC));

    assertThat(storage.stat(KEY).map(StoredObject::size)).contains(3L);
    TransferGrant look =
        storage
            .presigner()
            .grant(
                Http.Method.GET,
                storage.layout().asideOf(KEY),
                Map.of(),
                Map.of(),
                Instant.now().plusSeconds(60));
    assertThat(status(look.url())).isEqualTo(404);
  }

  private int send(TransferGrant grant, String bytes, Headers headers) throws IOException {
    Request request =
        new Request.Builder()
            .url(grant.url().toString())
            .headers(headers)
            .put(RequestBody.create(bytes.getBytes(UTF_8)))
            .build();
    try (Response answer = client.newCall(request).execute()) {
      return answer.code();
    }
  }

  private Headers get(URI url) throws IOException {
    try (Response answer =
        client.newCall(new Request.Builder().url(url.toString()).build()).execute()) {
      assertThat(answer.code()).isEqualTo(200);
      return answer.headers();
    }
  }

  private int status(URI url) throws IOException {
    try (Response answer =
        client.newCall(new Request.Builder().url(url.toString()).build()).execute()) {
      return answer.code();
    }
  }
}
