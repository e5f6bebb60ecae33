package io.filelibrary;

import io.filelibrary.error.InvalidSize;
import io.filelibrary.spi.AccessPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How a library works. Immutable; every field has a default.
 *
 * @param accessPolicy decides who may do what
 * @param clock tells the time
 * @param random makes ids and content keys; must be cryptographically strong where keys of public
 *     content are not to be guessed
 * @param maxFileSize the largest file in bytes
 * @param maxPendingUploads how many two-step uploads a channel may have at a time that are begun
 *     and neither completed, aborted nor collected since they expired
 * @param inlineLimit contents up to this many bytes are held by the catalog where it can (see
 *     {@link io.filelibrary.spi.InlineContents}); 0 to hold none
 * @param uploadLifetime how long an upload may take, from its beginning to its completion
 * @param deletionGrace how long the bytes of a deleted content stay for the reads that run
 * @param trashRetention how long items stay in the trash, or empty for ever
 * @param linkSchemes the schemes that links may have, in lower case
 * @param collection when the library cleans up by itself, or empty if {@link FileLibrary#collect}
 *     is left to the host
 */
public record LibraryOptions(
    AccessPolicy accessPolicy,
    Clock clock,
    RandomGenerator random,
    long maxFileSize,
    int maxPendingUploads,
    int inlineLimit,
    Duration uploadLifetime,
    Duration deletionGrace,
    Optional<Duration> trashRetention,
    Set<String> linkSchemes,
    Optional<CollectionSchedule> collection) {
  private static final Duration LONGEST = Duration.ofDays(36_525);

  /**
   * Checks the limits.
   *
   * @throws InvalidSize if a limit is too small, or a duration is negative or over 100 years
   */
  public LibraryOptions {
    requireAtLeast(0, maxFileSize, "the largest file has 0 bytes or more");
    requireAtLeast(1, maxPendingUploads, "a channel has room for 1 pending upload or more");
    requireAtLeast(0, inlineLimit, "the inline limit is 0 bytes or more");
    requireBetween(Duration.ofMillis(1), uploadLifetime);
    requireBetween(Duration.ZERO, deletionGrace);
    requireBetween(Duration.ZERO, trashRetention.orElse(Duration.ZERO));
    Set<String> lowerCase = new HashSet<>();
    for (String scheme : linkSchemes) {
      lowerCase.add(scheme.toLowerCase(Locale.ROOT));
    }
    linkSchemes = Set.copyOf(lowerCase);
  }

  /**
   * Returns the defaults: everything allowed, the system's clock, strong randomness, files of any
   * size, 10,000 pending uploads a channel, contents up to 64 KiB inline, uploads of a day, a grace
   * of an hour, the trash kept for ever, links to http and https, a collection each hour.
   *
   * @return the defaults
   */
  public static LibraryOptions defaults() {
    return new LibraryOptions(
        AccessPolicy.ALLOW_ALL,
        Clock.systemUTC(),
        new SecureRandom(),
        Long.MAX_VALUE - 1,
        10_000,
        64 * 1024,
        Duration.ofDays(1),
        Duration.ofHours(1),
        Optional.empty(),
        Set.of("http", "https"),
        Optional.of(CollectionSchedule.every(Duration.ofHours(1))));
  }

  /**
   * Returns a copy with another access policy.
   *
   * @param other decides who may do what
   * @return the copy
   */
  public LibraryOptions withAccessPolicy(AccessPolicy other) {
    return new LibraryOptions(
        other,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another clock.
   *
   * @param other tells the time
   * @return the copy
   */
  public LibraryOptions withClock(Clock other) {
    return new LibraryOptions(
        accessPolicy,
        other,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another source of ids and keys.
   *
   * @param other the source; safe for use by many threads, as {@link java.util.Random} and {@link
   *     SecureRandom} are and {@link java.util.SplittableRandom} is not: two threads that draw the
   *     same bits make the same key, and the second fails
   * @return the copy
   */
  public LibraryOptions withRandom(RandomGenerator other) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        other,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another limit for files.
   *
   * @param bytes the largest file in bytes
   * @return the copy
   * @throws InvalidSize if the limit is negative
   */
  public LibraryOptions withMaxFileSize(long bytes) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        bytes,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another limit for pending uploads.
   *
   * @param uploads how many a channel may have at a time
   * @return the copy
   * @throws InvalidSize if it is less than 1
   */
  public LibraryOptions withMaxPendingUploads(int uploads) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        uploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another limit for contents in the catalog.
   *
   * @param bytes the largest content that the catalog holds; 0 to hold none
   * @return the copy
   * @throws InvalidSize if the limit is negative
   */
  public LibraryOptions withInlineLimit(int bytes) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        bytes,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another lifetime of uploads.
   *
   * @param lifetime how long an upload may take
   * @return the copy
   * @throws InvalidSize if it is not positive
   */
  public LibraryOptions withUploadLifetime(Duration lifetime) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        lifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with another grace.
   *
   * @param grace how long the bytes of a deleted content stay
   * @return the copy
   * @throws InvalidSize if it is negative
   */
  public LibraryOptions withDeletionGrace(Duration grace) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        grace,
        trashRetention,
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with a retention of the trash.
   *
   * @param retention how long items stay in the trash
   * @return the copy
   */
  public LibraryOptions withTrashRetention(Duration retention) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        Optional.of(retention),
        linkSchemes,
        collection);
  }

  /**
   * Returns a copy with other schemes of links.
   *
   * @param schemes the schemes that links may have, such as {@code mailto}
   * @return the copy
   */
  public LibraryOptions withLinkSchemes(Set<String> schemes) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        schemes,
        collection);
  }

  /**
   * Returns a copy that cleans up at other times.
   *
   * @param schedule when, and on which thread
   * @return the copy
   */
  public LibraryOptions withCollection(CollectionSchedule schedule) {
    return withCollection(Optional.of(schedule));
  }

  /**
   * Returns a copy that does not clean up by itself, and has no thread of its own: the host calls
   * {@link FileLibrary#collect} now and then, or another process does.
   *
   * @return the copy
   */
  public LibraryOptions withoutCollection() {
    return withCollection(Optional.empty());
  }

  private LibraryOptions withCollection(Optional<CollectionSchedule> schedule) {
    return new LibraryOptions(
        accessPolicy,
        clock,
        random,
        maxFileSize,
        maxPendingUploads,
        inlineLimit,
        uploadLifetime,
        deletionGrace,
        trashRetention,
        linkSchemes,
        schedule);
  }

  private static void requireBetween(Duration least, Duration value) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidSize(
          value.toString(), "a duration is at least " + least + ", at most 100 years");
    }
  }

  private static void requireAtLeast(long least, long value, String rule) {
    if (value < least) {
      throw new InvalidSize(Long.toString(value), rule);
    }
  }
}
