package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.filelibrary.ChannelFiles;
import io.filelibrary.UploadDesk;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uploads in two steps. */
interface LibraryUploadRules extends LibraryLocation {

  @Test
  @DisplayName("L40 A pending file is seen by its id and where asked for, and nowhere else")
  default void pendingFileIsHidden() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      files.createFolder("a");
      PendingUpload upload = begin(files, "a/new", UploadOptions.DEFAULT.withExpectedSize(8000));
      for (int round = 0; round < 2; round++) {
        FileItem file = (FileItem) files.get(upload.file().id());
        assertThat(file).isEqualTo(upload.file());
        assertThat(file.status()).isEqualTo(FileStatus.PENDING);
        assertThat(file.size()).isEqualTo(8000);
        assertThat(file.sha256()).isEmpty();
        assertThat(files.find("a/new")).isEmpty();
        assertThat(files.list(FolderRef.at("a"), ListOptions.DEFAULT).items()).isEmpty();
        assertThat(probe.paths()).containsExactly("a");
        ListOptions pending = ListOptions.DEFAULT.withPending(true);
        assertThat(files.list(FolderRef.at("a"), pending).items()).containsExactly(file);
        assertThat(files.streamTree(FolderRef.root(), pending)).contains(file);
        LibraryProbe.assertFails(ErrorCode.FILE_PENDING, () -> files.open(file.id()).close());
        LibraryProbe.assertFails(ErrorCode.FILE_PENDING, () -> files.trash(file.id()));
        LibraryProbe.assertFails(
            ErrorCode.FILE_PENDING,
            () -> files.copy(file.id(), Destination.at("copy"), PlaceOptions.DEFAULT));
        receive(files, upload.id(), LibraryScenario.large());
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L41 A completed upload is a file as one that was uploaded in one step")
  default void completedUploadIsAFile() throws Exception {
    UploadOptions options =
        UploadOptions.DEFAULT.withContentType(ContentType.of("text/csv")).withCreateParents();
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : List.of(0, 1, LibraryProbe.INLINE_LIMIT, 10_000, 300_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        PendingUpload upload = begin(files, "a/two " + size, options);
        assertThat(upload.expiresAt()).isEqualTo(probe.clock.instant().plus(Duration.ofDays(1)));
        receive(files, upload.id(), bytes);
        FileItem two = files.uploads().complete(upload.id());
        FileItem one = files.upload(Destination.at("a/one " + size), bytes, options);

        assertThat(two.id()).isEqualTo(upload.file().id());
        assertThat(files.find("a/two " + size)).hasValue(two);
        assertThat(probe.read(two.id())).isEqualTo(bytes);
        assertThat(two.status()).isEqualTo(one.status());
        assertThat(two.size()).isEqualTo(one.size());
        assertThat(two.sha256()).isEqualTo(one.sha256());
        assertThat(two.contentType()).isEqualTo(one.contentType());
        assertThat(two.version()).isEqualTo(one.version());
      }
      probe.check();
      probe.collectEverything();
      assertThat(probe.paths()).hasSize(11);
      probe.check();
    }
  }

  @Test
  @DisplayName("L42 A completed upload answers its file again, and is UPLOAD_COMPLETED otherwise")
  default void completionIsRepeatable() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      UploadDesk uploads = files.uploads();
      UploadId upload = begin(files, "new", UploadOptions.DEFAULT).id();
      receive(files, upload, LibraryScenario.large());
      FileItem file = uploads.complete(upload);
      assertThat(uploads.complete(upload)).isEqualTo(file);
      Item renamed = files.rename(file.id(), "renamed");
      assertThat(uploads.complete(upload)).isEqualTo(renamed);
      probe.refused(
          ErrorCode.UPLOAD_COMPLETED, () -> receive(files, upload, LibraryScenario.small()));
      probe.refused(ErrorCode.UPLOAD_COMPLETED, () -> uploads.abort(upload));
      assertThat(files.changes(0, 10)).hasSize(3);
      files.trash(file.id());
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> uploads.complete(upload));
      files.trashBin().restore(file.id());
      probe.collectEverything();
      assertThat(probe.read(file.id())).isEqualTo(LibraryScenario.large());
      probe.refused(ErrorCode.UPLOAD_NOT_FOUND, () -> uploads.complete(upload));
      probe.check();
    }
  }

  @Test
  @DisplayName("L43 Bytes that come again replace the former ones, those of a failed call do not")
  default void bytesCanComeAgain() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        UploadId upload = begin(files, "new " + size, UploadOptions.DEFAULT).id();
        receive(files, upload, LibraryScenario.bytes(5000));
        receive(files, upload, LibraryScenario.bytes(10));
        receive(files, upload, bytes);
        probe.refused(
            ErrorCode.SOURCE_FAILED,
            () -> files.uploads().receive(upload, CountedSource.failing(bytes, size / 2)));
        probe.check();
        assertThat(probe.read(files.uploads().complete(upload).id())).isEqualTo(bytes);
      }
      probe.collectEverything();
      assertThat(files.channel().usage()).isEqualTo(new Usage(2, 10_500));
      probe.check();
    }
  }

  @Test
  @DisplayName("L44 Without bytes an upload is UPLOAD_INCOMPLETE, without its folder not found")
  default void uploadNeedsItsBytesAndItsFolder() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.createFolder("folder").id();
      UploadId upload = begin(files, "folder/new", UploadOptions.DEFAULT).id();
      probe.refused(ErrorCode.UPLOAD_INCOMPLETE, () -> files.uploads().complete(upload));
      receive(files, upload, LibraryScenario.large());
      files.trash(folder);
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.uploads().complete(upload));
      files.trashBin().restore(folder);
      files.rename(folder, "renamed");
      assertThat(files.uploads().complete(upload).path()).hasToString("renamed/new");
      UploadId lost = begin(files, "renamed/lost", UploadOptions.DEFAULT).id();
      receive(files, lost, LibraryScenario.large());
      files.delete(folder, DeleteOptions.DEFAULT.withRecursive());
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.uploads().complete(lost));
      probe.collectEverything();
      assertThat(files.channel().usage()).isEqualTo(Usage.NONE);
      probe.check();
    }
  }

  @Test
  @DisplayName("L45 An aborted upload is gone, with its file, its name and its bytes")
  default void abortedUploadIsGone() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        PendingUpload upload = begin(files, "new", UploadOptions.DEFAULT);
        receive(files, upload.id(), LibraryScenario.bytes(size));
        files.uploads().abort(upload.id());
        assertGone(probe, upload);
        probe.check();
      }
      files.uploads().abort(begin(files, "new", UploadOptions.DEFAULT).id());
      files.createFolder("new");
      probe.collectEverything();
      assertThat(files.channel().usage()).isEqualTo(new Usage(1, 0));
      assertThat(probe.objects()).as("objects but for the mark").hasSize(1);
      probe.check();
    }
  }

  @Test
  @DisplayName("L46 An upload over its time is UPLOAD_EXPIRED, and the collector gives it up")
  default void uploadExpires() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      PendingUpload early = begin(files, "early", UploadOptions.DEFAULT);
      PendingUpload late = begin(files, "late", UploadOptions.DEFAULT);
      probe.clock.advance(Duration.ofDays(1).minusNanos(1));
      receive(files, early.id(), LibraryScenario.large());
      receive(files, late.id(), LibraryScenario.large());
      probe.library.collect();
      assertThat(files.uploads().complete(early.id()).size()).isEqualTo(8000);
      probe.clock.advance(Duration.ofNanos(2));
      probe.refused(
          ErrorCode.UPLOAD_EXPIRED, () -> receive(files, late.id(), LibraryScenario.small()));
      probe.refused(ErrorCode.UPLOAD_EXPIRED, () -> files.uploads().complete(late.id()));
      assertThat(probe.library.collect().expiredUploads()).isEqualTo(2);
      assertGone(probe, late);
      files.createFolder("late");
      probe.collectEverything();
      assertThat(probe.read(early.file().id())).isEqualTo(LibraryScenario.large());
      assertThat(probe.objects()).as("one object and the mark").hasSize(2);
      probe.check();
    }
  }

  @Test
  @DisplayName("L47 A pending file holds its name, and one that replaces takes it at the end")
  default void pendingFileHoldsItsName() throws Exception {
    UploadOptions replace = UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      begin(files, "held", UploadOptions.DEFAULT);
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.createFolder("held"));
      probe.refused(ErrorCode.NAME_TAKEN, () -> begin(files, "held", UploadOptions.DEFAULT));

      ItemId old = files.upload("x", LibraryScenario.small()).id();
      UploadId upload = begin(files, "x", replace).id();
      receive(files, upload, LibraryScenario.large());
      assertThat(probe.item("x").id()).isEqualTo(old);
      assertThat(probe.read(old)).isEqualTo(LibraryScenario.small());
      files.rename(old, "y");
      ItemId folder = files.createFolder("x").id();
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.uploads().complete(upload));
      files.rename(folder, "z");
      files.rename(old, "x");
      FileItem file = files.uploads().complete(upload);
      assertThat(files.find("x")).hasValue(file);
      assertThat(probe.read(file.id())).isEqualTo(LibraryScenario.large());
      LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> files.get(old));
      assertThat(probe.paths()).containsExactly("z", "x");
      probe.check();
    }
  }

  @Test
  @DisplayName("L48 What an upload declares is verified, and its limits hold")
  default void declarationsAreVerified() throws Exception {
    byte[] bytes = LibraryScenario.large();
    Sha256 hash = Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes());
    UploadOptions declared =
        UploadOptions.DEFAULT.withExpectedSize(bytes.length).withExpectedSha256(hash);
    try (LibraryProbe probe =
        LibraryProbe.withOptions(open(), options -> options.withMaxFileSize(100_000))) {
      ChannelFiles files = probe.files;
      UploadId upload = begin(files, "declared", declared).id();
      refuse(probe, ErrorCode.SIZE_MISMATCH, upload, bytes.length - 1);
      refuse(probe, ErrorCode.SIZE_MISMATCH, upload, bytes.length + 1);
      byte[] other = bytes.clone();
      other[0]++;
      probe.refused(ErrorCode.CHECKSUM_MISMATCH, () -> receive(files, upload, other));
      probe.refused(ErrorCode.UPLOAD_INCOMPLETE, () -> files.uploads().complete(upload));
      CountedSource source = CountedSource.of(bytes);
      files.uploads().receive(upload, source);
      assertThat(source.closed()).as("closed by the library").isFalse();
      assertThat(probe.read(files.uploads().complete(upload).id())).isEqualTo(bytes);

      UploadId limited = begin(files, "limited", UploadOptions.DEFAULT.withMaxSize(10)).id();
      refuse(probe, ErrorCode.FILE_TOO_LARGE, limited, 11);
      UploadId any = begin(files, "any", UploadOptions.DEFAULT).id();
      refuse(probe, ErrorCode.FILE_TOO_LARGE, any, 100_001);
      UploadOptions large = UploadOptions.DEFAULT.withExpectedSize(100_001);
      probe.refused(ErrorCode.FILE_TOO_LARGE, () -> begin(files, "large", large));
      probe.check();
      probe.collectEverything();
      assertThat(probe.paths()).containsExactly("declared");
      assertThat(probe.objects()).as("one object and the mark").hasSize(2);
      probe.check();
    }
  }

  @Test
  @DisplayName("L49 Eight threads that complete one upload get the same file")
  default void threadsCompleteOnce() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        UploadId upload = begin(files, "new " + size, UploadOptions.DEFAULT).id();
        receive(files, upload, LibraryScenario.bytes(size));
        Race<FileItem> race = Race.run(8, number -> files.uploads().complete(upload));
        assertThat(race.errors()).isEmpty();
        assertThat(new HashSet<>(race.values())).hasSize(1);
        ItemId file = race.values().get(0).id();
        assertThat(probe.read(file)).isEqualTo(LibraryScenario.bytes(size));
      }
      assertThat(files.changes(0, 10)).hasSize(4);
      probe.check();
    }
  }

  @Test
  @DisplayName("L86 The upload of a pending file is found by the file, with what it declared")
  default void uploadIsFoundByItsFile() throws Exception {
    byte[] bytes = LibraryScenario.large();
    UploadOptions declared =
        UploadOptions.DEFAULT
            .withExpectedSize(bytes.length)
            .withExpectedSha256(Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes()))
            .withMaxSize(bytes.length + 1);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      UploadDesk uploads = probe.files.uploads();
      probe.files.upload("x", LibraryScenario.small());
      for (UploadOptions options :
          List.of(UploadOptions.DEFAULT, declared, declared.withConflict(ConflictPolicy.REPLACE))) {
        String path = options.create().conflict() == ConflictPolicy.REPLACE ? "x" : "new";
        PendingUpload begun = begin(probe.files, path, options);
        PendingUpload found = uploads.find(begun.file().id()).orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("grant").isEqualTo(begun);
        receive(probe.files, found.id(), bytes);
        found = uploads.find(begun.file().id()).orElseThrow();
        assertThat(found.grant()).isEmpty();
        FileItem file = uploads.complete(found.id());
        assertThat(uploads.find(file.id())).isEmpty();
        assertThat(probe.read(file.id())).isEqualTo(bytes);
        probe.files.rename(file.id(), "done " + probe.files.changes(0, 100).size());
      }
      PendingUpload late = begin(probe.files, "late", UploadOptions.DEFAULT);
      ErrorCode unknown = ErrorCode.ITEM_NOT_FOUND;
      LibraryProbe.assertFails(unknown, () -> probe.otherFiles.uploads().find(late.file().id()));
      probe.clock.advance(Duration.ofDays(1));
      assertThat(uploads.find(late.file().id())).isEmpty();
      probe.collectEverything();
      LibraryProbe.assertFails(unknown, () -> uploads.find(late.file().id()));
      probe.check();
    }
  }

  @Test
  @DisplayName("L87 Bytes that complete their upload are the file's, or nothing has changed")
  default void bytesCompleteTheirUpload() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        UploadId upload = begin(files, "new " + size, UploadOptions.DEFAULT).id();
        receive(files, upload, LibraryScenario.bytes(5000));
        probe.refused(
            ErrorCode.SOURCE_FAILED,
            () -> complete(files, upload, CountedSource.failing(bytes, size / 2)));
        FileItem file = complete(files, upload, new ByteArrayInputStream(bytes));
        assertThat(files.find("new " + size)).hasValue(file);
        assertThat(probe.read(file.id())).isEqualTo(bytes);
        probe.refused(
            ErrorCode.UPLOAD_COMPLETED,
            () -> complete(files, upload, new ByteArrayInputStream(bytes)));
        assertThat(files.uploads().complete(upload)).isEqualTo(file);
        probe.check();
      }
      UploadId contested = begin(files, "contested", UploadOptions.DEFAULT).id();
      Race<FileItem> race =
          Race.run(
              4,
              number -> {
                byte[] bytes = LibraryScenario.bytes(5000 + number);
                return complete(files, contested, new ByteArrayInputStream(bytes));
              });
      assertThat(race.values()).hasSize(1);
      assertThat(race.errors()).hasSize(3).containsOnly(ErrorCode.UPLOAD_COMPLETED);
      FileItem file = race.values().get(0);
      assertThat(files.find("contested")).hasValue(file);
      assertThat(probe.read(file.id())).isEqualTo(LibraryScenario.bytes((int) file.size()));
      probe.collectEverything();
      probe.check();
    }
  }

  private static PendingUpload begin(ChannelFiles files, String path, UploadOptions options) {
    return files.uploads().begin(Destination.at(path), options);
  }

  private static FileItem complete(ChannelFiles files, UploadId upload, InputStream source) {
    return files.uploads().complete(upload, source);
  }

  private static void receive(ChannelFiles files, UploadId upload, byte[] bytes) {
    files.uploads().receive(upload, new ByteArrayInputStream(bytes));
  }

  private static void refuse(LibraryProbe probe, ErrorCode code, UploadId upload, int size) {
    probe.refused(code, () -> receive(probe.files, upload, LibraryScenario.bytes(size)));
  }

  private static void assertGone(LibraryProbe probe, PendingUpload upload) {
    UploadDesk uploads = probe.files.uploads();
    UploadId id = upload.id();
    ErrorCode code = ErrorCode.UPLOAD_NOT_FOUND;
    probe.refused(code, () -> receive(probe.files, id, LibraryScenario.small()));
    probe.refused(code, () -> uploads.complete(id));
    probe.refused(code, () -> uploads.abort(id));
    LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> probe.files.get(upload.file().id()));
  }
}
