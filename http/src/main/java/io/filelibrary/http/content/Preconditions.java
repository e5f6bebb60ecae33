package io.filelibrary.http.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * On which state of a file a request for it depends, evaluated in the order of RFC 9110 section
 * 13.2.2. A date that is none is ignored; a list of tags that is none matches nothing.
 *
 * @param ifMatch the If-Match header
 * @param ifUnmodifiedSince the If-Unmodified-Since header
 * @param ifNoneMatch the If-None-Match header
 * @param ifModifiedSince the If-Modified-Since header
 * @param ifRange the If-Range header
 */
record Preconditions(
    Optional<String> ifMatch,
    Optional<String> ifUnmodifiedSince,
    Optional<String> ifNoneMatch,
    Optional<String> ifModifiedSince,
    Optional<String> ifRange) {

  /** What a request is to be answered with. */
  enum Outcome {
    /** The file. */
    PROCEED,
    /** That the client has it already. */
    NOT_MODIFIED,
    /** That the file is not in the state that was asked for. */
    FAILED
  }

  /**
   * Evaluates a GET or HEAD.
   *
   * @param tag the file's strong tag
   * @param modified when the file was last changed
   * @param now the time
   * @return what to answer with
   */
  Outcome evaluate(String tag, Instant modified, Instant now) {
    boolean asExpected =
        ifMatch.isPresent()
            ? tags(ifMatch.get()).matchStrongly(tag)
            : date(ifUnmodifiedSince, now).map(since -> !isAfter(modified, since)).orElse(true);
    if (!asExpected) {
      return Outcome.FAILED;
    }
    boolean known =
        ifNoneMatch.isPresent()
            ? tags(ifNoneMatch.get()).matchWeakly(tag)
            : date(ifModifiedSince, now).map(since -> !isAfter(modified, since)).orElse(false);
    return known ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  /**
   * Says whether a range may be served: the parts that the client has are of the same bytes.
   *
   * @param tag the file's strong tag
   * @param modified when the file was last changed
   * @param now the time
   * @return true without an If-Range, or if it is this very tag or date
   */
  boolean allowRange(String tag, Instant modified, Instant now) {
    return ifRange.isEmpty()
        || ifRange.get().strip().equals(tag)
        || date(ifRange, now).map(seconds(modified)::equals).orElse(false);
  }

  private static EntityTags tags(String header) {
    return EntityTags.parse(header).orElse(new EntityTags(false, List.of()));
  }

  private static Optional<Instant> date(Optional<String> header, Instant now) {
    return header.flatMap(text -> HttpDate.parse(text.strip(), now));
  }

  private static boolean isAfter(Instant modified, Instant since) {
    return seconds(modified).isAfter(since);
  }

  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
