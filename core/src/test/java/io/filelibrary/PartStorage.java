package io.filelibrary;

import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A storage in memory that takes parts and forms, but no single request, and whose clock a test
 * lets be past the ends of all grants.
 */
final class PartStorage extends FaultyStorage
    implements DirectMultipartUploads, StagedUploads, DirectDownloads {
  private final Map<MultipartUpload, SortedMap<Integer, byte[]>> open = new HashMap<>();
  private Runnable beforeJoining = () -> {};
  private boolean late;
  private int begun;

  PartStorage(TestClock clock, GuardedCatalog catalog) {
    super(clock, catalog);
  }

  /** Lets every grant end in the past by the storage's own clock. */
  void beLate() {
    late = true;
  }

  /** Runs something before the next parts are joined, which were listed before. */
  void beforeJoining(Runnable action) {
    beforeJoining = action;
  }

  /** Sends a part to the only upload that is open, as a client does. */
  void send(int number, byte[] bytes) {
    if (open.size() != 1) {
      throw new AssertionError(open.size() + " uploads in parts are open");
    }
    open.values().iterator().next().put(number, bytes);
  }

  int openUploads() {
    return open.size();
  }

  private TransferGrant grant(ContentKey key, Instant end) {
    requireNoTransaction("a grant");
    if (late) {
      throw new IllegalArgumentException("the end is past: " + end);
    }
    return new TransferGrant(
        "PUT", URI.create("https://storage.example/" + key), Map.of(), Map.of(), end);
  }

  private SortedMap<Integer, byte[]> of(MultipartUpload upload) throws BackendException {
    SortedMap<Integer, byte[]> parts = open.get(upload);
    if (parts == null) {
      throw new BackendException(Reason.NOT_FOUND, "not open: " + upload);
    }
    return parts;
  }

  private static StoredPart described(int number, byte[] bytes) {
    return new StoredPart(number, bytes.length, Fixture.sha256(bytes).hex());
  }

  @Override
  public PartLimits partLimits() {
    return new PartLimits(1, 1000, 10);
  }

  @Override
  public MultipartUpload beginParts(ContentKey key, ContentHints hints) {
    begun++;
    MultipartUpload upload = new MultipartUpload(key, "parts-" + begun);
    open.put(upload, new TreeMap<>());
    return upload;
  }

  @Override
  public TransferGrant grantPart(MultipartUpload upload, int number, long size, Instant expiresAt) {
    return grant(upload.key(), expiresAt);
  }

  @Override
  public List<StoredPart> parts(MultipartUpload upload) throws BackendException {
    return of(upload).entrySet().stream()
        .map(part -> described(part.getKey(), part.getValue()))
        .toList();
  }

  @Override
  public StoredObject completeParts(MultipartUpload upload, List<StoredPart> parts)
      throws IOException {
    Runnable action = beforeJoining;
    beforeJoining = () -> {};
    action.run();
    if (!parts(upload).containsAll(parts)) {
      throw new BackendException(Reason.NOT_FOUND, "lacks a part: " + upload);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    of(upload).values().forEach(whole::writeBytes);
    arrive(upload.key(), whole.toByteArray());
    open.remove(upload);
    return stat(upload.key()).orElseThrow();
  }

  @Override
  public void abortParts(MultipartUpload upload) {
    open.remove(upload);
  }

  @Override
  public int abortPartsBegunBefore(Instant begunBefore) {
    return 0;
  }

  @Override
  public TransferGrant grantForm(ContentKey key, UploadTerms terms) {
    return grant(key, terms.expiresAt());
  }

  @Override
  public TransferGrant grantPlainPut(ContentKey key, UploadTerms terms) {
    return grant(key, terms.expiresAt());
  }

  @Override
  public Optional<StoredObject> takeStaged(ContentKey key, UploadTerms terms) throws IOException {
    return stat(key);
  }

  @Override
  public void dropStaged(Collection<ContentKey> keys) {
    // What comes is an object at once.
  }

  @Override
  public TransferGrant grantDownload(
      ContentKey key, String contentDisposition, ContentHints hints, Instant expiresAt) {
    return grant(key, expiresAt);
  }
}
