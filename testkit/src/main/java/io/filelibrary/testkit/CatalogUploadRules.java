package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows of two-step uploads. */
interface CatalogUploadRules extends CatalogLocation {

  @Test
  @DisplayName("C75 An upload is found by its id and by its file; an absent one is empty")
  default void uploadIsFoundByIdAndFile() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord upload = insert(probe, "a", TIME);
      UploadRecord other = insert(probe, "b", TIME);
      ItemRecord without = probe.insertFile(probe.root(), "c");
      assertThat(upload(probe, upload.id())).contains(upload);
      assertThat(uploadOf(probe, upload.item())).contains(upload);
      assertThat(uploadOf(probe, other.item())).contains(other);
      assertThat(uploadOf(probe, without.id())).isEmpty();
      assertThat(uploadOf(probe, probe.rows().newItemId())).isEmpty();
      assertThat(upload(probe, new UploadId(without.id().value()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C76 An upload with a taken id, or for a file that has one or is absent: CONSTRAINT")
  default void uploadIsInsertedOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      UploadRecord upload = insert(probe, "a", TIME);
      ItemRecord file = probe.item(upload.item()).orElseThrow();
      ItemRecord free = probe.insert(rows.pendingFile(probe.root(), "b"));
      UploadRecord sameId = withId(rows.upload(free, TIME), upload.id());
      UploadRecord sameFile = rows.upload(file, TIME);
      UploadRecord noFile = rows.upload(rows.pendingFile(probe.root(), "x"), TIME);
      for (UploadRecord refused : List.of(sameId, sameFile, noFile)) {
        probe.assertConstraint(w -> w.insertUpload(refused));
      }
      assertThat(probe.list(r -> r.expiredUploads(probe.channel(), SampleRows.LATER, 10)))
          .containsExactly(upload);
    }
  }

  @Test
  @DisplayName("C77 The content of an upload need not exist")
  default void contentOfAnUploadNeedNotExist() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord upload = insert(probe, "a", TIME);
      UploadRecord changed = upload.withContent(probe.rows().newKey());
      assertThat(probe.answer(w -> w.updateUpload(changed, UploadState.OPEN))).isTrue();
      assertThat(upload(probe, upload.id())).contains(changed);
    }
  }

  @Test
  @DisplayName("C78 Updating an upload in the expected state replaces every field of its row")
  default void uploadIsReplaced() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord other = insert(probe, "a", TIME);
      UploadRecord upload = insert(probe, "b", TIME);
      UploadRecord changed =
          new UploadRecord(
              upload.id(),
              probe.channel(),
              upload.item(),
              UploadState.COMPLETED,
              Optional.of(probe.rows().newKey()),
              Optional.of("parts"),
              OptionalLong.of(5),
              probe.rows().live(1).sha256(),
              6,
              ConflictPolicy.RENAME,
              TIME.plusNanos(7));
      assertThat(probe.answer(w -> w.updateUpload(changed, UploadState.OPEN))).isTrue();
      assertThat(upload(probe, upload.id())).contains(changed);
      assertThat(uploadOf(probe, upload.item())).contains(changed);
      assertThat(probe.answer(w -> w.updateUpload(upload, UploadState.COMPLETED))).isTrue();
      assertThat(upload(probe, upload.id())).contains(upload);
      assertThat(upload(probe, other.id())).contains(other);
    }
  }

  @Test
  @DisplayName("C79 Updating an upload in another state, or an absent one, changes nothing")
  default void uploadInAnotherStateIsNotUpdated() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord upload = insert(probe, "a", TIME);
      UploadRecord completed = upload.withState(UploadState.COMPLETED);
      assertThat(probe.answer(w -> w.updateUpload(completed, UploadState.COMPLETED))).isFalse();
      assertThat(upload(probe, upload.id())).contains(upload);
      assertThat(probe.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
      assertThat(probe.answer(w -> w.updateUpload(upload, UploadState.OPEN))).isFalse();
      assertThat(upload(probe, upload.id())).contains(completed);
      UploadRecord absent =
          probe.rows().upload(probe.insert(probe.rows().pendingFile(probe.root(), "b")), TIME);
      assertThat(probe.answer(w -> w.updateUpload(absent, UploadState.OPEN))).isFalse();
      assertThat(upload(probe, absent.id())).isEmpty();
    }
  }

  @Test
  @DisplayName("C80 Deleting an upload removes its row once, and leaves its file")
  default void uploadIsDeletedOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord kept = insert(probe, "a", TIME);
      UploadRecord gone = insert(probe, "b", TIME);
      ItemRecord file = probe.item(gone.item()).orElseThrow();
      assertThat(probe.answer(w -> w.deleteUpload(probe.channel(), gone.id()))).isTrue();
      assertThat(upload(probe, gone.id())).isEmpty();
      assertThat(uploadOf(probe, file.id())).isEmpty();
      assertThat(probe.answer(w -> w.deleteUpload(probe.channel(), gone.id()))).isFalse();
      probe.assertStored(file);
      assertThat(upload(probe, kept.id())).contains(kept);
      UploadRecord next = probe.rows().upload(file, TIME);
      probe.change(w -> w.insertUpload(next));
      assertThat(uploadOf(probe, file.id())).contains(next);
    }
  }

  @Test
  @DisplayName("C81 Expired uploads are those that expire at the moment or before, in any state")
  default void expiredUploadsAreThoseOfTheMoment() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      UploadRecord before = insert(probe, "a", TIME.minusNanos(1));
      UploadRecord at = insert(probe, "b", TIME);
      UploadRecord after = insert(probe, "c", TIME.plusNanos(1));
      UploadRecord completed = at.withState(UploadState.COMPLETED);
      assertThat(probe.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
      assertThat(expired(probe, TIME, 10)).containsExactly(before, completed);
      assertThat(expired(probe, TIME.minusNanos(2), 10)).isEmpty();
      assertThat(expired(probe, TIME.plusNanos(1), 10)).containsExactly(before, completed, after);
    }
  }

  @Test
  @DisplayName("C82 Expired uploads come longest expired first, then by id, as many as wanted")
  default void expiredUploadsAreOrdered() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<Instant> moments = List.of(TIME, Instant.EPOCH.minusNanos(1), TIME.minusNanos(1));
      List<UploadRecord> uploads = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        uploads.add(insert(probe, "f" + i, moments.get(i % 3)));
      }
      uploads.sort(
          Comparator.comparing(UploadRecord::expiresAt)
              .thenComparing(upload -> upload.id().toString()));
      for (int limit : List.of(1, 5, 24, 100)) {
        assertThat(expired(probe, TIME, limit))
            .containsExactlyElementsOf(uploads.subList(0, Math.min(limit, 24)));
      }
    }
  }

  private static UploadRecord insert(CatalogProbe probe, String name, Instant expiresAt)
      throws BackendException {
    ItemRecord file = probe.insert(probe.rows().pendingFile(probe.root(), name));
    UploadRecord upload = probe.rows().upload(file, expiresAt);
    probe.change(writer -> writer.insertUpload(upload));
    return upload;
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

  private static Optional<UploadRecord> upload(CatalogProbe probe, UploadId id)
      throws BackendException {
    return probe.find(reader -> reader.upload(probe.channel(), id));
  }

  private static Optional<UploadRecord> uploadOf(CatalogProbe probe, ItemId file)
      throws BackendException {
    return probe.find(reader -> reader.uploadOf(probe.channel(), file));
  }

  private static List<UploadRecord> expired(CatalogProbe probe, Instant expiredBy, int limit)
      throws BackendException {
    return probe.list(reader -> reader.expiredUploads(probe.channel(), expiredBy, limit));
  }
}
