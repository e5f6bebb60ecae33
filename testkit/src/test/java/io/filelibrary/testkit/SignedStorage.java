package io.filelibrary.testkit;

import com.sun.net.httpserver.HttpServer;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.PartLimits;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.PublicUrls;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A storage in memory that clients reach over HTTP by signed URLs, or by signed forms. Keeps all
 * contracts, but for the one flaw that it may have.
 */
final class SignedStorage extends ForwardingStorage
    implements DirectUploads, StagedUploads, DirectDownloads, DirectMultipartUploads, PublicUrls {
  static final String FORM_PATH = "/form";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SignedParts parts;
  private final SignedForms forms;
  private final Flaw flaw;
  private final boolean form;
  private final Map<ContentKey, Sha256> declared = new ConcurrentHashMap<>();
  private final Set<ContentKey> formKeys = ConcurrentHashMap.newKeySet();
  private final AtomicInteger urls = new AtomicInteger();

  private SignedStorage(ServerSideCopy storage, HttpServer server, Flaw flaw, boolean form) {
    super(storage);
    this.server = server;
    this.parts = new SignedParts(storage, flaw);
    this.forms = new SignedForms(storage, flaw);
    this.flaw = flaw;
    this.form = form;
  }

  static SignedStorage open(Flaw flaw) throws IOException {
    return open(flaw, false);
  }

  static SignedStorage withForms(Flaw flaw) throws IOException {
    return open(flaw, true);
  }

  private static SignedStorage open(Flaw flaw, boolean form) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SignedStorage storage =
        new SignedStorage(InMemoryStorage.create(Clock.systemUTC()), server, flaw, form);
    server.setExecutor(storage.threads);
    server.createContext(
        "/", new SignedHandler(storage.delegate(), storage.parts, storage.forms, flaw));
    server.start();
    return storage;
  }

  @Override
  public TransferGrant grantUpload(ContentKey key, UploadTerms wanted) throws IOException {
    requireOpen(key);
    wanted.expectedSha256().ifPresent(hash -> declared.put(key, hash));
    Map<String, String> terms = terms(wanted);
    return form
        ? form(key, terms, wanted.expiresAt())
        : grant("PUT", key, terms, wanted.expiresAt());
  }

  @Override
  public TransferGrant grantForm(ContentKey key, UploadTerms wanted) throws IOException {
    requireOpen(key);
    if (!formKeys.add(key) && flaw == Flaw.GRANTS_ONE_FORM) {
      throw new IllegalArgumentException("a form was granted for " + key);
    }
    wanted.expectedSha256().ifPresent(hash -> declared.put(key, hash));
    Map<String, String> terms = terms(wanted);
    terms.put("aside", "true");
    return form(key, terms, wanted.expiresAt());
  }

  @Override
  public TransferGrant grantPlainPut(ContentKey key, UploadTerms wanted) throws IOException {
    requireOpen(key);
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("aside", "true");
    terms.put("max", Long.toString(Long.MAX_VALUE));
    return grant("PUT", key, terms, wanted.expiresAt());
  }

  @Override
  public Optional<StoredObject> takeStaged(ContentKey key, UploadTerms terms) throws IOException {
    requireOpen(key);
    return forms.take(key, terms).map(this::told);
  }

  @Override
  public void dropStaged(Collection<ContentKey> keys) throws IOException {
    requireOpen(new ContentKey("any"));
    forms.dropAside(keys);
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    super.delete(keys);
    forms.drop(keys);
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return forms.listed(after, limit);
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    return super.stat(key).map(this::told);
  }

  private StoredObject told(StoredObject found) {
    Sha256 trusted = declared.get(found.key());
    return trusted == null || flaw != Flaw.TRUSTS_HASHES
        ? found
        : new StoredObject(found.key(), found.size(), Optional.of(trusted), found.storedAt());
  }

  @Override
  public TransferGrant grantDownload(
      ContentKey key, String contentDisposition, ContentHints hints, Instant expiresAt)
      throws IOException {
    requireOpen(key);
    boolean printable = contentDisposition.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    if (!printable && flaw != Flaw.TAKES_ANY_HEADER) {
      throw new IllegalArgumentException("a header is printable ASCII");
    }
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("disposition", contentDisposition);
    terms.put("type", hints.contentType().value());
    return grant("GET", key, terms, expiresAt);
  }

  @Override
  public URI publicUrl(ContentKey key) {
    if (key.visibility() != Visibility.PUBLIC) {
      throw new IllegalArgumentException("not public: " + key);
    }
    String turn = flaw == Flaw.CHANGES_URLS ? "#" + urls.incrementAndGet() : "";
    return url("/" + key + turn);
  }

  @Override
  public PartLimits partLimits() {
    return new PartLimits(1024, 1L << 30, 10_000);
  }

  @Override
  public MultipartUpload beginParts(ContentKey key, ContentHints hints) throws IOException {
    requireOpen(key);
    return parts.begin(key);
  }

  @Override
  public TransferGrant grantPart(MultipartUpload upload, int number, long size, Instant expiresAt)
      throws IOException {
    requireOpen(upload.key());
    PartLimits limits = partLimits();
    boolean within = number >= 1 && number <= limits.maxParts();
    if (!within || size < 0 || size > limits.maxSize()) {
      throw new IllegalArgumentException("outside the limits: part " + number + " of " + size);
    }
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("upload", upload.id());
    terms.put("part", Integer.toString(number));
    terms.put("size", Long.toString(size));
    terms.put("max", Long.toString(size));
    return grant("PUT", upload.key(), terms, expiresAt);
  }

  @Override
  public List<StoredPart> parts(MultipartUpload upload) throws IOException {
    requireOpen(upload.key());
    return parts.list(upload);
  }

  @Override
  public StoredObject completeParts(MultipartUpload upload, List<StoredPart> named)
      throws IOException {
    requireOpen(upload.key());
    return parts.complete(upload, named);
  }

  @Override
  public void abortParts(MultipartUpload upload) throws IOException {
    requireOpen(upload.key());
    parts.abort(upload);
  }

  @Override
  public int abortPartsBegunBefore(Instant begunBefore) throws IOException {
    requireOpen(new ContentKey("any"));
    return parts.abortBegunBefore(begunBefore);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    if (flaw != Flaw.NEVER_CLOSES) {
      super.close();
    }
  }

  private void requireOpen(ContentKey key) throws IOException {
    // The storage in memory says whether it was closed.
    stat(key);
  }

  private static Map<String, String> terms(UploadTerms wanted) {
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("type", wanted.hints().contentType().value());
    terms.put("size", Long.toString(wanted.expectedSize().orElse(-1)));
    terms.put("max", Long.toString(wanted.maxSize()));
    return terms;
  }

  private TransferGrant form(ContentKey key, Map<String, String> terms, Instant expiresAt) {
    Map<String, String> all = new LinkedHashMap<>(terms);
    all.put("key", key.value());
    all.put("method", "POST");
    all.put("expires", expiresAt.toString());
    return new TransferGrant(
        "POST", url(FORM_PATH), Map.of(), UrlSigner.signed(FORM_PATH, all), expiresAt);
  }

  private TransferGrant grant(
      String method, ContentKey key, Map<String, String> terms, Instant expiresAt) {
    Map<String, String> all = new LinkedHashMap<>(terms);
    all.put("method", method);
    all.put("expires", expiresAt.toString());
    String path = "/" + key;
    Map<String, String> headers =
        flaw == Flaw.NEEDS_HEADERS_TO_BE_SAFE ? Map.of("If-None-Match", "*") : Map.of();
    return new TransferGrant(
        method,
        url(path + "?" + UrlSigner.query(UrlSigner.signed(path, all))),
        headers,
        Map.of(),
        expiresAt);
  }

  private URI url(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }
}
