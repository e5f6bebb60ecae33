package io.filelibrary.storage.s3;

import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store outside of this process that environment variables name, see CONTRIBUTING.md. Each
 * instance keeps to a prefix of its own in the buckets.
 */
final class RealStore {
  static final String VARIABLE = "FILELIBRARY_TEST_S3_ENDPOINT";
  static final String PUBLIC_VARIABLE = "FILELIBRARY_TEST_S3_PUBLIC_BUCKET";

  private static final int PAGE = 1000;

  private final S3Options options;

  private RealStore(S3Options options) {
    this.options = options;
  }

  /** Returns the store that the environment names, with one bucket. */
  static RealStore named() {
    S3Credentials credentials =
        variable("ACCESS_KEY")
            .map(access -> S3Credentials.of(access, required("SECRET_KEY")))
            .orElseGet(S3Credentials::fromEnvironment);
    S3Options options =
        S3Options.of(URI.create(required("ENDPOINT")), credentials, required("BUCKET"))
            .withRegion(variable("REGION").orElse("us-east-1"))
            .withKeyPrefix("filelibrary-test/" + UUID.randomUUID() + "/")
            .withPartSize(S3Options.MIN_PART_SIZE);
    boolean byHost = variable("PATH_STYLE").filter("false"::equals).isPresent();
    return new RealStore(
        byHost ? options.withAddressing(S3Options.Addressing.VIRTUAL_HOST) : options);
  }

  /** Returns the store with the public bucket that the environment names. */
  static RealStore namedPublic() {
    return new RealStore(named().options.withPublicBucket(required("PUBLIC_BUCKET")));
  }

  S3Storage open() throws IOException {
    return S3Storage.open(options);
  }

  /** Returns what the store that the environment names keeps. */
  static S3Verification verification() throws IOException {
    try (S3Storage storage = named().open()) {
      return storage.verify();
    }
  }

  /** Deletes all objects and parts below the prefix. */
  void clear() throws IOException {
    try (S3Storage storage = open()) {
      List<StoredObject> found = storage.list(Optional.empty(), PAGE);
      while (!found.isEmpty()) {
        List<ContentKey> keys = found.stream().map(StoredObject::key).toList();
        storage.delete(keys);
        found = storage.list(Optional.empty(), PAGE);
      }
      // The store's clock may be ahead of this one.
      storage.abortPartsBegunBefore(Instant.now().plus(Duration.ofDays(1)));
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv("FILELIBRARY_TEST_S3_" + name))
        .filter(value -> !value.isBlank());
  }

  private static String required(String name) {
    return variable(name)
        .orElseThrow(() -> new IllegalStateException("set FILELIBRARY_TEST_S3_" + name));
  }
}
