package io.filelibrary.testkit;

import io.filelibrary.model.StoredPart;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The open uploads of a {@link SignedStorage}, and their parts. */
final class SignedParts {
  private final StorageBackend storage;
  private final Flaw flaw;
  private final Map<MultipartUpload, Open> uploads = new LinkedHashMap<>();
  private int begun;

  SignedParts(StorageBackend storage, Flaw flaw) {
    this.storage = storage;
    this.flaw = flaw;
  }

  synchronized MultipartUpload begin(ContentKey key) {
    begun++;
    MultipartUpload upload = new MultipartUpload(key, "upload-" + begun);
    uploads.put(upload, new Open(Instant.now()));
    return upload;
  }

  synchronized void receive(MultipartUpload upload, int number, byte[] bytes)
      throws BackendException {
    Open open = open(upload);
    if (flaw == Flaw.KEEPS_FORMER_PART) {
      open.parts.putIfAbsent(number, bytes);
    } else {
      open.parts.put(number, bytes);
    }
    open.asTheyCame.put(number, bytes);
  }

  synchronized List<StoredPart> list(MultipartUpload upload) throws BackendException {
    return open(upload).parts.entrySet().stream()
        .map(part -> stored(part.getKey(), part.getValue()))
        .toList();
  }

  synchronized StoredObject complete(MultipartUpload upload, List<StoredPart> named)
      throws IOException {
    Open open = open(upload);
    Map<Integer, byte[]> chosen = new TreeMap<>();
    for (StoredPart part : named) {
      byte[] bytes = open.parts.get(part.number());
      boolean came = bytes != null && stored(part.number(), bytes).equals(part);
      if (!came && flaw != Flaw.JOINS_ALL_PARTS) {
        throw new BackendException(Reason.NOT_FOUND, "no part " + part.number());
      }
      chosen.put(part.number(), Optional.ofNullable(bytes).orElse(new byte[0]));
    }
    open.asTheyCame.keySet().retainAll(chosen.keySet());
    Collection<byte[]> parts =
        switch (flaw) {
          case JOINS_AS_THEY_CAME -> open.asTheyCame.values();
          case JOINS_ALL_PARTS -> open.parts.values();
          default -> chosen.values();
        };
    if (flaw == Flaw.COMPLETES_OVER_OBJECTS) {
      storage.delete(List.of(upload.key()));
    }
    byte[] whole = PartProbe.joined(parts.toArray(byte[][]::new));
    StoredObject stored =
        storage.put(
            upload.key(),
            new ByteArrayInputStream(whole),
            OptionalLong.of(whole.length),
            ContentHints.NONE);
    uploads.remove(upload);
    return stored;
  }

  synchronized void abort(MultipartUpload upload) {
    if (flaw != Flaw.FORGETS_TO_ABORT) {
      uploads.remove(upload);
    }
  }

  synchronized int abortBegunBefore(Instant moment) {
    int before = uploads.size();
    uploads
        .values()
        .removeIf(open -> flaw == Flaw.ABORTS_YOUNG_UPLOADS || open.begun.isBefore(moment));
    return before - uploads.size();
  }

  private Open open(MultipartUpload upload) throws BackendException {
    Open open = uploads.get(upload);
    if (open == null) {
      throw new BackendException(Reason.NOT_FOUND, "no open upload " + upload.id());
    }
    return open;
  }

  private static StoredPart stored(int number, byte[] bytes) {
    return new StoredPart(number, bytes.length, Integer.toHexString(Arrays.hashCode(bytes)));
  }

  private static final class Open {
    final Instant begun;
    final Map<Integer, byte[]> parts = new TreeMap<>();
    final Map<Integer, byte[]> asTheyCame = new LinkedHashMap<>();

    Open(Instant begun) {
      this.begun = begun;
    }
  }
}
