package io.filelibrary.storage.s3;

import io.minio.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;

/** How far a clock is from the store's, which its answers are dated by. */
final class ClockSkew {
  /** As much as S3 lets pass. */
  private static final Duration TOLERATED = Duration.ofMinutes(15);

  private ClockSkew() {}

  /** Returns how far the clock that a request was signed by is from that of its answer. */
  static Optional<Duration> of(Response answer) {
    return Optional.ofNullable(answer.request().header("x-amz-date"))
        .map(date -> ZonedDateTime.parse(date, Time.AMZ_DATE_FORMAT).toInstant())
        .flatMap(sent -> of(sent, answer.headers()));
  }

  /**
   * Returns how far a clock is ahead of the store's, less than zero if behind; empty if that is
   * tolerated, or the answer has no date.
   */
  static Optional<Duration> of(Instant ours, Headers answer) {
    Instant theirs = answer.getInstant("Date");
    return Optional.ofNullable(theirs)
        .map(date -> Duration.between(date, ours))
        .filter(skew -> skew.abs().compareTo(TOLERATED) > 0);
  }
}
