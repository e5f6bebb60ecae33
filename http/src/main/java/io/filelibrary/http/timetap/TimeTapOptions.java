package io.filelibrary.http.timetap;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.TenantId;
import java.util.function.Function;

/**
 * How the TimeTap dialect maps onto the library.
 *
 * @param channelOf in which channel a business has its files; created when it is first used
 * @param publicBucket what {@code s3Bucket} is for public files
 * @param privateBucket what {@code s3Bucket} is for private files
 */
public record TimeTapOptions(
    Function<TenantId, ChannelId> channelOf, String publicBucket, String privateBucket) {
  /** The channel whose id is the tenant's, and the buckets of the published API. */
  public static final TimeTapOptions DEFAULT =
      new TimeTapOptions(
          tenant -> new ChannelId(tenant.value()), "tt-client-public", "tt-client-private");
}
