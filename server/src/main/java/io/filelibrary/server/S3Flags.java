package io.filelibrary.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options for contents in S3. Every command takes them; the help of one command shows them, as
 * they would fill the help of all.
 */
final class S3Flags {
  @Option(
      names = "--s3-endpoint",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "URL",
      description = "Where the store is, such as https://s3.eu-central-1.amazonaws.com.")
  private Optional<String> endpoint;

  @Option(
      names = "--s3-region",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "NAME",
      description = "Its region (us-east-1).")
  private Optional<String> region;

  @Option(
      names = "--s3-bucket",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "NAME",
      description = "The bucket, which is there already. Chooses --storage s3.")
  private Optional<String> bucket;

  @Option(
      names = "--s3-public-bucket",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "NAME",
      description = "A second bucket, for public files (none).")
  private Optional<String> publicBucket;

  @Option(
      names = "--s3-prefix",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "TEXT/",
      description = "What the names of all objects begin with (nothing).")
  private Optional<String> prefix;

  @Option(
      names = "--s3-path-style",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "true|false",
      description = "Whether a bucket is named in the path (true), or in the host's name.")
  private Optional<String> pathStyle;

  @Option(
      names = "--s3-public-endpoint",
      scope = ScopeType.INHERIT,
      hidden = true,
      paramLabel = "URL",
      description = "Where others find the store (at the endpoint).")
  private Optional<String> publicEndpoint;

  /** Returns what was given. */
  Map<Setting, String> given() {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    endpoint.ifPresent(value -> given.put(Setting.S3_ENDPOINT, value));
    region.ifPresent(value -> given.put(Setting.S3_REGION, value));
    bucket.ifPresent(value -> given.put(Setting.S3_BUCKET, value));
    publicBucket.ifPresent(value -> given.put(Setting.S3_PUBLIC_BUCKET, value));
    prefix.ifPresent(value -> given.put(Setting.S3_PREFIX, value));
    pathStyle.ifPresent(value -> given.put(Setting.S3_PATH_STYLE, value));
    publicEndpoint.ifPresent(value -> given.put(Setting.S3_PUBLIC_ENDPOINT, value));
    return given;
  }
}
