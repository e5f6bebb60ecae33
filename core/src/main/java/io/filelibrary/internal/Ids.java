package io.filelibrary.internal;

import com.google.common.io.BaseEncoding;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids that sort by time, and random content keys. */
public final class Ids {
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

  ContentKey contentKey(Visibility visibility) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String prefix =
        switch (visibility) {
          case PRIVATE -> "private/";
          case PUBLIC -> "public/";
        };
    return new ContentKey(prefix + BaseEncoding.base16().lowerCase().encode(bytes));
  }
}
