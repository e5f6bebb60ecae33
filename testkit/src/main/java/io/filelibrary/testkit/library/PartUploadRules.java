package io.filelibrary.testkit.library;

import static io.filelibrary.testkit.library.DirectUploadRules.begin;
import static io.filelibrary.testkit.library.DirectUploadRules.hash;
import static io.filelibrary.testkit.library.DirectUploadRules.send;
import static io.filelibrary.testkit.library.LibraryScenario.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PartLimits;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.testkit.GrantClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uploads whose bytes a client sends to the storage in parts. */
interface PartUploadRules extends LibraryLocation {

  @Test
  @DisplayName("L108 Parts sent in any order, and again, are the file's once it is completed")
  default void partsBecomeTheFile() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      byte[] whole = twoParts(probe);
      int first = first(probe);
      UploadOptions options =
          UploadOptions.DEFAULT.withExpectedSize(whole.length).withExpectedSha256(hash(whole));
      PendingUpload upload = begin(probe, "a", options);
      sendPart(probe, upload, 2, Arrays.copyOfRange(whole, first, whole.length));
      sendPart(probe, upload, 1, new byte[first]);
      sendPart(probe, upload, 1, Arrays.copyOf(whole, first));

      assertThat(probe.files.uploads().parts(upload.id()))
          .extracting(StoredPart::number, StoredPart::size)
          .containsExactly(tuple(1, (long) first), tuple(2, (long) whole.length - first));
      FileItem file = probe.files.uploads().complete(upload.id());
      assertThat(file.size()).isEqualTo(whole.length);
      assertThat(file.sha256()).contains(hash(whole));
      assertThat(probe.read(file.id())).isEqualTo(whole);
      assertThat(probe.files.uploads().complete(upload.id())).isEqualTo(file);
      assertNothingIsOpen(probe);
      probe.check();
    }
  }

  @Test
  @DisplayName("L109 An upload that lacks a part or a byte is not completed, and can go on")
  default void incompletePartsAreNoFile() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      byte[] whole = twoParts(probe);
      int first = first(probe);
      byte[] rest = Arrays.copyOfRange(whole, first, whole.length);
      PendingUpload upload =
          begin(probe, "a", UploadOptions.DEFAULT.withExpectedSize(whole.length));
      assertNotComplete(probe, ErrorCode.UPLOAD_INCOMPLETE, upload);
      probe.files.uploads().grantPart(upload.id(), 1, first);
      assertNotComplete(probe, ErrorCode.UPLOAD_INCOMPLETE, upload);
      sendPart(probe, upload, 2, rest);
      assertNotComplete(probe, ErrorCode.UPLOAD_INCOMPLETE, upload);
      sendPart(probe, upload, 1, bytes(first));
      sendPart(probe, upload, 2, bytes(rest.length - 1));
      assertNotComplete(probe, ErrorCode.SIZE_MISMATCH, upload);
      assertThat(probe.library.collect().expiredUploads()).isZero();
      assertThat(probe.files.get(upload.file().id())).isEqualTo(upload.file());

      sendPart(probe, upload, 1, Arrays.copyOf(whole, first));
      sendPart(probe, upload, 2, rest);
      FileItem file = probe.files.uploads().complete(upload.id());
      assertThat(probe.read(file.id())).isEqualTo(whole);
      probe.check();
    }
  }

  @Test
  @DisplayName("L110 Numbers and sizes of parts are held within the limits")
  default void partsKeepTheLimits() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      PendingUpload upload = begin(probe, "a", UploadOptions.DEFAULT);
      PartLimits limits = upload.parts().orElseThrow();
      for (int number : List.of(-1, 0, limits.maxParts() + 1)) {
        probe.refused(
            ErrorCode.INVALID_SIZE, () -> probe.files.uploads().grantPart(upload.id(), number, 1));
      }
      for (long size : List.of(-1L, limits.maxSize() + 1)) {
        probe.refused(
            ErrorCode.INVALID_SIZE, () -> probe.files.uploads().grantPart(upload.id(), 1, size));
      }
      if (limits.minSize() > 1) {
        sendPart(probe, upload, 1, bytes(1));
        sendPart(probe, upload, 2, bytes(1));
        assertNotComplete(probe, ErrorCode.UPLOAD_INCOMPLETE, upload);
      }
      assertThat(probe.files.uploads().grantPart(upload.id(), limits.maxParts(), 0)).isPresent();
      probe.check();
    }
  }

  @Test
  @DisplayName("L111 Of the ways to send the bytes of one upload the one begun last counts")
  default void lastWayCounts() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      PendingUpload inParts = begin(probe, "parts", UploadOptions.DEFAULT);
      send(inParts, bytes(5000)).assertTaken("an upload");
      sendPart(probe, inParts, 1, bytes(6000));
      send(inParts, bytes(5001));
      FileItem file = probe.files.uploads().complete(inParts.id());
      assertThat(probe.read(file.id())).isEqualTo(bytes(6000));

      PendingUpload received = begin(probe, "received", UploadOptions.DEFAULT);
      sendPart(probe, received, 1, bytes(6000));
      probe.files.uploads().receive(received.id(), new ByteArrayInputStream(bytes(7000)));
      assertThat(probe.files.uploads().parts(received.id())).isEmpty();
      file = probe.files.uploads().complete(received.id());
      assertThat(probe.read(file.id())).isEqualTo(bytes(7000));

      assertNothingIsOpen(probe);
      probe.collectEverything();
      assertThat(probe.objects()).hasSize(3);
      probe.check();
    }
  }

  @Test
  @DisplayName("L112 The parts of an upload that is given up, or expires, are dropped")
  default void partsOfGivenUpUploadsAreDropped() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      PendingUpload aborted = begin(probe, "aborted", UploadOptions.DEFAULT);
      sendPart(probe, aborted, 1, bytes(1000));
      probe.files.uploads().abort(aborted.id());
      assertNothingIsOpen(probe);
      PendingUpload expired = begin(probe, "expired", UploadOptions.DEFAULT);
      sendPart(probe, expired, 1, bytes(1000));
      probe.clock.advance(Duration.ofDays(1));
      LibraryProbe.assertFails(
          ErrorCode.UPLOAD_EXPIRED, () -> probe.files.uploads().complete(expired.id()));
      LibraryProbe.assertFails(
          ErrorCode.UPLOAD_EXPIRED, () -> probe.files.uploads().grantPart(expired.id(), 2, 10));
      probe.library.collect();
      assertNothingIsOpen(probe);
      probe.check();
    }
  }

  @Test
  @DisplayName("L113 Parts that no upload knows of are dropped once no upload can be as old")
  default void unknownPartsAreDropped() throws Exception {
    try (LibraryProbe probe = inParts(open())) {
      DirectMultipartUploads storage = (DirectMultipartUploads) probe.storage();
      storage.beginParts(new ContentKey("private/unknown"), ContentHints.NONE);
      PendingUpload deleted = begin(probe, "a", UploadOptions.DEFAULT);
      sendPart(probe, deleted, 1, bytes(1000));
      probe.files.delete(deleted.file().id(), DeleteOptions.DEFAULT);
      probe.library.collect();
      probe.clock.advance(Duration.ofDays(1));
      PendingUpload young = begin(probe, "b", UploadOptions.DEFAULT);
      sendPart(probe, young, 1, bytes(1000));
      probe.library.collect();
      assertThat(probe.files.uploads().parts(young.id())).hasSize(1);
      probe.clock.advance(Duration.ofDays(3));
      probe.library.collect();
      assertNothingIsOpen(probe);
      probe.check();
    }
  }

  /** A library on a storage that takes parts. */
  private static LibraryProbe inParts(LibraryBackends backends) throws IOException {
    boolean takes = backends.storage() instanceof DirectMultipartUploads;
    if (!takes) {
      backends.catalog().close();
      backends.storage().close();
    }
    assumeTrue(takes, "the storage takes no parts");
    return DirectUploadRules.direct(backends);
  }

  /** The size of a part that another one may follow. */
  private static int first(LibraryProbe probe) {
    long least = ((DirectMultipartUploads) probe.storage()).partLimits().minSize();
    return Math.toIntExact(Math.max(least, 5000));
  }

  private static byte[] twoParts(LibraryProbe probe) {
    return bytes(first(probe) + 777);
  }

  private static void sendPart(LibraryProbe probe, PendingUpload upload, int number, byte[] part)
      throws InterruptedException {
    TransferGrant grant =
        probe.files.uploads().grantPart(upload.id(), number, part.length).orElseThrow();
    assertThat(grant.expiresAt()).isBeforeOrEqualTo(upload.expiresAt());
    GrantClient.send(grant, part).assertTaken("part " + number);
  }

  private static void assertNotComplete(LibraryProbe probe, ErrorCode code, PendingUpload upload) {
    probe.refused(code, () -> probe.files.uploads().complete(upload.id()));
  }

  /** Checks that the storage keeps no parts; ends those that it keeps. */
  private static void assertNothingIsOpen(LibraryProbe probe) throws IOException {
    Instant later = Instant.now().plus(Duration.ofDays(1));
    assertThat(((DirectMultipartUploads) probe.storage()).abortPartsBegunBefore(later))
        .as("uploads in parts that are left open")
        .isZero();
  }
}
