package io.filelibrary.http.timetap;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.TenantId;
import java.util.function.Function;

/**
 * How the TimeTap dialect maps onto the library. Immutable.
 *
 * @param channelOf in which channel a business has its files; created when it is first used
 * @param publicBucket what {@code s3Bucket} is for public files
 * @param privateBucket what {@code s3Bucket} is for private files
 * @param maxSpooledBytes the largest file in bytes that a form may name before the fields that say
 *     where it belongs: it waits in the spool until they have come. Others are bounded by the
 *     library alone
 */
public record TimeTapOptions(
    Function<TenantId, ChannelId> channelOf,
    String publicBucket,
    String privateBucket,
    long maxSpooledBytes) {
  /** The channel whose id is the tenant's, the buckets of the published API, 5 GiB. */
  public static final TimeTapOptions DEFAULT =
      new TimeTapOptions(
          tenant -> new ChannelId(tenant.value()),
          "tt-client-public",
          "tt-client-private",
          5L << 30);

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public TimeTapOptions {
    if (maxSpooledBytes < 0) {
      throw new IllegalArgumentException("a file in the spool has no fewer than 0 bytes");
    }
  }

  /**
   * Returns a copy with other channels.
   *
   * @param other in which channel a business has its files
   * @return the copy
   */
  public TimeTapOptions withChannelOf(Function<TenantId, ChannelId> other) {
    return new TimeTapOptions(other, publicBucket, privateBucket, maxSpooledBytes);
  }

  /**
   * Returns a copy with other names of the buckets.
   *
   * @param ofPublic what {@code s3Bucket} is for public files
   * @param ofPrivate what {@code s3Bucket} is for private files
   * @return the copy
   */
  public TimeTapOptions withBuckets(String ofPublic, String ofPrivate) {
    return new TimeTapOptions(channelOf, ofPublic, ofPrivate, maxSpooledBytes);
  }

  /**
   * Returns a copy with another limit for files that come before their fields.
   *
   * @param bytes the largest such file in bytes
   * @return the copy
   * @throws IllegalArgumentException if it is negative
   */
  public TimeTapOptions withMaxSpooledBytes(long bytes) {
    return new TimeTapOptions(channelOf, publicBucket, privateBucket, bytes);
  }
}
