package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What S3 forms consist of, and what becomes of them when requests fail or cross one another. */
@Timeout(60)
class S3FormsTest {
  private static final ContentKey PLAIN =
      new ContentKey("private/0123456789abcdef0123456789abcdef");
  private static final ContentKey KEY = new ContentKey(PLAIN + "-4102444800-form");

  private static final UploadTerms TERMS = UploadTerms.upTo(1000, Instant.EPOCH);

  private final OkHttpClient client = new OkHttpClient();
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private final Faults faults = new Faults();
  private S3Storage storage;

  @BeforeEach
  void open() throws IOException {
    S3Options options = server.options(buckets).withKeyPrefix("some/").withAttempts(3);
    storage = S3Storage.open(options, faults);
  }

  @AfterEach
  void noUploadIsLeftOpen() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    assertThat(server.openUploads(buckets)).as("open uploads").isZero();
    storage.close();
    server.drop(buckets);
  }

  @Test
  void policyFixesNameTypeAndSize() throws IOException {
    Instant end = Instant.now().plusSeconds(60);
    ContentHints hints = new ContentHints(new ContentType("text/plain"));
    TransferGrant form = storage.grantForm(KEY, UploadTerms.ofSize(7, end).withHints(hints));
    String name = "some/_forms/" + KEY.value().replace('/', '.');
    assertThat(form.formFields()).containsEntry("key", name);
    assertThat(policy(form))
        .contains(
            "[\"eq\",\"$bucket\",\"" + buckets.bucket() + "\"]",
            "[\"eq\",\"$key\",\"" + name + "\"]",
            "[\"eq\",\"$Content-Type\",\"text/plain\"]",
            "[\"content-length-range\",7,7]");
    assertThat(policy(storage.grantForm(KEY, UploadTerms.upTo(Long.MAX_VALUE, end))))
        .contains("[\"content-length-range\",0,5368709120]");
  }

  @Test
  void formEndsWithinAWeek() throws IOException {
    Instant now = Instant.now();
    TransferGrant form = storage.grantForm(KEY, UploadTerms.upTo(7, now.plus(Duration.ofDays(30))));
    assertThat(form.expiresAt())
        .isBetween(
            now.plus(Duration.ofDays(7)).minusSeconds(5), Instant.now().plus(Duration.ofDays(7)));
    assertThat(policy(form))
        .contains("\"expiration\":\"" + form.expiresAt().toString().substring(0, 19));
  }

  @Test
  void keyWhoseDeletionWouldLeaveTheFormIsRefused() {
    UploadTerms terms = UploadTerms.upTo(7, Instant.now().plusSeconds(60));
    assertThatThrownBy(() -> storage.grantForm(PLAIN, terms))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-form");
  }

  @Test
  void typeOfTheFormIsKeptWithTheObject() throws IOException {
    Instant end = Instant.now().plusSeconds(60);
    ContentHints hints = new ContentHints(new ContentType("text/plain"));
    send(storage.grantForm(KEY, UploadTerms.upTo(7, end).withHints(hints)), "one");
    storage.takeStaged(KEY, TERMS.withHints(hints));
    List<String> types = new ArrayList<>();
    faults.next(
        1,
        request -> request.method().equals("GET"),
        chain -> {
          Response answer = chain.proceed(chain.request());
          types.add(answer.header("Content-Type"));
          return answer;
        });
    assertThat(read()).isEqualTo("one");
    assertThat(types).containsExactly("text/plain");
  }

  @Test
  void whatIsSentForAPublicFileIsNotPublic() throws IOException {
    ContentKey key = new ContentKey("public/0123456789abcdef0123456789abcdef-4102444800-form");
    try (S3Storage both = S3Storage.open(server.publicOptions(buckets))) {
      TransferGrant form =
          both.grantForm(key, UploadTerms.upTo(100, Instant.now().plusSeconds(60)));
      assertThat(policy(form)).contains("[\"eq\",\"$bucket\",\"" + buckets.bucket() + "\"]");
      send(form, "one");
      assertThat(both.takeStaged(key, TERMS).map(StoredObject::size)).contains(3L);
      send(form, "another");
      both.delete(List.of(key));
      assertThat(both.takeStaged(key, TERMS)).isEmpty();
    }
  }

  @Test
  void formSentAgainBeforeItIsCopiedIsTakenAsItCameLast() throws IOException {
    TransferGrant form = sent("one");
    faults.next(1, Faults.PUT_PART, chain -> resent(chain, form, "another"));
    assertThat(storage.takeStaged(KEY, TERMS).map(StoredObject::size)).contains(7L);
    assertThat(read()).isEqualTo("another");
  }

  @Test
  void formSentAgainWhileItIsCopiedIsTakenAsItCameLast() throws IOException {
    TransferGrant form = sent("one");
    faults.next(
        1,
        Faults.PUT_PART,
        chain -> {
          Response answer = chain.proceed(chain.request());
          send(form, "another");
          return answer;
        });
    assertThat(storage.takeStaged(KEY, TERMS).map(StoredObject::size)).contains(7L);
    assertThat(read()).isEqualTo("another");
  }

  @Test
  void formSentAgainAllTheTimeIsGivenUp() throws IOException {
    TransferGrant form = sent("1");
    List<String> times = new ArrayList<>();
    faults.next(
        Integer.MAX_VALUE,
        Faults.PUT_PART,
        chain -> {
          times.add("1");
          return resent(chain, form, "1".repeat(times.size() + 1));
        });
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> storage.takeStaged(KEY, TERMS));
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(times).hasSize(10);
  }

  @Test
  void lostAnswersChangeNothing() throws IOException {
    sent("one");
    faults
        .next(1, Faults.PUT_PART, Faults::lostAnswer)
        .next(1, Faults.COMPLETE, Faults::lostAnswer)
        .next(1, S3FormsTest::isDeletion, Faults::lostAnswer);
    assertThat(storage.takeStaged(KEY, TERMS).map(StoredObject::size)).contains(3L);
    assertThat(read()).isEqualTo("one");
  }

  @Test
  void whatCannotBeDroppedGoesWithTheKey() throws IOException {
    sent("one");
    faults.next(1, S3FormsTest::isDeletion, Faults.refusal(403, "AccessDenied"));
    assertThat(storage.takeStaged(KEY, TERMS).map(StoredObject::size)).contains(3L);
    storage.delete(List.of(KEY));
    assertThat(storage.takeStaged(KEY, TERMS)).isEmpty();
  }

  @Test
  void failedTakeCanBeMadeAgain() throws IOException {
    sent("one");
    faults.next(1, Faults.PUT_PART, Faults.refusal(403, "AccessDenied"));
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> storage.takeStaged(KEY, TERMS));
    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(storage.takeStaged(KEY, TERMS).map(StoredObject::size)).contains(3L);
  }

  @Test
  void deletingOtherKeysNamesNoForm() throws IOException {
    List<String> bodies = new ArrayList<>();
    faults.next(
        2,
        S3FormsTest::isDeletion,
        chain -> {
          bodies.add(body(chain.request()));
          return chain.proceed(chain.request());
        });
    storage.delete(List.of(PLAIN));
    storage.delete(List.of(PLAIN, KEY));
    assertThat(bodies).hasSize(2);
    assertThat(bodies.get(0)).doesNotContain("_forms/");
    assertThat(bodies.get(1)).containsOnlyOnce("_forms/").contains("-form<");
  }

  private TransferGrant sent(String bytes) throws IOException {
    TransferGrant form =
        storage.grantForm(KEY, UploadTerms.upTo(100, Instant.now().plusSeconds(60)));
    send(form, bytes);
    return form;
  }

  private Response resent(Interceptor.Chain chain, TransferGrant form, String bytes)
      throws IOException {
    send(form, bytes);
    return chain.proceed(chain.request());
  }

  private void send(TransferGrant form, String bytes) throws IOException {
    MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
    form.formFields().forEach(body::addFormDataPart);
    body.addFormDataPart("file", "file", RequestBody.create(bytes.getBytes(UTF_8)));
    Request request = new Request.Builder().url(form.url().toString()).post(body.build()).build();
    try (Response answer = client.newCall(request).execute()) {
      assertThat(answer.code()).isEqualTo(204);
    }
  }

  private String read() throws IOException {
    try (InputStream in = storage.open(KEY, ByteRange.ALL)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static boolean isDeletion(Request request) {
    return request.method().equals("POST")
        && request.url().queryParameterNames().contains("delete");
  }

  private static String policy(TransferGrant form) {
    return new String(Base64.getDecoder().decode(form.formFields().get("policy")), UTF_8);
  }

  private static String body(Request request) throws IOException {
    Buffer bytes = new Buffer();
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(bytes);
    }
    return bytes.readUtf8();
  }
}
