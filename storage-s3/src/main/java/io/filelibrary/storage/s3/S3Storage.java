package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import io.filelibrary.storage.s3.OnceOnlyWrites.Mark;
import io.minio.Http;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Interceptor;

/**
 * Keeps contents as objects of an S3-compatible store: in one bucket, or with those of public files
 * in a second one; then it is an {@link S3PublicStorage}.
 *
 * <p>A put that fits into one part is one request. A larger one, or one of unknown size that turns
 * out to be larger, is sent in parts, several at once; the object appears with the last request. No
 * key is written twice: the request that makes an object carries {@code If-None-Match: *}. Stores
 * that ignore it where parts are joined are asked before, which is enough as long as keys are made
 * once. Every object carries a mark of its put in its metadata, by which the storage finds out
 * whether a request whose answer was lost has made it.
 *
 * <p>Parts are dropped when a put fails. A process that is killed leaves its parts in the store:
 * {@link #abortPartsBegunBefore} drops them, and so does a rule of the bucket's own for incomplete
 * uploads.
 *
 * <p>An interrupt does not end a call, which the timeouts bound. Any number of instances, threads
 * and processes may share a bucket and a prefix. Requests that fail for a passing cause are made
 * again here, so that nothing above needs to.
 */
public sealed class S3Storage
    implements ServerSideCopy, DirectUploads, StagedUploads, DirectDownloads, DirectMultipartUploads
    permits S3PublicStorage {
  private static final PartLimits LIMITS =
      new PartLimits(S3Options.MIN_PART_SIZE, 5L << 30, 10_000);

  private static final String NO_CREDENTIALS =
      "no credentials were found; give an access key and its secret, or set AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY";

  private final KeyLayout layout;
  private final Presigner presigner;
  private final Reads reads;
  private final Puts puts;
  private final Copies copies;
  private final Multiparts multiparts;
  private final Inventory inventory;
  private final StagedObjects staged;
  private final Clock clock;
  private final OpenCalls openCalls;
  private final S3Notifications notifications;

  S3Storage(S3Options options, S3Calls calls) {
    this.layout = new KeyLayout(options);
    this.presigner = new Presigner(options);
    this.reads = new Reads(calls, layout);
    OnceOnlyWrites writes = new OnceOnlyWrites(calls, reads, layout);
    this.multiparts = new Multiparts(calls, layout, reads, writes);
    this.puts = new Puts(calls, layout, reads, writes, multiparts, options);
    this.copies = new Copies(calls, layout, reads, puts, multiparts, options.clock());
    this.inventory = new Inventory(calls, layout);
    this.staged = new StagedObjects(layout, reads, copies, inventory);
    this.clock = options.clock();
    S3Listeners listeners = new S3Listeners(calls, layout);
    this.openCalls =
        new OpenCalls(
            () -> {
              listeners.close();
              calls.close();
            });
    this.notifications = new S3Notifications(layout, listeners, openCalls);
  }

  /**
   * Opens a storage, and checks that its buckets can be listed.
   *
   * @param options where the store is, and what else is chosen
   * @return the storage; with a public bucket it is an {@link S3PublicStorage}
   * @throws BackendException {@code MISCONFIGURED} if there is no such bucket, it is in another
   *     region, there are no credentials, or the clock differs from the store's; {@code DENIED} if
   *     the store refuses the credentials; {@code UNAVAILABLE} if it does not answer
   * @throws IOException if the store fails
   */
  public static S3Storage open(S3Options options) throws IOException {
    return open(options, chain -> chain.proceed(chain.request()));
  }

  /** Opens a storage whose requests are counted, or fail as a test wants it. */
  static S3Storage open(S3Options options, Interceptor interceptor) throws IOException {
    requireCredentials(options);
    S3Calls calls = S3Calls.create(options, interceptor);
    S3Storage storage =
        options.publicBucket().isPresent()
            ? new S3PublicStorage(options, calls)
            : new S3Storage(options, calls);
    boolean opened = false;
    try {
      for (String bucket : storage.layout.buckets()) {
        storage.inventory.requireListable(bucket, options.clock());
      }
      opened = true;
      return storage;
    } finally {
      if (!opened) {
        calls.close();
      }
    }
  }

  private static void requireCredentials(S3Options options) throws BackendException {
    try {
      if (options.credentials().provider().fetch() != null) {
        return;
      }
    } catch (RuntimeException e) {
      throw new BackendException(
          Reason.MISCONFIGURED, Effect.NONE, NO_CREDENTIALS + " (" + e.getMessage() + ")", e);
    }
    throw new BackendException(Reason.MISCONFIGURED, NO_CREDENTIALS);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The content type is kept with the object. The effect of a failure is {@code UNKNOWN} only if
   * the store did not answer for as long as it was asked.
   *
   * @throws IllegalArgumentException if the expected size is negative
   */
  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    return openCalls.during(() -> puts.put(key, bytes, expectedSize, hints));
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    return openCalls.during(() -> reads.open(key, range));
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    return openCalls.during(() -> reads.stat(key));
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    openCalls.during(
        () -> {
          inventory.delete(keys);
          return true;
        });
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return openCalls.during(() -> inventory.list(after, limit));
  }

  @Override
  public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws IOException {
    return openCalls.during(() -> copies.copy(source, target, hints));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A PUT whose headers are all signed: size and SHA-256 where they are known, the content type,
   * and {@code If-None-Match: *}. A store that knows the hash's header refuses other bytes. Where
   * the size is unknown the store bounds nothing. Ends within 7 days.
   */
  @Override
  public TransferGrant grantUpload(ContentKey key, UploadTerms terms) throws IOException {
    return openCalls.during(
        () -> {
          Map<String, String> headers = new LinkedHashMap<>();
          headers.put("Content-Type", terms.hints().contentType().value());
          headers.putAll(OnceOnlyWrites.IF_ABSENT);
          terms.expectedSha256().ifPresent(hash -> headers.putAll(Checksums.of(hash)));
          terms
              .expectedSize()
              .ifPresent(size -> headers.put("Content-Length", Long.toString(size)));
          return presigner.grant(
              Http.Method.PUT, layout.of(key), Map.of(), headers, terms.expiresAt());
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>A form with a policy, of at most 5 GiB, that ends within 7 days. What it sends is an object
   * below {@code _forms/}, after the prefix, in the bucket that is not public.
   *
   * @throws IllegalArgumentException if the key does not end in {@link StagedUploads#KEY_END}, or
   *     the end is past
   */
  @Override
  public TransferGrant grantForm(ContentKey key, UploadTerms terms) throws IOException {
    return openCalls.during(() -> presigner.form(stagedAt(key), terms));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A PUT of which nothing but the host is signed, of at most 5 GiB, that ends within 7 days. It
   * sends where a form does. What else the client's headers say goes when the bytes are taken.
   *
   * @throws IllegalArgumentException if the key does not end in {@link StagedUploads#KEY_END}, or
   *     the end is past
   */
  @Override
  public TransferGrant grantPlainPut(ContentKey key, UploadTerms terms) throws IOException {
    return openCalls.during(
        () ->
            presigner.grant(Http.Method.PUT, stagedAt(key), Map.of(), Map.of(), terms.expiresAt()));
  }

  private Location stagedAt(ContentKey key) {
    if (!key.value().endsWith(KEY_END)) {
      throw new IllegalArgumentException("the key does not end in " + KEY_END + ": " + key);
    }
    return layout.asideOf(key);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Copies what came within the store and deletes it. If the answer is lost the effect is {@code
   * UNKNOWN}; it can be called again.
   */
  @Override
  public Optional<StoredObject> takeStaged(ContentKey key, UploadTerms terms) throws IOException {
    return openCalls.during(() -> staged.take(key, terms));
  }

  @Override
  public void dropStaged(Collection<ContentKey> keys) throws IOException {
    openCalls.during(
        () -> {
          inventory.deleteAside(keys);
          return true;
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Whether the object exists shows when the grant is used. Ends within 7 days.
   */
  @Override
  public TransferGrant grantDownload(
      ContentKey key, String contentDisposition, ContentHints hints, Instant expiresAt)
      throws IOException {
    if (!contentDisposition.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("a Content-Disposition is printable ASCII");
    }
    return openCalls.during(
        () -> {
          Map<String, String> query = new LinkedHashMap<>();
          query.put("response-content-disposition", contentDisposition);
          query.put("response-content-type", hints.contentType().value());
          return presigner.grant(Http.Method.GET, layout.of(key), query, Map.of(), expiresAt);
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>5 MiB to 5 GiB, numbered up to 10,000, as S3 has it.
   */
  @Override
  public PartLimits partLimits() {
    return LIMITS;
  }

  @Override
  public MultipartUpload beginParts(ContentKey key, ContentHints hints) throws IOException {
    return openCalls.during(
        () -> new MultipartUpload(key, multiparts.begin(key, hints, Mark.create(), false).id()));
  }

  @Override
  public TransferGrant grantPart(MultipartUpload upload, int number, long size, Instant expiresAt)
      throws IOException {
    return openCalls.during(
        () -> {
          if (number < 1 || number > LIMITS.maxParts() || size < 0 || size > LIMITS.maxSize()) {
            throw new IllegalArgumentException(
                "a part has a number from 1 to 10,000 and up to 5 GiB, not "
                    + number
                    + ", "
                    + size);
          }
          Map<String, String> query = new LinkedHashMap<>();
          query.put("partNumber", Integer.toString(number));
          query.put("uploadId", upload.id());
          Map<String, String> headers = Map.of("Content-Length", Long.toString(size));
          return presigner.grant(
              Http.Method.PUT, layout.of(upload.key()), query, headers, expiresAt);
        });
  }

  @Override
  public List<StoredPart> parts(MultipartUpload upload) throws IOException {
    return openCalls.during(
        () ->
            multiparts.parts(at(upload)).stream()
                .map(part -> new StoredPart(part.partNumber(), part.partSize(), part.etag()))
                .toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the answer is lost the effect is {@code UNKNOWN}: {@link #stat} tells whether there is an
   * object. If the object was made, but could not be looked at, it is {@code DONE}.
   */
  @Override
  public StoredObject completeParts(MultipartUpload upload, List<StoredPart> parts)
      throws IOException {
    return openCalls.during(
        () -> {
          multiparts.completeForOthers(at(upload), named(parts));
          return reads
              .stat(upload.key(), Effect.DONE)
              .orElseThrow(() -> Failures.notFound(upload.key()));
        });
  }

  @Override
  public void abortParts(MultipartUpload upload) throws IOException {
    openCalls.during(
        () -> {
          multiparts.abort(at(upload));
          return true;
        });
  }

  @Override
  public int abortPartsBegunBefore(Instant begunBefore) throws IOException {
    return openCalls.during(() -> multiparts.abortBegunBefore(begunBefore));
  }

  /**
   * Tries on the store what this storage needs of it, with small objects under random keys that are
   * deleted again. Signed URLs are used from here, so that the public endpoint has to be within
   * reach. For whoever sets up a store; nothing else needs it.
   *
   * @return which promises the store keeps
   * @throws IOException if the objects of the trial cannot be deleted
   */
  public S3Verification verify() throws IOException {
    return new StoreVerifier(this, clock.instant()).run();
  }

  /**
   * Returns what understands the store's messages about created objects, and listens to a MinIO.
   *
   * @return the notifications of this storage, the same ones each time
   */
  public S3Notifications notifications() {
    return notifications;
  }

  /** Completes an upload without looking for an object before. */
  void joinWithoutLooking(MultipartUpload upload, List<StoredPart> parts) throws IOException {
    openCalls.during(() -> multiparts.join(at(upload), named(parts)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Calls that run go on to their ends, and so do streams that are open. Then the listeners end.
   */
  @Override
  public void close() {
    openCalls.close();
  }

  KeyLayout layout() {
    return layout;
  }

  Presigner presigner() {
    return presigner;
  }

  private static Part[] named(List<StoredPart> parts) {
    return parts.stream().map(part -> new Part(part.number(), part.tag())).toArray(Part[]::new);
  }

  private Multipart at(MultipartUpload upload) {
    return new Multipart(upload.key(), layout.of(upload.key()), upload.id());
  }
}
