package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.FileStatus;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of the contents of one channel's files, as far as rows tell. */
final class ContentInvariants {
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  private final CatalogReader reader;
  private final ChannelRows rows;
  private final Map<ContentKey, Long> uses = new HashMap<>();
  private final Map<ContentKey, ContentRecord> used = new HashMap<>();
  private final Set<ContentKey> known = new HashSet<>();

  private ContentInvariants(CatalogReader reader, ChannelRows rows) {
    this.reader = reader;
    this.rows = rows;
  }

  static ContentInvariants check(CatalogReader reader, ChannelRows rows) throws BackendException {
    ContentInvariants invariants = new ContentInvariants(reader, rows);
    for (ItemRecord item : rows.items()) {
      if (item.file().isPresent()) {
        invariants.checkFile(item, item.file().get());
      }
    }
    invariants.checkReferences();
    invariants.checkUnused();
    return invariants;
  }

  /** The contents that files and their versions use. */
  Collection<ContentRecord> used() {
    return used.values();
  }

  /** The keys of all contents that were found, used or not. */
  Set<ContentKey> known() {
    return known;
  }

  private void checkFile(ItemRecord item, FileRecord file) throws BackendException {
    if (file.status() == FileStatus.PENDING) {
      checkPending(item, file);
      return;
    }
    ContentKey key = file.content().orElseThrow();
    ContentRecord content = use(key);
    assertThat(content.size()).as("I1: the size of %s", item.id()).hasValue(file.size());
    assertThat(content.sha256()).as("I1: the hash of %s", item.id()).isEqualTo(file.sha256());
    assertThat(key.visibility()).as("who reads %s", item.id()).isEqualTo(item.visibility());
    for (VersionRecord version : reader.versions(rows.id(), item.id())) {
      use(version.content());
    }
  }

  private void checkPending(ItemRecord item, FileRecord file) throws BackendException {
    assertThat(file.content()).as("I2: the content of pending %s", item.id()).isEmpty();
    Optional<UploadRecord> upload = reader.uploadOf(rows.id(), item.id());
    if (item.placement().state() == ItemState.LIVING) {
      assertThat(upload).as("the upload of pending %s", item.id()).isPresent();
    }
    Optional<ContentKey> staged = upload.flatMap(UploadRecord::content);
    if (staged.isPresent()) {
      assertThat(reader.content(rows.id(), staged.get()))
          .as("I2: the staged content of %s", item.id())
          .hasValueSatisfying(
              content -> assertThat(content.state()).isNotEqualTo(ContentState.LIVE));
    }
  }

  private ContentRecord use(ContentKey key) throws BackendException {
    Optional<ContentRecord> content = reader.content(rows.id(), key);
    assertThat(content).as("I1: the content %s", key).isPresent();
    uses.merge(key, 1L, Long::sum);
    used.put(key, content.orElseThrow());
    known.add(key);
    return content.orElseThrow();
  }

  private void checkReferences() {
    used.forEach(
        (key, content) -> {
          assertThat(content.state()).as("I1: the state of %s", key).isEqualTo(ContentState.LIVE);
          assertThat(content.refs()).as("I6: refs of %s", key).isEqualTo(uses.get(key));
        });
  }

  private void checkUnused() throws BackendException {
    for (ContentState state : List.of(ContentState.INTENT, ContentState.DOOMED)) {
      for (ContentRecord content : reader.dueContents(rows.id(), state, FAR, Integer.MAX_VALUE)) {
        assertThat(used).as("I6: unused contents").doesNotContainKey(content.key());
        known.add(content.key());
      }
    }
  }
}
