package io.filelibrary.testkit.library;

import static io.filelibrary.testkit.library.LibraryScenario.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.hash.Hashing;
import io.filelibrary.UploadDesk;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.testkit.GrantClient;
import io.filelibrary.testkit.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uploads whose bytes a client sends to the storage by one request. */
interface DirectUploadRules extends LibraryLocation {
  /** Long enough that no catalog holds them. */
  int SIZE = 10_000;

  @Test
  @DisplayName("L100 Bytes sent by the grant of an upload are the file's once it is completed")
  default void sentBytesAreTheFiles() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      for (int size : List.of(0, 1, SIZE, 300_000)) {
        UploadOptions declared =
            UploadOptions.DEFAULT.withExpectedSize(size).withExpectedSha256(hash(bytes(size)));
        for (UploadOptions options : List.of(UploadOptions.DEFAULT, declared)) {
          PendingUpload upload = begin(probe, "sent " + size + options.expectedSize(), options);
          send(upload, bytes(size)).assertTaken("an upload of " + size + " bytes");
          FileItem file = probe.files.uploads().complete(upload.id());

          assertThat(file.id()).isEqualTo(upload.file().id());
          assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
          assertThat(file.size()).isEqualTo(size);
          assertThat(file.sha256()).contains(hash(bytes(size)));
          assertThat(probe.read(file.id())).isEqualTo(bytes(size));
          assertThat(probe.files.uploads().complete(upload.id())).isEqualTo(file);
        }
      }
      probe.check();
    }
  }

  @Test
  @DisplayName(
      "L101 Nobody need tell that the bytes have come: whoever comes upon the file sees it")
  default void arrivalNeedsNoCall() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      ways()
          .forEach(
              (way, look) -> {
                PendingUpload upload = begin(probe, way, UploadOptions.DEFAULT);
                send(upload, bytes(SIZE)).assertTaken("an upload");
                look.accept(probe, upload);
                FileItem file = (FileItem) probe.item(way);
                assertThat(file.status()).as("after %s", way).isEqualTo(FileStatus.COMPLETED);
                assertThat(probe.read(file.id())).as("after %s", way).isEqualTo(bytes(SIZE));
              });
      probe.check();
    }
  }

  /** What makes a library look for bytes. */
  static Map<String, BiConsumer<LibraryProbe, PendingUpload>> ways() {
    Map<String, BiConsumer<LibraryProbe, PendingUpload>> ways = new LinkedHashMap<>();
    ways.put("get", (probe, upload) -> probe.files.get(upload.file().id()));
    ways.put("read", (probe, upload) -> probe.read(upload.file().id()));
    ways.put(
        "list",
        (probe, upload) ->
            probe.files.list(FolderRef.root(), ListOptions.DEFAULT.withPending(true)));
    ways.put("collect", (probe, upload) -> probe.library.collect());
    ways.put("announce", (probe, upload) -> probe.library.arrived(probe.keyOf(upload)));
    return ways;
  }

  @Test
  @DisplayName("L102 A key that is announced too early, twice or in vain does no harm")
  default void announcementsAreNotBelieved() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      assertThat(probe.library.arrived(new ContentKey("private/none"))).isFalse();
      assertThat(probe.library.arrived(new ContentKey("catalog-id"))).isFalse();
      PendingUpload upload = begin(probe, "a", UploadOptions.DEFAULT.withExpectedSize(SIZE));
      send(upload, bytes(SIZE)).assertTaken("an upload");
      ContentKey key = probe.keyOf(upload);
      assertThat(probe.library.arrived(key)).isTrue();
      FileItem file = (FileItem) probe.item("a");
      assertThat(probe.library.arrived(key)).isTrue();
      assertThat(probe.item("a")).isEqualTo(file);
      probe.files.delete(file.id(), DeleteOptions.DEFAULT);
      probe.collectEverything();
      assertThat(probe.library.arrived(key)).isFalse();
      assertThat(probe.paths()).isEmpty();
      probe.check();
    }
  }

  @Test
  @DisplayName("L103 Other bytes than declared never become the file's, and go when it is given up")
  default void otherBytesThanDeclaredNeverStay() throws Exception {
    UploadOptions sized = UploadOptions.DEFAULT.withExpectedSize(SIZE);
    UploadOptions hashed = sized.withExpectedSha256(hash(bytes(SIZE)));
    byte[] changed = bytes(SIZE);
    changed[SIZE - 1]++;
    try (LibraryProbe probe = direct(open())) {
      assertNeverCompleted(probe, sized, bytes(SIZE + 1), ErrorCode.SIZE_MISMATCH);
      assertNeverCompleted(probe, sized, bytes(SIZE - 1), ErrorCode.SIZE_MISMATCH);
      assertNeverCompleted(
          probe,
          UploadOptions.DEFAULT.withMaxSize(SIZE),
          bytes(SIZE + 1),
          ErrorCode.FILE_TOO_LARGE);
      assertNeverCompleted(probe, hashed, changed, ErrorCode.CHECKSUM_MISMATCH);
      probe.collectEverything();
      assertThat(probe.objects()).hasSize(1);
      probe.check();
    }
  }

  /** Checks that bytes are refused by the storage, or by the library when it verifies them. */
  private static void assertNeverCompleted(
      LibraryProbe probe, UploadOptions options, byte[] bytes, ErrorCode code) {
    PendingUpload upload = begin(probe, "a", options);
    HttpAnswer answer = send(upload, bytes);
    ErrorCode expected = answer.succeeded() ? code : ErrorCode.UPLOAD_INCOMPLETE;
    probe.refused(expected, () -> probe.files.uploads().complete(upload.id()));
    assertThat(probe.files.get(upload.file().id())).isEqualTo(upload.file());
    assertThat(probe.library.collect().expiredUploads()).isZero();
    assertThat(probe.files.get(upload.file().id())).isEqualTo(upload.file());
    probe.files.uploads().abort(upload.id());
  }

  @Test
  @DisplayName("L104 A grant changes nothing about a file that is completed")
  default void grantOfACompletedUploadChangesNothing() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      PendingUpload upload = begin(probe, "a", UploadOptions.DEFAULT);
      send(upload, bytes(SIZE)).assertTaken("an upload");
      FileItem file = probe.files.uploads().complete(upload.id());
      send(upload, bytes(SIZE + 7));
      assertThat(probe.files.get(file.id())).isEqualTo(file);
      assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE));
      probe.check();
    }
  }

  @Test
  @DisplayName("L105 Bytes that come for a file that was given up or deleted go in the end")
  default void bytesOfGivenUpFilesGo() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      PendingUpload aborted = begin(probe, "aborted", UploadOptions.DEFAULT);
      probe.files.uploads().abort(aborted.id());
      send(aborted, bytes(SIZE)).assertTaken("an upload that was given up");
      PendingUpload deleted = begin(probe, "deleted", UploadOptions.DEFAULT);
      send(deleted, bytes(SIZE)).assertTaken("an upload");
      probe.files.delete(probe.files.uploads().complete(deleted.id()).id(), DeleteOptions.DEFAULT);
      probe.library.collect();
      PendingUpload forgotten = begin(probe, "forgotten", UploadOptions.DEFAULT);
      probe.collectEverything();
      LibraryProbe.assertFails(
          ErrorCode.ITEM_NOT_FOUND, () -> probe.files.get(forgotten.file().id()));
      assertThat(probe.objects()).hasSize(1);
      assertThat(probe.files.channel().usage().bytes()).isZero();
      probe.check();
    }
  }

  @Test
  @DisplayName("L106 Bytes received through the library count, whatever was sent by the grant")
  default void receivedBytesComeBeforeSentOnes() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      PendingUpload upload = begin(probe, "a", UploadOptions.DEFAULT);
      send(upload, bytes(SIZE)).assertTaken("an upload");
      probe.files.uploads().receive(upload.id(), new ByteArrayInputStream(bytes(SIZE + 1)));
      FileItem file = probe.files.uploads().complete(upload.id());
      assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE + 1));
      probe.collectEverything();
      assertThat(probe.objects()).hasSize(2);
      probe.check();
    }
  }

  @Test
  @DisplayName("L107 A form keeps the greatest size, and what it sends is the file's as well")
  default void formKeepsTheGreatestSize() throws Exception {
    UploadOptions options = UploadOptions.DEFAULT.withMaxSize(SIZE).withForm();
    try (LibraryProbe probe = direct(open())) {
      assumeTrue(probe.storage() instanceof StagedUploads, "the storage grants no forms");
      PendingUpload upload = begin(probe, "a", options);
      assertThat(upload.grant().orElseThrow().formFields()).isNotEmpty();
      send(upload, bytes(SIZE + 1)).assertRefused("a form with more bytes than allowed");
      probe.refused(ErrorCode.UPLOAD_INCOMPLETE, () -> probe.files.uploads().complete(upload.id()));
      send(upload, bytes(SIZE)).assertTaken("a form");
      assertThat(probe.read(upload.file().id())).isEqualTo(bytes(SIZE));
      send(upload, bytes(SIZE - 1));
      assertThat(probe.read(upload.file().id())).isEqualTo(bytes(SIZE));
      probe.files.delete(upload.file().id(), DeleteOptions.DEFAULT);
      probe.collectEverything();
      assertThat(probe.objects()).hasSize(1);
      probe.check();
    }
  }

  @Test
  @DisplayName("L120 Who knows the file alone is granted its upload again, as long as that counts")
  default void grantIsMadeAgain() throws Exception {
    try (LibraryProbe probe = direct(open())) {
      UploadDesk uploads = probe.files.uploads();
      boolean byForm = probe.storage() instanceof StagedUploads;
      for (int way = 0; way < (byForm ? 2 : 1); way++) {
        UploadOptions options = UploadOptions.DEFAULT.withExpectedSize(SIZE);
        options = way == 0 ? options : options.withForm();
        PendingUpload upload = begin(probe, "sent " + way, options);
        PendingUpload found = uploads.find(upload.file().id()).orElseThrow();
        assertThat(found.grant().orElseThrow().method())
            .isEqualTo(upload.grant().orElseThrow().method());
        send(found, bytes(SIZE)).assertTaken("an upload that was found");
        FileItem file = uploads.complete(found.id());
        assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE));
        send(upload, bytes(SIZE));
        assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE));

        PendingUpload received = begin(probe, "received " + way, options);
        uploads.receive(received.id(), new ByteArrayInputStream(bytes(SIZE)));
        assertThat(uploads.find(received.file().id()).orElseThrow().grant()).isEmpty();
        PendingUpload parts = begin(probe, "parts " + way, options);
        if (uploads.grantPart(parts.id(), 1, SIZE).isPresent()) {
          assertThat(uploads.find(parts.file().id()).orElseThrow().grant()).isEmpty();
        }
      }
      probe.check();
    }
  }

  /** A library on a storage that clients send bytes to. */
  static LibraryProbe direct(LibraryBackends backends) {
    assertThat(backends.storage()).isInstanceOf(DirectUploads.class);
    return LibraryProbe.open(backends);
  }

  static PendingUpload begin(LibraryProbe probe, String path, UploadOptions options) {
    return probe.files.uploads().begin(Destination.at(path), options);
  }

  static HttpAnswer send(PendingUpload upload, byte[] bytes) {
    try {
      return GrantClient.send(upload.grant().orElseThrow(), bytes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Sha256 hash(byte[] bytes) {
    return Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes());
  }
}
