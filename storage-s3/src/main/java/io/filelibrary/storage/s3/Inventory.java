package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.minio.DeleteObjectsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.ListObjectsV2Response;
import io.minio.messages.Contents;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.ListBucketResultV2;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;

/** Lists and deletes objects, over all buckets. */
final class Inventory {
  /** How many objects one request deletes, and one answer lists. */
  private static final int AT_ONCE = 1000;

  private final S3Calls calls;
  private final KeyLayout layout;

  Inventory(S3Calls calls, KeyLayout layout) {
    this.calls = calls;
    this.layout = layout;
  }

  void delete(Collection<ContentKey> keys) throws BackendException {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (ContentKey key : keys) {
      name(names, layout.of(key));
      // Nothing was sent aside for any other key, and a name more costs a request in a batch.
      if (key.value().endsWith(StagedUploads.KEY_END)) {
        name(names, layout.asideOf(key));
      }
    }
    delete(names);
  }

  /** Deletes what is aside for keys, and none of their objects. */
  void deleteAside(Collection<ContentKey> keys) throws BackendException {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    keys.forEach(key -> name(names, layout.asideOf(key)));
    delete(names);
  }

  private void delete(Map<String, Set<String>> names) throws BackendException {
    for (Map.Entry<String, Set<String>> entry : names.entrySet()) {
      List<String> all = List.copyOf(entry.getValue());
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        delete(entry.getKey(), all.subList(from, Math.min(all.size(), from + AT_ONCE)));
      }
    }
  }

  private static void name(Map<String, Set<String>> names, Location object) {
    names.computeIfAbsent(object.bucket(), bucket -> new LinkedHashSet<>()).add(object.name());
  }

  /** Deletes one object, whatever it is. */
  void delete(Location location) throws BackendException {
    delete(location.bucket(), List.of(location.name()));
  }

  private void delete(String bucket, List<String> names) throws BackendException {
    DeleteObjectsArgs request =
        DeleteObjectsArgs.builder()
            .bucket(bucket)
            .quiet(true)
            .objects(names.stream().map(DeleteRequest.Object::new).toList())
            .build();
    DeleteResult result;
    try {
      result = calls.repeat(client -> client.deleteObjects(request)).result();
    } catch (S3Failure failure) {
      throw Failures.writing("deleting " + names.size() + " objects", failure);
    }
    Optional<DeleteResult.Error> refused =
        result.errors().stream().filter(error -> !"NoSuchKey".equals(error.code())).findFirst();
    if (refused.isPresent()) {
      boolean denied = "AccessDenied".equals(refused.get().code());
      throw new BackendException(
          denied ? Reason.DENIED : Reason.UNAVAILABLE,
          Effect.UNKNOWN,
          "deleting " + names.size() + " objects: " + refused.get().code(),
          null);
    }
  }

  List<StoredObject> list(Optional<ContentKey> after, int limit) throws BackendException {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 object, not " + limit);
    }
    List<StoredObject> found = new ArrayList<>();
    for (String bucket : layout.buckets()) {
      found.addAll(list(bucket, after, limit));
    }
    Stream<StoredObject> ordered =
        found.stream().sorted(Comparator.comparing(StoredObject::key)).limit(limit);
    return ordered.toList();
  }

  private List<StoredObject> list(String bucket, Optional<ContentKey> after, int limit)
      throws BackendException {
    List<StoredObject> found = new ArrayList<>();
    String last = after.map(layout::name).orElse("");
    boolean more = true;
    while (more && found.size() < limit) {
      ListBucketResultV2 page = page(bucket, last, Math.min(AT_ONCE, limit - found.size()));
      for (Contents object : page.contents()) {
        last = object.objectName();
        Optional<ContentKey> key = layout.keyOf(new Location(bucket, object.objectName()));
        if (key.isPresent()) {
          found.add(
              new StoredObject(
                  key.get(), object.size(), Optional.empty(), object.lastModified().toInstant()));
        }
      }
      more = page.isTruncated() && !page.contents().isEmpty();
    }
    return found;
  }

  /** Checks that a bucket is there and may be listed, and that a clock shows the store's time. */
  void requireListable(String bucket, Clock clock) throws BackendException {
    try {
      Headers answer = request(bucket, "", 1).headers();
      Optional<Duration> skew = ClockSkew.of(clock.instant(), answer);
      if (skew.isPresent()) {
        throw Failures.skewed(bucket, skew.get());
      }
    } catch (S3Failure failure) {
      throw Failures.opening(bucket, failure);
    }
  }

  private ListBucketResultV2 page(String bucket, String after, int limit) throws BackendException {
    try {
      return request(bucket, after, limit).result();
    } catch (S3Failure failure) {
      throw Failures.of("listing " + bucket, Effect.NONE, failure);
    }
  }

  private ListObjectsV2Response request(String bucket, String after, int limit) throws S3Failure {
    ListObjectsV2Args.Builder request =
        ListObjectsV2Args.builder().bucket(bucket).prefix(layout.prefix()).maxKeys(limit);
    if (!after.isEmpty()) {
      request.startAfter(after);
    }
    ListObjectsV2Args built = request.build();
    return calls.repeat(client -> client.listObjectsV2(built));
  }
}
