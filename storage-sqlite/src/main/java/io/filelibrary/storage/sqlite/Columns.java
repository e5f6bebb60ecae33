package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.ContentKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values in the form in which columns hold them; what is absent is null there. */
final class Columns {
  private Columns() {}

  static byte[] id(ItemId id) {
    return UuidBytes.of(id.value());
  }

  static byte @Nullable [] id(Optional<ItemId> id) {
    return id.map(Columns::id).orElse(null);
  }

  static @Nullable Long number(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  static @Nullable Integer number(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  static @Nullable Long moment(Optional<Instant> moment) {
    return moment.map(EpochNanos::of).orElse(null);
  }

  static byte @Nullable [] hash(Optional<Sha256> hash) {
    return hash.map(Sha256::bytes).orElse(null);
  }

  static @Nullable String text(Optional<String> text) {
    return text.orElse(null);
  }

  static @Nullable String key(Optional<ContentKey> key) {
    return key.map(ContentKey::value).orElse(null);
  }
}
