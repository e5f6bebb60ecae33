package io.filelibrary.testkit.library;

import static io.filelibrary.testkit.library.DirectUploadRules.SIZE;
import static io.filelibrary.testkit.library.DirectUploadRules.begin;
import static io.filelibrary.testkit.library.DirectUploadRules.direct;
import static io.filelibrary.testkit.library.DirectUploadRules.hash;
import static io.filelibrary.testkit.library.DirectUploadRules.send;
import static io.filelibrary.testkit.library.LibraryScenario.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.testkit.HttpAnswer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uploads whose bytes a client sends to the storage by a PUT that carries nothing but them. */
interface PlainPutRules extends LibraryLocation {
  /** What every upload of these rules is begun with. */
  UploadOptions PLAIN = UploadOptions.DEFAULT.withPlainPut();

  @Test
  @DisplayName("L117 What a plain PUT sends is the file's, whoever comes upon it, and has its type")
  default void plainPutIsTheFiles() throws Exception {
    try (LibraryProbe probe = staging(open())) {
      DirectUploadRules.ways()
          .forEach(
              (way, look) -> {
                UploadOptions options =
                    PLAIN
                        .withExpectedSize(SIZE)
                        .withExpectedSha256(hash(bytes(SIZE)))
                        .withVisibility(Visibility.PUBLIC);
                PendingUpload upload = begin(probe, way + ".png", options);
                assertThat(upload.grant().orElseThrow().headers()).isEmpty();
                send(upload, bytes(SIZE - 1)).assertTaken("a plain PUT");
                send(upload, bytes(SIZE)).assertTaken("a plain PUT");
                look.accept(probe, upload);
                FileItem file = (FileItem) probe.item(way + ".png");
                assertThat(file.status()).as("after %s", way).isEqualTo(FileStatus.COMPLETED);
                assertThat(file.contentType()).isEqualTo(ContentType.of("image/png"));
                assertThat(probe.read(file.id())).as("after %s", way).isEqualTo(bytes(SIZE));
                assertThat(probe.files.uploads().complete(upload.id())).isEqualTo(file);
              });
      probe.check();
    }
  }

  @Test
  @DisplayName("L118 A plain PUT of another size is refused, can be sent anew, and goes in the end")
  default void plainPutOfAnotherSizeIsRefused() throws Exception {
    try (LibraryProbe probe = staging(open())) {
      UploadOptions sized = PLAIN.withExpectedSize(SIZE);
      assertCompletedAtTheRightSize(probe, "a", sized, SIZE - 1, ErrorCode.SIZE_MISMATCH);
      assertCompletedAtTheRightSize(probe, "b", sized, SIZE + 1, ErrorCode.SIZE_MISMATCH);
      UploadOptions bounded = PLAIN.withMaxSize(SIZE);
      assertCompletedAtTheRightSize(probe, "c", bounded, 300_000, ErrorCode.FILE_TOO_LARGE);
      PendingUpload forgotten = begin(probe, "d", bounded);
      send(forgotten, bytes(300_000)).assertTaken("a plain PUT");
      probe.collectEverything();
      assertThat(probe.paths()).containsExactly("a", "b", "c");
      assertThat(probe.objects()).hasSize(4);
      probe.check();
    }
  }

  private static void assertCompletedAtTheRightSize(
      LibraryProbe probe, String path, UploadOptions options, int wrong, ErrorCode code) {
    PendingUpload upload = begin(probe, path, options);
    HttpAnswer answer = send(upload, bytes(wrong));
    ErrorCode expected = answer.succeeded() ? code : ErrorCode.UPLOAD_INCOMPLETE;
    probe.refused(expected, () -> probe.files.uploads().complete(upload.id()));
    assertThat(probe.files.get(upload.file().id())).isEqualTo(upload.file());
    send(upload, bytes(SIZE)).assertTaken("a plain PUT after one of another size");
    assertThat(probe.files.uploads().complete(upload.id()).size()).isEqualTo(SIZE);
  }

  @Test
  @DisplayName("L119 What a plain PUT sends to a file that is complete changes nothing, and goes")
  default void plainPutToACompletedFileChangesNothing() throws Exception {
    try (LibraryProbe probe = staging(open())) {
      PendingUpload upload = begin(probe, "a", PLAIN);
      send(upload, bytes(SIZE)).assertTaken("a plain PUT");
      FileItem file = probe.files.uploads().complete(upload.id());
      send(upload, bytes(SIZE + 1));
      assertThat(probe.files.get(file.id())).isEqualTo(file);
      assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE));
      PendingUpload aborted = begin(probe, "b", PLAIN);
      probe.files.uploads().abort(aborted.id());
      send(aborted, bytes(SIZE));
      probe.collectEverything();
      assertThat(probe.read(file.id())).isEqualTo(bytes(SIZE));
      probe.files.delete(file.id(), DeleteOptions.DEFAULT);
      probe.collectEverything();
      assertThat(probe.objects()).hasSize(1);
      assertThat(probe.files.channel().usage().bytes()).isZero();
      probe.check();
    }
  }

  /** A library on a storage that keeps aside what clients send. */
  private static LibraryProbe staging(LibraryBackends backends) {
    LibraryProbe probe = direct(backends);
    boolean stages = backends.storage() instanceof StagedUploads;
    if (!stages) {
      probe.close();
    }
    assumeTrue(stages, "the storage keeps nothing aside");
    return probe;
  }
}
