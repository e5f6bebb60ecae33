package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what must hold between the calls of a library, by its catalog and storage alone. */
final class Invariants {
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  private final GuardedCatalog catalog;
  private final FaultyStorage storage;
  private final Set<ContentKey> foreign;

  /**
   * Creates the check.
   *
   * @param foreign keys of objects that are no contents
   */
  Invariants(GuardedCatalog catalog, FaultyStorage storage, Set<ContentKey> foreign) {
    this.catalog = catalog;
    this.storage = storage;
    this.foreign = foreign;
  }

  /** All rows of a channel but its root's, living or parked. */
  static List<ItemRecord> allItems(CatalogReader reader, ChannelRecord channel)
      throws BackendException {
    ChannelId id = channel.channel().id();
    List<ItemRecord> found = new ArrayList<>(children(reader, id, channel.root()));
    for (ItemState state : List.of(ItemState.TRASHED, ItemState.DETACHED, ItemState.DELETED)) {
      found.addAll(
          reader.parked(id, new ParkedQuery(state, false, Optional.empty(), Integer.MAX_VALUE)));
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).kind() == ItemKind.FOLDER) {
        found.addAll(children(reader, id, found.get(i).id()));
      }
    }
    return found;
  }

  private static List<ItemRecord> children(CatalogReader reader, ChannelId channel, ItemId parent)
      throws BackendException {
    return reader.children(
        channel,
        new ChildQuery(
            parent, SortField.NAME, false, false, true, Optional.empty(), Integer.MAX_VALUE));
  }

  /** Fails if an invariant is broken. */
  void check(boolean readContents) {
    try {
      Map<ContentKey, ContentRecord> stored =
          catalog.read(
              reader -> {
                Map<ContentKey, ContentRecord> contents = new HashMap<>();
                for (ChannelRecord channel : reader.channels(Optional.empty(), Integer.MAX_VALUE)) {
                  contents.putAll(checkChannel(reader, channel, readContents));
                }
                checkStoredObjectsHaveRows(reader);
                return contents;
              });
      if (readContents) {
        checkStoredBytes(stored);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Map<ContentKey, ContentRecord> checkChannel(
      CatalogReader reader, ChannelRecord channel, boolean readContents) throws BackendException {
    List<ItemRecord> items = allItems(reader, channel);
    checkTree(reader, channel, items);
    checkUsage(channel, items);
    checkFeed(reader, channel);
    Map<ContentKey, ContentRecord> used = checkContents(reader, channel, items);
    if (readContents) {
      for (ContentRecord content : used.values()) {
        if (content.inline()) {
          byte[] bytes =
              catalog.inline(reader, content.channel(), content.key()).orElse(new byte[0]);
          checkBytes(content, bytes);
        }
      }
    }
    return used;
  }

  private static void checkTree(CatalogReader reader, ChannelRecord channel, List<ItemRecord> items)
      throws BackendException {
    ChannelId id = channel.channel().id();
    boolean caseSensitive = channel.channel().spec().caseSensitive();
    Set<String> names = new HashSet<>();
    Map<ItemId, ItemRecord> byId = new HashMap<>();
    for (ItemRecord item : items) {
      assertThat(byId.put(item.id(), item)).as("I3: item reached twice").isNull();
      List<ItemRecord> lineage = reader.lineage(id, item.id());
      assertThat(lineage.get(lineage.size() - 1).id()).as("I3: root").isEqualTo(channel.root());
      assertThat(item.nameKey())
          .as("name key")
          .isEqualTo(ItemName.of(item.name()).key(caseSensitive));
      if (item.placement().state() == ItemState.LIVING) {
        String place = item.placement().parent() + "/" + item.nameKey();
        assertThat(names.add(place)).as("I4: %s is unique", place).isTrue();
      }
      boolean pending =
          item.file().map(FileRecord::status).stream()
              .anyMatch(status -> status == FileStatus.PENDING);
      if (pending && item.placement().state() == ItemState.LIVING) {
        assertThat(reader.uploadOf(id, item.id())).as("upload of pending file").isPresent();
      }
    }
    for (ItemRecord item : items) {
      ItemRecord parent = byId.get(item.placement().parent().orElseThrow());
      if (parent != null) {
        assertThat(parent.kind()).as("I5: parent").isEqualTo(ItemKind.FOLDER);
      }
    }
  }

  private static void checkUsage(ChannelRecord channel, List<ItemRecord> items) {
    long bytes = 0;
    for (ItemRecord item : items) {
      if (item.file().isPresent() && item.file().get().status() == FileStatus.COMPLETED) {
        bytes += item.file().get().size();
      }
    }
    assertThat(channel.channel().usage()).as("I11").isEqualTo(new Usage(items.size(), bytes));
  }

  private static void checkFeed(CatalogReader reader, ChannelRecord channel)
      throws BackendException {
    List<Change> changes = reader.changes(channel.channel().id(), 0, Integer.MAX_VALUE);
    for (int i = 0; i < changes.size(); i++) {
      assertThat(changes.get(i).sequence()).as("feed without gaps").isEqualTo(i + 1);
    }
    assertThat(channel.lastChange()).as("last change").isEqualTo(changes.size());
  }

  private static Map<ContentKey, ContentRecord> checkContents(
      CatalogReader reader, ChannelRecord channel, List<ItemRecord> items) throws BackendException {
    ChannelId id = channel.channel().id();
    Map<ContentKey, Long> uses = new HashMap<>();
    Map<ContentKey, ContentRecord> used = new HashMap<>();
    for (ItemRecord item : items) {
      if (item.file().isEmpty() || item.file().get().content().isEmpty()) {
        continue;
      }
      FileRecord file = item.file().get();
      ContentKey key = file.content().orElseThrow();
      ContentRecord content = reader.content(id, key).orElseThrow();
      assertThat(content.size()).as("I1: size").hasValue(file.size());
      assertThat(content.sha256()).as("I1: hash").isEqualTo(file.sha256());
      if (item.visibility() != key.visibility()) {
        throw new AssertionError("the key of " + item.name() + " is " + key);
      }
      uses.merge(key, 1L, Long::sum);
      used.put(key, content);
    }
    used.forEach((key, content) -> assertThat(content.refs()).as("I6").isEqualTo(uses.get(key)));
    for (ContentState state : List.of(ContentState.INTENT, ContentState.DOOMED)) {
      for (ContentRecord content : reader.dueContents(id, state, FAR, Integer.MAX_VALUE)) {
        assertThat(used).as("unused content").doesNotContainKey(content.key());
      }
    }
    return used;
  }

  private void checkStoredObjectsHaveRows(CatalogReader reader) throws BackendException {
    List<ChannelRecord> channels = reader.channels(Optional.empty(), Integer.MAX_VALUE);
    for (ContentKey key : storage.keys()) {
      boolean known = foreign.contains(key);
      for (ChannelRecord channel : channels) {
        known |= reader.content(channel.channel().id(), key).isPresent();
      }
      assertThat(known).as("I7: %s has a row", key).isTrue();
    }
  }

  private void checkStoredBytes(Map<ContentKey, ContentRecord> contents) throws IOException {
    for (ContentRecord content : contents.values()) {
      if (!content.inline()) {
        try (InputStream bytes = storage.open(content.key(), ByteRange.ALL)) {
          checkBytes(content, bytes.readAllBytes());
        }
      }
    }
  }

  private static void checkBytes(ContentRecord content, byte[] bytes) {
    assertThat(content.size()).as("I1: bytes of %s", content.key()).hasValue(bytes.length);
    assertThat(content.sha256()).as("I1: hash of %s", content.key()).hasValue(sha256(bytes));
  }

  static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
