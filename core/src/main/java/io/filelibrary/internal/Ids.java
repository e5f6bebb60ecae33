package io.filelibrary.internal;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import io.filelibrary.model.DirectWay;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes ids that sort by time, and content keys. */
public final class Ids {
  private static final Pattern GRANTED =
      Pattern.compile("[a-z]+/[0-9a-f]{32}-([0-9]{1,11})(?:(?:-put)?-form)?");

  /** The end of a key for a plain PUT: its bytes are staged as those of a form. */
  private static final String PLAIN_PUT_END = "-put" + StagedUploads.KEY_END;

  private final Clock clock;
  private final RandomGenerator random;

  /**
   * Creates a source of ids.
   *
   * @param clock tells the time in the ids
   * @param random safe for use by many threads
   */
  public Ids(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * Returns a new UUID of version 7 (RFC 9562 section 5.7), its 12 spare bits of time counting
   * fractions of the millisecond (section 6.2, method 3).
   *
   * @return the UUID
   */
  public UUID next() {
    Instant now = clock.instant();
    long fraction = Math.floorMod(now.getLong(ChronoField.MICRO_OF_SECOND), 1000) * 4096L / 1000;
    long high = now.toEpochMilli() << 16 | 0x7000 | fraction;
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  ItemId item() {
    return new ItemId(next());
  }

  UploadId upload() {
    return new UploadId(next());
  }

  /** A key that tells nothing and spreads evenly over directories and partitions. */
  ContentKey contentKey(Visibility visibility) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return contentKey(visibility, bytes);
  }

  /**
   * A key for a content that the catalog itself holds. It sorts by time, so that new rows come to
   * the end of each index, next to those that are written with them.
   */
  ContentKey inlineKey(Visibility visibility) {
    UUID id = next();
    return contentKey(
        visibility,
        Bytes.concat(
            Longs.toByteArray(id.getMostSignificantBits()),
            Longs.toByteArray(id.getLeastSignificantBits())));
  }

  private static ContentKey contentKey(Visibility visibility, byte[] bytes) {
    String prefix =
        switch (visibility) {
          case PRIVATE -> "private/";
          case PUBLIC -> "public/";
        };
    return new ContentKey(prefix + BaseEncoding.base16().lowerCase().encode(bytes));
  }

  /**
   * A key that a client may send bytes to until a moment. The key itself tells the moment: neither
   * the upload nor the file has to be there any more to know how long an object can come back.
   */
  ContentKey grantedKey(Visibility visibility, Instant end) {
    long second = end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    return new ContentKey(contentKey(visibility).value() + "-" + second);
  }

  /** As {@link #grantedKey}, for bytes that come by a form; the key tells that as well. */
  ContentKey formKey(Visibility visibility, Instant end) {
    return new ContentKey(grantedKey(visibility, end).value() + StagedUploads.KEY_END);
  }

  /** As {@link #grantedKey}, for bytes that come by a plain PUT; the key tells that as well. */
  ContentKey plainPutKey(Visibility visibility, Instant end) {
    return new ContentKey(grantedKey(visibility, end).value() + PLAIN_PUT_END);
  }

  /** How the bytes of a granted key come. */
  static DirectWay wayOf(ContentKey key) {
    if (key.value().endsWith(PLAIN_PUT_END)) {
      return DirectWay.PLAIN_PUT;
    }
    return isStaged(key) ? DirectWay.FORM : DirectWay.ANY;
  }

  /** Whether the bytes of a key are kept aside until they are taken. */
  static boolean isStaged(ContentKey key) {
    return key.value().endsWith(StagedUploads.KEY_END);
  }

  /** Until when clients may send bytes to a key; empty if they never could. */
  static Optional<Instant> grantEnd(ContentKey key) {
    Matcher granted = GRANTED.matcher(key.value());
    return granted.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(granted.group(1))))
        : Optional.empty();
  }
}
