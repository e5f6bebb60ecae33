package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the bytes of two-step uploads go to: a key, which is one upload's alone, and its parts. */
interface CatalogUploadKeyRules extends CatalogLocation {

  @Test
  @DisplayName("C162 The upload to a key is found in whatever channel and state, by its key alone")
  default void uploadIsFoundByItsKey() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      UploadRecord open = insert(mine, "a");
      UploadRecord completed = insert(mine, "b").withState(UploadState.COMPLETED);
      assertThat(mine.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
      UploadRecord theirs = insert(other, "a");
      ItemRecord keyless = mine.insert(mine.rows().pendingFile(mine.root(), "c"));
      mine.change(w -> w.insertUpload(mine.rows().upload(keyless, TIME)));
      ItemRecord file = mine.insertFile(mine.root(), "d");
      for (UploadRecord upload : List.of(open, completed, theirs)) {
        ContentKey key = key(upload);
        assertThat(mine.find(r -> r.uploadTo(key))).contains(upload);
        mine.change(w -> assertThat(w.uploadTo(key)).contains(upload));
        other.change(w -> assertThat(w.uploadTo(key)).contains(upload));
      }
      ContentKey noUploads = file.file().orElseThrow().content().orElseThrow();
      for (ContentKey key : List.of(mine.rows().newKey(), noUploads)) {
        assertThat(mine.find(r -> r.uploadTo(key))).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("C163 An upload that goes to another key, or is deleted, has no key of before")
  default void formerKeyFindsNoUpload() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord first = insert(probe, "a");
      UploadRecord second = first.withContent(probe.rows().newKey());
      assertThat(probe.answer(w -> w.updateUpload(second, UploadState.OPEN))).isTrue();
      assertThat(uploadTo(probe, first)).isEmpty();
      assertThat(uploadTo(probe, second)).contains(second);

      UploadRecord keyless = probe.rows().upload(file(probe, first), TIME);
      UploadRecord without = withId(keyless, first.id());
      assertThat(probe.answer(w -> w.updateUpload(without, UploadState.OPEN))).isTrue();
      assertThat(uploadTo(probe, second)).isEmpty();

      assertThat(probe.answer(w -> w.updateUpload(first, UploadState.OPEN))).isTrue();
      assertThat(uploadTo(probe, first)).contains(first);
      assertThat(probe.answer(w -> w.deleteUpload(probe.channel(), first.id()))).isTrue();
      assertThat(uploadTo(probe, first)).isEmpty();
    }
  }

  @Test
  @DisplayName("C164 The key of an upload that goes with its file finds none, and is free again")
  default void keyOfADeletedFileIsFree() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord gone = insert(probe, "a");
      UploadRecord kept = insert(probe, "b");
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), gone.item()))).isTrue();
      assertThat(uploadTo(probe, gone)).isEmpty();
      assertThat(uploadTo(probe, kept)).contains(kept);
      ItemRecord file = probe.insert(probe.rows().pendingFile(probe.root(), "a"));
      UploadRecord next = probe.rows().upload(file, TIME).withContent(key(gone));
      probe.change(w -> w.insertUpload(next));
      assertThat(uploadTo(probe, gone)).contains(next);
    }
  }

  @Test
  @DisplayName("C165 A write finds by keys what it has changed itself, and nobody what was undone")
  default void writeFindsItsOwnUploadsByKey() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord kept = insert(probe, "a");
      UploadRecord deleted = insert(probe, "b");
      UploadRecord moved = kept.withContent(probe.rows().newKey());
      ItemRecord file = probe.insert(probe.rows().pendingFile(probe.root(), "c"));
      UploadRecord added = probe.rows().upload(file, TIME).withContent(probe.rows().newKey());
      List<Optional<UploadRecord>> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.insertUpload(added);
            found.add(w.uploadTo(key(added)));
            w.updateUpload(moved, UploadState.OPEN);
            found.add(w.uploadTo(key(moved)));
            found.add(w.uploadTo(key(kept)));
            w.deleteUpload(probe.channel(), deleted.id());
            found.add(w.uploadTo(key(deleted)));
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(changes))).isNotNull();
      assertThat(found)
          .containsExactly(
              Optional.of(added), Optional.of(moved), Optional.empty(), Optional.empty());
      assertThat(uploadTo(probe, added)).isEmpty();
      assertThat(uploadTo(probe, moved)).isEmpty();
      assertThat(uploadTo(probe, kept)).contains(kept);
      assertThat(uploadTo(probe, deleted)).contains(deleted);
    }
  }

  @Test
  @DisplayName("C166 A key that another upload of any channel has is CONSTRAINT, its own is not")
  default void keyIsOneUploadsAlone() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      UploadRecord taken = insert(mine, "a");
      for (CatalogProbe probe : List.of(mine, other)) {
        UploadRecord present = insert(probe, "b");
        ItemRecord file = probe.insert(probe.rows().pendingFile(probe.root(), "c"));
        UploadRecord refused = probe.rows().upload(file, TIME).withContent(key(taken));
        UploadRecord changed = present.withContent(key(taken));
        probe.assertConstraint(w -> w.insertUpload(refused));
        probe.assertConstraint(w -> w.updateUpload(changed, UploadState.OPEN));
        assertThat(probe.find(r -> r.uploadOf(probe.channel(), file.id()))).isEmpty();
        assertThat(upload(probe, present)).contains(present);
        assertThat(uploadTo(probe, present)).contains(present);
        assertThat(uploadTo(probe, taken)).contains(taken);
      }
      UploadRecord completed = taken.withState(UploadState.COMPLETED);
      assertThat(mine.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
      assertThat(upload(mine, taken)).contains(completed);
    }
  }

  @Test
  @DisplayName("C167 The id of an upload in parts comes back as given, and goes with another key")
  default void partsComeBackAsGiven() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      String everyCharacter =
          IntStream.range('!', 0x7F).mapToObj(Character::toString).collect(Collectors.joining());
      List<String> ids = List.of("a", "A", "007", "1e3", everyCharacter, "~".repeat(1024));
      for (String id : ids) {
        UploadRecord upload = insert(probe, "inserted " + ids.indexOf(id), Optional.of(id));
        assertThat(upload(probe, upload)).contains(upload);
        assertThat(uploadTo(probe, upload)).contains(upload);
      }
      UploadRecord plain = insert(probe, "updated");
      UploadRecord begun = plain.withParts("id");
      UploadRecord again = begun.withContent(probe.rows().newKey());
      for (UploadRecord next : List.of(begun, plain.withParts("a"), plain, begun, again)) {
        assertThat(probe.answer(w -> w.updateUpload(next, UploadState.OPEN))).isTrue();
        assertThat(upload(probe, next)).contains(next);
        assertThat(uploadTo(probe, next)).contains(next);
      }
    }
  }

  private static UploadRecord insert(CatalogProbe probe, String name) throws BackendException {
    return insert(probe, name, Optional.empty());
  }

  /** Inserts an upload that has a key, and its file. */
  private static UploadRecord insert(CatalogProbe probe, String name, Optional<String> parts)
      throws BackendException {
    ItemRecord file = probe.insert(probe.rows().pendingFile(probe.root(), name));
    UploadRecord whole = probe.rows().upload(file, TIME).withContent(probe.rows().newKey());
    UploadRecord upload = parts.map(whole::withParts).orElse(whole);
    probe.change(writer -> writer.insertUpload(upload));
    return upload;
  }

  private static ItemRecord file(CatalogProbe probe, UploadRecord upload) throws BackendException {
    return probe.item(upload.item()).orElseThrow();
  }

  private static UploadRecord withId(UploadRecord upload, UploadId id) {
    return new UploadRecord(
        id,
        upload.channel(),
        upload.item(),
        upload.state(),
        upload.content(),
        upload.parts(),
        upload.expectedSize(),
        upload.expectedSha256(),
        upload.maxSize(),
        upload.conflict(),
        upload.expiresAt());
  }

  private static ContentKey key(UploadRecord upload) {
    return upload.content().orElseThrow();
  }

  private static Optional<UploadRecord> upload(CatalogProbe probe, UploadRecord upload)
      throws BackendException {
    return probe.find(reader -> reader.upload(probe.channel(), upload.id()));
  }

  /** Asks for the key of a row, whoever has it. */
  private static Optional<UploadRecord> uploadTo(CatalogProbe probe, UploadRecord upload)
      throws BackendException {
    return probe.find(reader -> reader.uploadTo(key(upload)));
  }
}
