package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.UploadTerms;
import io.minio.Http;
import io.minio.PostPolicy;
import io.minio.Signer;
import io.minio.Time;
import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import io.minio.errors.MinioException;
import java.net.URI;
import java.security.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Signs requests that others make, with every header that they carry. Makes no network call, unless
 * credentials of the environment have to be fetched.
 */
final class Presigner {
  /** The longest term that S3 knows. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** The most bytes that S3 takes by one request. */
  private static final long LARGEST_FORM = 5L << 30;

  private final Http.BaseUrl base;
  private final String region;
  private final Provider provider;
  private final Clock clock;

  Presigner(S3Options options) {
    this.base = new Http.BaseUrl(options.publicEndpoint().orElse(options.endpoint()).toString());
    if (options.addressing() == S3Options.Addressing.VIRTUAL_HOST) {
      base.enableVirtualStyleEndpoint();
    } else {
      base.disableVirtualStyleEndpoint();
    }
    this.region = options.region();
    this.provider = options.credentials().provider();
    this.clock = options.clock();
  }

  /** The URL of an object, without a signature. */
  URI url(Location location) {
    try {
      return URI.create(
          base.buildUrl(Http.Method.GET, location.bucket(), location.name(), region, null)
              .toString());
    } catch (MinioException e) {
      throw new IllegalStateException("the URL of an object cannot be built", e);
    }
  }

  /** Grants one request until a moment, or for as long as can be. */
  TransferGrant grant(
      Http.Method method,
      Location location,
      Map<String, String> query,
      Map<String, String> headers,
      Instant expiresAt)
      throws BackendException {
    Instant now = now();
    long seconds = seconds(now, expiresAt);
    try {
      Credentials credentials = provider.fetch();
      HttpUrl signed =
          Signer.presignV4(
              request(method, location, query, headers, now, credentials),
              region,
              credentials.accessKey(),
              credentials.secretKey(),
              Math.toIntExact(seconds));
      return new TransferGrant(
          method.name(),
          URI.create(signed.toString()),
          headers,
          Map.of(),
          now.plusSeconds(seconds));
    } catch (MinioException | ProviderException e) {
      throw unsigned(e);
    }
  }

  /** Grants one form until a moment, or for as long as can be; the store bounds what it sends. */
  TransferGrant form(Location location, UploadTerms terms) throws BackendException {
    Instant now = now();
    Instant end = now.plusSeconds(seconds(now, terms.expiresAt()));
    long most = terms.expectedSize().orElse(Math.min(LARGEST_FORM, terms.maxSize()));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", location.name());
    fields.put("Content-Type", terms.hints().contentType().value());
    fields.put("success_action_status", "204");
    PostPolicy policy = new PostPolicy(location.bucket(), end.atZone(ZoneOffset.UTC));
    fields.forEach(policy::addEqualsCondition);
    policy.addContentLengthRangeCondition(terms.expectedSize().orElse(0), most);
    try {
      // The moment of signing, other than the end, is the system's: stores do not measure by it.
      fields.putAll(policy.formData(provider.fetch(), region));
      HttpUrl url = base.buildUrl(Http.Method.POST, location.bucket(), null, region, null);
      return new TransferGrant("POST", URI.create(url.toString()), Map.of(), fields, end);
    } catch (MinioException | ProviderException e) {
      throw unsigned(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static long seconds(Instant now, Instant expiresAt) {
    long seconds = Math.min(LONGEST.toSeconds(), Duration.between(now, expiresAt).toSeconds());
    if (seconds < 1) {
      throw new IllegalArgumentException("a grant ends later than now, not at " + expiresAt);
    }
    return seconds;
  }

  private static BackendException unsigned(Exception cause) {
    String message = "signing a request: " + cause.getMessage();
    return new BackendException(Reason.UNAVAILABLE, Effect.NONE, message, cause);
  }

  private Request request(
      Http.Method method,
      Location location,
      Map<String, String> query,
      Map<String, String> headers,
      Instant now,
      Credentials credentials)
      throws MinioException {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    if (credentials.sessionToken() != null) {
      parameters.put("X-Amz-Security-Token", credentials.sessionToken());
    }
    HttpUrl url =
        base.buildUrl(
            method,
            location.bucket(),
            location.name(),
            region,
            new Http.QueryParameters(parameters));
    Request.Builder request = new Request.Builder().url(url);
    request.header("Host", host(url));
    request.header("X-Amz-Date", now.atOffset(ZoneOffset.UTC).format(Time.AMZ_DATE_FORMAT));
    headers.forEach(request::header);
    boolean sends = method == Http.Method.PUT;
    return request
        .method(
            method.name().toUpperCase(Locale.ROOT), sends ? RequestBody.create(new byte[0]) : null)
        .build();
  }

  private static String host(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }
}
