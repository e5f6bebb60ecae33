package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.storage.s3.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What may be left of crashes and deletions until it is collected, and then no more: contents that
 * are not live, items outside of tree and trash, and what a storage keeps of unfinished puts. With
 * {@link io.filelibrary.testkit.library.LibraryInvariants}, by which each object has a row, no
 * object is left that no file uses.
 */
final class CrashLeftovers {
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");
  private static final int MOST = 1000;
  private static final int PUTS_THAT_SWEEP = 50;

  private final CrashPlace place;
  private final CrashPlace.Opened opened;

  CrashLeftovers(CrashPlace place, CrashPlace.Opened opened) {
    this.place = place;
    this.opened = opened;
  }

  void requireNone() throws IOException {
    opened
        .catalog()
        .read(
            reader -> {
              for (var channel : reader.channels(Optional.empty(), MOST)) {
                requireNone(reader, channel.channel().id());
              }
              return true;
            });
    if (opened.storage() instanceof Leftovers storage) {
      sweep(storage);
      assertThat(storage.leftovers(FAR, MOST)).as("what unfinished puts have left").isEmpty();
    }
    if (place.pair() == LibraryPair.SQLITE_S3) {
      assertThat(S3Server.shared().openUploads(buckets())).as("uploads in parts").isZero();
    }
  }

  private S3Server.Buckets buckets() {
    return new S3Server.Buckets(place.bucket(), place.bucket() + "-public");
  }

  private static void requireNone(CatalogReader reader, ChannelId channel) throws BackendException {
    for (ContentState state : List.of(ContentState.INTENT, ContentState.DOOMED)) {
      assertThat(reader.dueContents(channel, state, FAR, MOST)).as("contents %s", state).isEmpty();
    }
    for (ItemState state : List.of(ItemState.DETACHED, ItemState.DELETED)) {
      ParkedQuery query = new ParkedQuery(state, false, Optional.empty(), MOST);
      assertThat(reader.parked(channel, query)).as("items %s", state).isEmpty();
    }
    assertThat(reader.expiredUploads(channel, FAR, MOST)).as("uploads").isEmpty();
  }

  /** A storage may clean up when it is opened, which it was, or as later puts come by. */
  private static void sweep(Leftovers storage) throws IOException {
    for (int i = 0; i < PUTS_THAT_SWEEP && !storage.leftovers(FAR, 1).isEmpty(); i++) {
      ContentKey key = new ContentKey("private/" + UUID.randomUUID().toString().replace("-", ""));
      storage.put(
          key, new ByteArrayInputStream(new byte[1]), OptionalLong.empty(), ContentHints.NONE);
      storage.delete(List.of(key));
    }
  }
}
