package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.model.ByteRange;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.PublicUrls;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import io.filelibrary.storage.s3.S3Verification.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Tries what a store has to do, with small objects under random keys that are deleted again. */
final class StoreVerifier {
  static final String JOINS_ONCE = "joining parts overwrites no object, by the store's own check";
  static final String DROPS_PARTS = "parts that are not named do not keep others from being joined";

  private static final byte[] BYTES = "0123456789".getBytes(UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int FIRST_ERROR = 400;

  private final S3Storage storage;
  private final Instant grantsEnd;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final List<Check> checks = new ArrayList<>();
  private final List<ContentKey> keys = new ArrayList<>();
  private final List<MultipartUpload> uploads = new ArrayList<>();

  StoreVerifier(S3Storage storage, Instant now) {
    this.storage = storage;
    this.grantsEnd = now.plus(Duration.ofMinutes(10));
  }

  /** Something that a store should do; ends without an exception if it does. */
  @FunctionalInterface
  private interface Trial {
    void run() throws IOException, InterruptedException;
  }

  S3Verification run() throws IOException {
    try {
      check("an object is stored and read back", this::putAndRead);
      check("a range gives exactly its bytes", this::readRange);
      check("an object that is there is not overwritten", this::putTwice);
      check("objects are listed in the order of their names", this::list);
      check("an object is copied by the store", this::copy);
      check("an upload by a signed URL is stored, and once only", this::signedUpload);
      check("a download by a signed URL has the headers asked for", this::signedDownload);
      check("a changed signature is refused", this::changedSignature);
      check("a form bounds the size", this::boundedForm);
      check("a signed PUT without headers is kept aside and taken", this::plainPut);
      check("a signed PUT copies no other object", this::putOfAnotherObject);
      check("parts sent by signed URLs become an object", this::joinParts);
      check(JOINS_ONCE, this::joinOverObject);
      check(DROPS_PARTS, this::joinSomeParts);
      check("an aborted upload has no parts", this::abort);
      if (storage instanceof PublicUrls urls) {
        check("everyone reads a public object", () -> readPublicly(urls));
        check("nobody but the owner lists the public bucket", () -> listPublicly(urls));
      }
    } finally {
      for (MultipartUpload upload : uploads) {
        storage.abortParts(upload);
      }
      storage.delete(keys);
    }
    return new S3Verification(checks);
  }

  private void check(String promise, Trial trial) {
    try {
      trial.run();
      checks.add(new Check(promise, true, ""));
    } catch (IOException | RuntimeException e) {
      checks.add(new Check(promise, false, String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      checks.add(new Check(promise, false, "interrupted"));
    }
  }

  private void putAndRead() throws IOException {
    require(read(stored(), ByteRange.ALL).equals(text()), "other bytes came back");
  }

  private void readRange() throws IOException {
    String part = read(stored(), ByteRange.of(2, 3));
    require(part.equals(text().substring(2, 5)), "bytes 2 to 4 were " + part);
  }

  private void putTwice() throws IOException {
    ContentKey key = stored();
    try {
      put(key);
    } catch (BackendException e) {
      require(e.reason() == Reason.ALREADY_EXISTS, String.valueOf(e.getMessage()));
      return;
    }
    throw new IOException("it was; the store does not know If-None-Match");
  }

  private void list() throws IOException {
    ContentKey before = key("private/");
    List<ContentKey> wanted = new ArrayList<>();
    for (String end : List.of("-a", "0a", "a0")) {
      wanted.add(new ContentKey(before.value() + end));
    }
    keys.addAll(wanted);
    for (int last = wanted.size() - 1; last >= 0; last--) {
      put(wanted.get(last));
    }
    List<ContentKey> listed =
        storage.list(Optional.of(before), wanted.size()).stream().map(StoredObject::key).toList();
    require(listed.equals(wanted), "the list was " + listed);
  }

  private void copy() throws IOException {
    ContentKey target = key("private/");
    storage.copy(stored(), target, ContentHints.NONE);
    require(read(target, ByteRange.ALL).equals(text()), "other bytes came back");
  }

  private void signedUpload() throws IOException, InterruptedException {
    ContentKey key = key("private/");
    TransferGrant grant = storage.grantUpload(key, UploadTerms.ofSize(BYTES.length, grantsEnd));
    requireStatus(OK, send(grant));
    require(read(key, ByteRange.ALL).equals(text()), "other bytes were stored");
    int again = send(grant);
    require(again >= FIRST_ERROR, "the second upload was answered with " + again);
  }

  private void signedDownload() throws IOException, InterruptedException {
    String disposition = "attachment; filename*=UTF-8''%E2%82%AC.txt";
    TransferGrant grant =
        storage.grantDownload(stored(), disposition, ContentHints.NONE, grantsEnd);
    HttpResponse<String> answer = get(grant.url());
    requireStatus(OK, answer.statusCode());
    String header = answer.headers().firstValue("Content-Disposition").orElse("absent");
    require(header.equals(disposition), "the Content-Disposition was " + header);
  }

  private void changedSignature() throws IOException, InterruptedException {
    TransferGrant grant = storage.grantDownload(stored(), "inline", ContentHints.NONE, grantsEnd);
    int status = get(URI.create(grant.url() + "0")).statusCode();
    require(status >= FIRST_ERROR, "it was answered with " + status);
  }

  private void boundedForm() throws IOException, InterruptedException {
    ContentKey key = stagedKey();
    UploadTerms terms = UploadTerms.upTo(BYTES.length, grantsEnd);
    int refused = sendForm(storage.grantForm(key, UploadTerms.upTo(BYTES.length - 1, grantsEnd)));
    require(refused >= FIRST_ERROR, "a byte too many was answered with " + refused);
    require(storage.takeStaged(key, terms).isEmpty(), "a byte too many was kept");
    requireStatus(NO_CONTENT, sendForm(storage.grantForm(key, terms)));
    require(storage.takeStaged(key, terms).isPresent(), "what was sent was not there");
    require(read(key, ByteRange.ALL).equals(text()), "other bytes were taken");
  }

  private void plainPut() throws IOException, InterruptedException {
    ContentKey key = stagedKey();
    UploadTerms terms = UploadTerms.upTo(BYTES.length, grantsEnd);
    requireStatus(
        OK, send(storage.grantPlainPut(key, terms), Map.of("Content-Type", "any/thing"), BYTES));
    require(storage.stat(key).isEmpty(), "what was sent was an object before it was taken");
    require(storage.takeStaged(key, terms).isPresent(), "what was sent was not there");
    require(read(key, ByteRange.ALL).equals(text()), "other bytes were taken");
  }

  /** A store that heeds an unsigned header would let a client copy what it may not read. */
  private void putOfAnotherObject() throws IOException, InterruptedException {
    Location secret = storage.layout().of(stored());
    ContentKey key = stagedKey();
    UploadTerms terms = UploadTerms.upTo(Long.MAX_VALUE, grantsEnd);
    TransferGrant grant = storage.grantPlainPut(key, terms);
    Map<String, String> source =
        Map.of("x-amz-copy-source", "/" + secret.bucket() + "/" + secret.name());
    int status = send(grant, source, new byte[] {'x'});
    Optional<StoredObject> taken = storage.takeStaged(key, terms);
    require(
        taken.isEmpty() || read(key, ByteRange.ALL).equals("x"),
        "an unsigned x-amz-copy-source was heeded, and answered with " + status);
  }

  private ContentKey stagedKey() {
    ContentKey key = new ContentKey(key("private/") + StagedUploads.KEY_END);
    keys.add(key);
    return key;
  }

  private void joinParts() throws IOException, InterruptedException {
    ContentKey key = key("private/");
    MultipartUpload upload = uploadOfOnePart(key);
    storage.completeParts(upload, storage.parts(upload));
    require(read(key, ByteRange.ALL).equals(text()), "other bytes came back");
  }

  private void joinOverObject() throws IOException, InterruptedException {
    ContentKey key = key("private/");
    MultipartUpload upload = uploadOfOnePart(key);
    List<StoredPart> parts = storage.parts(upload);
    put(key);
    try {
      storage.joinWithoutLooking(upload, parts);
    } catch (BackendException e) {
      require(e.reason() == Reason.ALREADY_EXISTS, String.valueOf(e.getMessage()));
      return;
    }
    throw new IOException("it did; the storage looks before, as keys are made once");
  }

  private void joinSomeParts() throws IOException, InterruptedException {
    ContentKey key = key("private/");
    MultipartUpload upload = uploadOfOnePart(key);
    sendPart(upload, 2);
    storage.joinWithoutLooking(upload, storage.parts(upload).subList(0, 1));
    require(read(key, ByteRange.ALL).equals(text()), "other bytes came back");
  }

  private void abort() throws IOException, InterruptedException {
    MultipartUpload upload = uploadOfOnePart(key("private/"));
    storage.abortParts(upload);
    try {
      require(storage.parts(upload).isEmpty(), "it still had its part");
    } catch (BackendException e) {
      require(e.reason() == Reason.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  private void readPublicly(PublicUrls urls) throws IOException, InterruptedException {
    ContentKey key = key("public/");
    put(key);
    HttpResponse<String> answer = get(urls.publicUrl(key));
    requireStatus(OK, answer.statusCode());
    require(answer.body().equals(text()), "other bytes came back");
  }

  private void listPublicly(PublicUrls urls) throws IOException, InterruptedException {
    ContentKey key = key("public/");
    put(key);
    String url = urls.publicUrl(key).toString();
    String bucket = url.substring(0, url.length() - storage.layout().name(key).length());
    String body = get(URI.create(bucket)).body();
    require(!body.contains(key.value().substring("public/".length())), "everyone can list it");
  }

  private MultipartUpload uploadOfOnePart(ContentKey key) throws IOException, InterruptedException {
    MultipartUpload upload = storage.beginParts(key, ContentHints.NONE);
    uploads.add(upload);
    sendPart(upload, 1);
    return upload;
  }

  private void sendPart(MultipartUpload upload, int number)
      throws IOException, InterruptedException {
    TransferGrant grant = storage.grantPart(upload, number, BYTES.length, grantsEnd);
    requireStatus(OK, send(grant));
  }

  private ContentKey key(String visibility) {
    ContentKey key = new ContentKey(visibility + UUID.randomUUID().toString().replace("-", ""));
    keys.add(key);
    return key;
  }

  private ContentKey stored() throws IOException {
    ContentKey key = key("private/");
    put(key);
    return key;
  }

  private void put(ContentKey key) throws IOException {
    storage.put(
        key, new ByteArrayInputStream(BYTES), OptionalLong.of(BYTES.length), ContentHints.NONE);
  }

  private String read(ContentKey key, ByteRange range) throws IOException {
    try (InputStream in = storage.open(key, range)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private int send(TransferGrant grant) throws IOException, InterruptedException {
    return send(grant, Map.of(), BYTES);
  }

  private int send(TransferGrant grant, Map<String, String> further, byte[] bytes)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(grant.url())
            .timeout(PATIENCE)
            .PUT(BodyPublishers.ofByteArray(bytes));
    further.forEach(request::header);
    grant
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equals("Content-Length")) {
                request.header(name, value);
              }
            });
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private int sendForm(TransferGrant form) throws IOException, InterruptedException {
    String boundary = "--" + UUID.randomUUID();
    StringBuilder body = new StringBuilder();
    form.formFields()
        .forEach((name, value) -> body.append(field(boundary, name)).append(value).append("\r\n"));
    body.append(field(boundary, "file\"; filename=\"file")).append(text());
    body.append("\r\n--").append(boundary).append("--\r\n");
    HttpRequest request =
        HttpRequest.newBuilder(form.url())
            .timeout(PATIENCE)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(body.toString(), UTF_8))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String field(String boundary, String name) {
    String head = "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    return "--" + boundary + head;
  }

  private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.ofString(UTF_8));
  }

  private static String text() {
    return new String(BYTES, UTF_8);
  }

  private static void requireStatus(int expected, int status) throws IOException {
    require(status == expected, "it was answered with " + status);
  }

  private static void require(boolean condition, String otherwise) throws IOException {
    if (!condition) {
      throw new IOException(otherwise);
    }
  }
}
