package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.storage.s3.OnceOnlyWrites.Mark;
import io.filelibrary.storage.s3.StoreClient.PartsPage;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.ObjectWriteResponse;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.ListMultipartUploadsResult.Upload;
import io.minio.messages.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads in parts, as the store knows them. */
final class Multiparts {
  private static final Logger LOG = LoggerFactory.getLogger(Multiparts.class);

  private final S3Calls calls;
  private final KeyLayout layout;
  private final Reads reads;
  private final OnceOnlyWrites writes;

  Multiparts(S3Calls calls, KeyLayout layout, Reads reads, OnceOnlyWrites writes) {
    this.calls = calls;
    this.layout = layout;
    this.reads = reads;
    this.writes = writes;
  }

  /** Begins an upload, whose parts come with checksums or without. */
  Multipart begin(ContentKey key, ContentHints hints, Mark mark, boolean checksums)
      throws BackendException {
    Location location = layout.of(key);
    Map<String, String> headers = new LinkedHashMap<>(mark.header());
    headers.put("Content-Type", hints.contentType().value());
    if (checksums) {
      headers.put("x-amz-checksum-algorithm", Checksums.ALGORITHM);
    }
    CreateMultipartUploadArgs request =
        CreateMultipartUploadArgs.builder()
            .bucket(location.bucket())
            .object(location.name())
            .headers(S3Calls.headers(headers))
            .build();
    try {
      // Made again if the answer is lost: the upload that nobody knows has no parts, and is aborted
      // with the abandoned ones.
      String id = calls.repeat(client -> client.createMultipartUpload(request)).result().uploadId();
      return new Multipart(key, location, id);
    } catch (S3Failure failure) {
      throw Failures.of("storing " + key, Effect.NONE, failure);
    }
  }

  /** Makes the object of the parts, unless there is one. */
  Headers complete(Multipart upload, Part[] parts, Mark mark) throws BackendException {
    requireAbsent(upload);
    return writes.write(
        upload.key(), mark, client -> client.completeMultipartUpload(args(upload, parts)));
  }

  /** Makes the object of parts that others sent; what became of a lost request stays unknown. */
  Headers completeForOthers(Multipart upload, Part[] parts) throws BackendException {
    requireAbsent(upload);
    return join(upload, parts);
  }

  /** Makes the object of parts; whether there is one already is left to the store. */
  Headers join(Multipart upload, Part[] parts) throws BackendException {
    try {
      ObjectWriteResponse answer =
          calls.once(client -> client.completeMultipartUpload(args(upload, parts)));
      // Ceph 16 names no tag here: then the object itself tells whether the store has answered.
      boolean told = OnceOnlyWrites.namesTag(answer) || reads.head(upload.location()).isPresent();
      return told ? answer.headers() : OnceOnlyWrites.ofTheStore(answer);
    } catch (S3Failure failure) {
      if (failure.isPresent()) {
        throw Failures.alreadyExists(upload.key());
      }
      if (failure.code().startsWith("InvalidPart")) {
        throw notOpen(upload);
      }
      throw Failures.writing("completing " + upload.key(), failure);
    }
  }

  private static CompleteMultipartUploadArgs args(Multipart upload, Part[] parts) {
    return CompleteMultipartUploadArgs.builder()
        .bucket(upload.location().bucket())
        .object(upload.location().name())
        .uploadId(upload.id())
        .parts(parts)
        .maxRetries(1)
        .extraHeaders(OnceOnlyWrites.IF_ABSENT)
        .build();
  }

  // Some stores do not know the condition on this request. Keys are made once, so that nobody else
  // makes the object between this look and the request.
  private void requireAbsent(Multipart upload) throws BackendException {
    try {
      if (reads.head(upload.location()).isPresent()) {
        throw Failures.alreadyExists(upload.key());
      }
    } catch (S3Failure failure) {
      throw Failures.of("storing " + upload.key(), Effect.NONE, failure);
    }
  }

  List<Part> parts(Multipart upload) throws BackendException {
    List<Part> parts = new ArrayList<>();
    try {
      PartsPage page = page(upload, null);
      parts.addAll(page.parts());
      while (page.isTruncated()) {
        page = page(upload, page.nextPartNumberMarker());
        parts.addAll(page.parts());
      }
    } catch (S3Failure failure) {
      throw failure.isMissing()
          ? notOpen(upload)
          : Failures.of("listing the parts of " + upload.key(), Effect.NONE, failure);
    }
    return parts;
  }

  private PartsPage page(Multipart upload, @Nullable Integer after) throws S3Failure {
    ListPartsArgs.Builder request =
        ListPartsArgs.builder()
            .bucket(upload.location().bucket())
            .object(upload.location().name())
            .uploadId(upload.id());
    if (after != null) {
      request.partNumberMarker(after);
    }
    ListPartsArgs built = request.build();
    return calls.repeat(client -> client.partsPage(built));
  }

  /** Ends an upload; one that is not open is passed over. */
  void abort(Multipart upload) throws BackendException {
    try {
      calls.repeat(
          client ->
              client.abortMultipartUpload(
                  AbortMultipartUploadArgs.builder()
                      .bucket(upload.location().bucket())
                      .object(upload.location().name())
                      .uploadId(upload.id())
                      .build()));
    } catch (S3Failure failure) {
      if (!failure.isMissing()) {
        throw Failures.writing("aborting the upload of " + upload.key(), failure);
      }
    }
  }

  /** Ends an upload whose put has failed; what fails here is left to the cleanup. */
  void abandon(Multipart upload) {
    try {
      abort(upload);
    } catch (BackendException failure) {
      LOG.warn("the parts of {} are left in the store: {}", upload.key(), failure.getMessage());
    }
  }

  /** Ends all uploads of this storage that were begun before a moment. */
  int abortBegunBefore(Instant moment) throws BackendException {
    int aborted = 0;
    for (String bucket : layout.buckets()) {
      for (Upload upload : open(bucket)) {
        Location location = new Location(bucket, upload.objectName());
        Optional<ContentKey> key = layout.keyOf(location);
        if (key.isPresent() && upload.initiated().toInstant().isBefore(moment)) {
          abort(new Multipart(key.get(), location, upload.uploadId()));
          aborted++;
        }
      }
    }
    return aborted;
  }

  private List<Upload> open(String bucket) throws BackendException {
    List<Upload> uploads = new ArrayList<>();
    try {
      ListMultipartUploadsResult page = page(bucket, null, null);
      uploads.addAll(page.uploads());
      while (page.isTruncated()) {
        page = page(bucket, page.nextKeyMarker(), page.nextUploadIdMarker());
        uploads.addAll(page.uploads());
      }
    } catch (S3Failure failure) {
      throw Failures.of("listing the open uploads of " + bucket, Effect.NONE, failure);
    }
    return uploads;
  }

  private ListMultipartUploadsResult page(
      String bucket, @Nullable String afterName, @Nullable String afterId) throws S3Failure {
    ListMultipartUploadsArgs.Builder request =
        ListMultipartUploadsArgs.builder().bucket(bucket).prefix(layout.prefix());
    if (afterName != null) {
      request.keyMarker(afterName);
    }
    if (afterId != null) {
      request.uploadIdMarker(afterId);
    }
    ListMultipartUploadsArgs built = request.build();
    return calls.repeat(client -> client.listMultipartUploads(built)).result();
  }

  private static BackendException notOpen(Multipart upload) {
    return new BackendException(
        BackendException.Reason.NOT_FOUND,
        "no open upload of " + upload.key() + " has this id, or it lacks one of the parts");
  }
}
