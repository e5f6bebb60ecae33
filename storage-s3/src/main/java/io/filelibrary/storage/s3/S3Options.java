package io.filelibrary.storage.s3;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be chosen about an {@link S3Storage}. Immutable; start with {@link #of}.
 *
 * @param endpoint where the store is: {@code http} or {@code https}, a host and maybe a port
 * @param region the store's region, which signatures name; {@code us-east-1} for most stores that
 *     are not in AWS
 * @param credentials where the credentials come from
 * @param bucket the bucket for what is private, and for all where there is no public bucket
 * @param publicBucket the bucket for the objects with public keys, which everyone may read by the
 *     bucket's own policy; the storage never sets object ACLs. Not to be added or dropped while
 *     there are public objects
 * @param keyPrefix what the names of all objects begin with: empty, or segments of {@code
 *     [A-Za-z0-9._-]} that each end with a slash
 * @param addressing how a bucket is named in a request
 * @param publicEndpoint where clients of granted and public URLs find the store, if not at the
 *     endpoint
 * @param partSize how many bytes are sent by one request at most; a content of more is sent in
 *     parts of this size. 5 MiB to 1 GiB; no content has more than 10,000 parts
 * @param parallelParts how many parts of one content are sent at once, 1 to 64. A put holds as many
 *     parts in memory, and one more
 * @param connectTimeout for how long a connection may take to be made
 * @param timeout for how long the store may be silent within a request
 * @param attempts how often a request is made at most while the store does not answer or says that
 *     it is busy, 1 to 10
 * @param clock what the terms of grants are measured by, within 15 minutes of the store's. Requests
 *     of the storage's own are dated by the machine's clock
 */
public record S3Options(
    URI endpoint,
    String region,
    S3Credentials credentials,
    String bucket,
    Optional<String> publicBucket,
    String keyPrefix,
    Addressing addressing,
    Optional<URI> publicEndpoint,
    int partSize,
    int parallelParts,
    Duration connectTimeout,
    Duration timeout,
    int attempts,
    Clock clock) {

  /** How a bucket is named in a request. */
  public enum Addressing {
    /** As the first segment of the path: every store understands it. */
    PATH,
    /** As a part of the host's name. */
    VIRTUAL_HOST
  }

  /** The least bytes that a part has by the rules of S3, the last one excepted. */
  static final int MIN_PART_SIZE = 5 << 20;

  private static final int DEFAULT_PART_SIZE = 8 << 20;
  private static final int MAX_PART_SIZE = 1 << 30;
  private static final int MAX_PARALLEL_PARTS = 64;
  private static final int MAX_ATTEMPTS = 10;
  private static final int MAX_PREFIX_LENGTH = 512;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("(?!.*(^|/)\\.{1,2}/)([A-Za-z0-9._-]+/)*");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one of them is outside of what is said above
   */
  public S3Options {
    requireEndpoint("endpoint", endpoint);
    publicEndpoint.ifPresent(other -> requireEndpoint("publicEndpoint", other));
    require(!region.isBlank(), "region must be given; most stores take us-east-1");
    requireBucket("bucket", bucket);
    publicBucket.ifPresent(other -> requireBucket("publicBucket", other));
    require(
        !publicBucket.equals(Optional.of(bucket)),
        "publicBucket must be another bucket than " + bucket + ", which is private");
    require(
        keyPrefix.length() <= MAX_PREFIX_LENGTH && PREFIX.matcher(keyPrefix).matches(),
        "keyPrefix must be segments of [A-Za-z0-9._-] that each end with a slash");
    require(
        partSize >= MIN_PART_SIZE && partSize <= MAX_PART_SIZE,
        "partSize must be 5 MiB to 1 GiB, not " + partSize + " bytes");
    require(
        parallelParts >= 1 && parallelParts <= MAX_PARALLEL_PARTS,
        "parallelParts must be 1 to 64, not " + parallelParts);
    require(attempts >= 1 && attempts <= MAX_ATTEMPTS, "attempts must be 1 to 10, not " + attempts);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("timeout", timeout);
  }

  /**
   * Creates the default options: us-east-1, no public bucket, no prefix, the bucket in the path,
   * parts of 8 MiB of which 4 are sent at once, 10 seconds to connect, a minute of silence, 4
   * attempts.
   *
   * @param endpoint where the store is
   * @param credentials where the credentials come from
   * @param bucket the bucket
   * @return the options
   * @throws IllegalArgumentException if the endpoint or the bucket's name cannot be
   */
  public static S3Options of(URI endpoint, S3Credentials credentials, String bucket) {
    return new S3Options(
        endpoint,
        "us-east-1",
        credentials,
        bucket,
        Optional.empty(),
        "",
        Addressing.PATH,
        Optional.empty(),
        DEFAULT_PART_SIZE,
        4,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        4,
        Clock.systemUTC());
  }

  /**
   * Returns the same options with another region.
   *
   * @param newRegion the store's region
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withRegion(String newRegion) {
    return new S3Options(
        endpoint,
        newRegion,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with a public bucket.
   *
   * @param newPublicBucket the bucket for the objects with public keys, which everyone may read
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withPublicBucket(String newPublicBucket) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        Optional.of(newPublicBucket),
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another prefix.
   *
   * @param newKeyPrefix what the names of all objects begin with
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withKeyPrefix(String newKeyPrefix) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        newKeyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another way to name buckets.
   *
   * @param newAddressing how a bucket is named in a request
   * @return the changed copy
   */
  public S3Options withAddressing(Addressing newAddressing) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        newAddressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with a public endpoint.
   *
   * @param newPublicEndpoint where clients of granted and public URLs find the store
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withPublicEndpoint(URI newPublicEndpoint) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        Optional.of(newPublicEndpoint),
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another part size.
   *
   * @param newPartSize how many bytes are sent by one request at most
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withPartSize(int newPartSize) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        newPartSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another number of parallel parts.
   *
   * @param newParallelParts how many parts of one content are sent at once
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withParallelParts(int newParallelParts) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        newParallelParts,
        connectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another timeout for connecting.
   *
   * @param newConnectTimeout for how long a connection may take to be made
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withConnectTimeout(Duration newConnectTimeout) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        newConnectTimeout,
        timeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another timeout.
   *
   * @param newTimeout for how long the store may be silent within a request
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withTimeout(Duration newTimeout) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        newTimeout,
        attempts,
        clock);
  }

  /**
   * Returns the same options with another number of attempts.
   *
   * @param newAttempts how often a request is made at most
   * @return the changed copy
   * @throws IllegalArgumentException if it cannot be
   */
  public S3Options withAttempts(int newAttempts) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        newAttempts,
        clock);
  }

  /**
   * Returns the same options with another clock.
   *
   * @param newClock what the terms of grants are measured by
   * @return the changed copy
   */
  public S3Options withClock(Clock newClock) {
    return new S3Options(
        endpoint,
        region,
        credentials,
        bucket,
        publicBucket,
        keyPrefix,
        addressing,
        publicEndpoint,
        partSize,
        parallelParts,
        connectTimeout,
        timeout,
        attempts,
        newClock);
  }

  private static void requireEndpoint(String name, URI uri) {
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    require(
        web && uri.getHost() != null && bare && uri.getQuery() == null && uri.getUserInfo() == null,
        name + " must be http:// or https:// with a host and maybe a port");
  }

  private static void requireBucket(String name, String bucket) {
    require(
        BUCKET.matcher(bucket).matches(),
        name + " must be 3 to 63 of a-z, 0-9, dots and hyphens, as S3 names buckets");
  }

  private static void requirePositive(String name, Duration duration) {
    require(!duration.isZero() && !duration.isNegative(), name + " must be positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
