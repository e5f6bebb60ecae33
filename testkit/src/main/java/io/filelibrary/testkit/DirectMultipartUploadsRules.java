package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefusal;
import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How clients send bytes to a storage in parts. */
interface DirectMultipartUploadsRules extends StorageLocation {
  @Override
  DirectMultipartUploads open() throws IOException;

  @Test
  @DisplayName("D50 Parts sent in any order become one object in the order of their numbers")
  default void partsBecomeOneObject() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      PartProbe parts = new PartProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      byte[] last = sample(1);
      parts.send(upload, 3, last);
      parts.send(upload, 2, parts.full(2));
      parts.send(upload, 1, parts.full(1));
      StoredObject answer = storage.completeParts(upload, storage.parts(upload));
      byte[] whole = PartProbe.joined(parts.full(1), parts.full(2), last);
      StorageProbe.assertDescribes(answer, key(1), whole);
      new StorageProbe(storage).assertHolds(key(1), whole);
    }
  }

  @Test
  @DisplayName("D51 A single part of any size is an object")
  default void singlePartIsAnObject() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      for (int size : List.of(1, 1000, 100_000)) {
        MultipartUpload upload = storage.beginParts(key(size), Terms.TEXT);
        new PartProbe(storage).send(upload, 1, sample(size));
        StoredObject answer = storage.completeParts(upload, storage.parts(upload));
        StorageProbe.assertDescribes(answer, key(size), sample(size));
        new StorageProbe(storage).assertHolds(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("D52 The parts that came are told by number and size; an upload begins without any")
  default void partsAreListed() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      PartProbe parts = new PartProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      assertThat(storage.parts(upload)).isEmpty();
      parts.send(upload, 10, sample(30));
      parts.send(upload, 2, sample(20));
      parts.send(upload, 1, sample(10));
      assertThat(storage.parts(upload)).extracting(StoredPart::number).containsExactly(1, 2, 10);
      assertThat(storage.parts(upload)).extracting(StoredPart::size).containsExactly(10L, 20L, 30L);
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D53 Until an upload is completed its key has no object")
  default void partsAreNoObject() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      probe.assertAbsent(key(1));
      new PartProbe(storage).send(upload, 1, sample(1000));
      probe.assertAbsent(key(1));
      assertThat(probe.listed()).isEmpty();
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D54 A part that is sent again replaces the former one")
  default void partIsSentAgain() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      PartProbe parts = new PartProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      parts.send(upload, 1, sample(1000));
      parts.send(upload, 1, sample(1001));
      assertThat(storage.parts(upload)).extracting(StoredPart::size).containsExactly(1001L);
      storage.completeParts(upload, storage.parts(upload));
      new StorageProbe(storage).assertHolds(key(1), sample(1001));
    }
  }

  @Test
  @DisplayName("D55 A part that breaks off is no part, and can be sent again")
  default void brokenPartIsNone() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      byte[] bytes = sample(1_000_000);
      TransferGrant grant = storage.grantPart(upload, 1, bytes.length, Terms.soon());
      GrantClient.breakOff(grant, bytes, 500_000);
      assertThat(storage.parts(upload)).isEmpty();
      GrantClient.send(grant, bytes).assertTaken("the part, sent again");
      storage.completeParts(upload, storage.parts(upload));
      new StorageProbe(storage).assertHolds(key(1), bytes);
    }
  }

  @Test
  @DisplayName("D56 An object is made of the parts that are named, and the rest is dropped")
  default void namedPartsMakeTheObject() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      PartProbe parts = new PartProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      parts.send(upload, 1, parts.full(1));
      parts.send(upload, 3, sample(300));
      parts.send(upload, 4, sample(400));
      List<StoredPart> came = storage.parts(upload);
      storage.completeParts(upload, came.subList(0, 2));
      new StorageProbe(storage).assertHolds(key(1), PartProbe.joined(parts.full(1), sample(300)));
    }
  }

  @Test
  @DisplayName("D57 Completing with a part that did not come is NOT_FOUND and changes nothing")
  default void absentPartIsRefused() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      new PartProbe(storage).send(upload, 1, sample(1000));
      StoredPart came = storage.parts(upload).get(0);
      StoredPart absent = new StoredPart(2, came.size(), came.tag());
      assertRefused(Reason.NOT_FOUND, () -> storage.completeParts(upload, List.of(absent)));
      new StorageProbe(storage).assertAbsent(key(1));
      storage.completeParts(upload, List.of(came));
      new StorageProbe(storage).assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D58 Completing to a present key is ALREADY_EXISTS and the object stays as it is")
  default void completingOverwritesNothing() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      new PartProbe(storage).send(upload, 1, sample(1000));
      List<StoredPart> came = storage.parts(upload);
      probe.put(key(1), sample(2000));
      assertRefused(Reason.ALREADY_EXISTS, () -> storage.completeParts(upload, came));
      probe.assertHolds(key(1), sample(2000));
      storage.abortParts(upload);
      probe.assertHolds(key(1), sample(2000));
    }
  }

  @Test
  @DisplayName("D59 An upload is completed once, and aborting it then leaves the object")
  default void completedUploadIsOver() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      new PartProbe(storage).send(upload, 1, sample(1000));
      List<StoredPart> came = storage.parts(upload);
      storage.completeParts(upload, came);
      assertThatThrownBy(() -> storage.completeParts(upload, came)).isInstanceOf(IOException.class);
      storage.abortParts(upload);
      new StorageProbe(storage).assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D60 Of concurrent completions to one key exactly one succeeds")
  default void oneOfConcurrentCompletionsWins() throws Exception {
    try (DirectMultipartUploads storage = open();
        Workers workers = new Workers()) {
      List<MultipartUpload> uploads = new PartProbe(storage).uploads(key(1), 4);
      List<Outcome<StoredObject>> outcomes =
          workers.race(
              4,
              number ->
                  storage.completeParts(uploads.get(number), storage.parts(uploads.get(number))));
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
      for (int number = 0; number < outcomes.size(); number++) {
        if (outcomes.get(number).succeeded()) {
          new StorageProbe(storage).assertHolds(key(1), sample(1000 + number));
        }
        storage.abortParts(uploads.get(number));
      }
    }
  }

  @Test
  @DisplayName("D61 An aborted upload has no parts and makes no object; aborting twice is fine")
  default void abortedUploadIsOver() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      new PartProbe(storage).send(upload, 1, sample(1000));
      TransferGrant grant = storage.grantPart(upload, 2, 1000, Terms.soon());
      storage.abortParts(upload);
      storage.abortParts(upload);
      // It may be taken, as it may be on its way while the upload is aborted; then it is dropped.
      HttpAnswer late = GrantClient.send(grant, sample(1000));
      Throwable refusal = catchThrowable(() -> storage.parts(upload));
      assertThat(refusal).as("listing the parts, after %s", late).isNotNull();
      assertRefusal(Reason.NOT_FOUND, refusal);
      new StorageProbe(storage).assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("D62 Uploads begun before a moment are aborted together, and no object goes")
  default void abandonedUploadsAreAborted() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(100));
      MultipartUpload one = storage.beginParts(key(2), ContentHints.NONE);
      MultipartUpload two = storage.beginParts(key("public/a"), ContentHints.NONE);
      new PartProbe(storage).send(one, 1, sample(1000));
      Instant now = Instant.now();
      assertThat(storage.abortPartsBegunBefore(now.minus(Duration.ofDays(1)))).isZero();
      assertThat(storage.parts(one)).hasSize(1);
      assertThat(storage.abortPartsBegunBefore(now.plus(Duration.ofDays(1)))).isEqualTo(2);
      assertRefused(Reason.NOT_FOUND, () -> storage.parts(one));
      assertRefused(Reason.NOT_FOUND, () -> storage.parts(two));
      new StorageProbe(storage).assertHolds(key(1), sample(100));
    }
  }

  @Test
  @DisplayName("D63 The grant of a part is of no use when changed, or for another key")
  default void changedPartGrantIsRefused() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      TransferGrant grant = storage.grantPart(upload, 1, 1000, Terms.soon());
      for (TransferGrant changed : Tampering.variants(grant)) {
        GrantClient.send(changed, sample(1000)).assertRefused("a part sent to " + changed.url());
      }
      HttpAnswer answer = GrantClient.send(Tampering.forKey(grant, key(1), key(2)), sample(1000));
      new StorageProbe(storage).assertAbsent(key(2));
      if (!Tampering.forKey(grant, key(1), key(2)).equals(grant)) {
        answer.assertRefused("a part for another key");
      }
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D64 The grant of a part whose end is past is refused, at once or when it is used")
  default void expiredPartGrantIsRefused() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      Optional<TransferGrant> grant =
          Terms.expired(() -> storage.grantPart(upload, 1, 1000, Terms.past()));
      if (grant.isPresent()) {
        GrantClient.send(grant.get(), sample(1000)).assertRefused("a part that is late");
      }
      assertThat(storage.parts(upload)).isEmpty();
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D65 A part of another size than granted is refused or stored as it came")
  default void partIsNeverCut() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      TransferGrant grant = storage.grantPart(upload, 1, 1000, Terms.soon());
      HttpAnswer answer = GrantClient.send(grant, sample(1001));
      assertThat(storage.parts(upload))
          .as("after %s", answer)
          .extracting(StoredPart::size)
          .isEqualTo(answer.succeeded() ? List.of(1001L) : List.of());
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D66 The numbers and sizes of parts are held within the limits")
  default void limitsAreHeld() throws Exception {
    try (DirectMultipartUploads storage = open()) {
      PartLimits limits = storage.partLimits();
      assertThat(storage.partLimits()).isEqualTo(limits);
      MultipartUpload upload = storage.beginParts(key(1), ContentHints.NONE);
      for (int number : List.of(0, -1, limits.maxParts() + 1)) {
        assertThatThrownBy(() -> storage.grantPart(upload, number, 1000, Terms.soon()))
            .isInstanceOf(IllegalArgumentException.class);
      }
      for (long size : List.of(-1L, limits.maxSize() + 1)) {
        assertThatThrownBy(() -> storage.grantPart(upload, 1, size, Terms.soon()))
            .isInstanceOf(IllegalArgumentException.class);
      }
      storage.abortParts(upload);
    }
  }

  @Test
  @DisplayName("D67 After close every call for uploads in parts is CLOSED")
  default void closedStorageTakesNoParts() throws Exception {
    DirectMultipartUploads storage = open();
    MultipartUpload upload;
    try (storage) {
      upload = storage.beginParts(key(1), ContentHints.NONE);
      storage.abortParts(upload);
    }
    assertRefused(Reason.CLOSED, () -> storage.beginParts(key(1), ContentHints.NONE));
    assertRefused(Reason.CLOSED, () -> storage.grantPart(upload, 1, 10, Terms.soon()));
    assertRefused(Reason.CLOSED, () -> storage.parts(upload));
    assertRefused(
        Reason.CLOSED, () -> storage.completeParts(upload, List.of(new StoredPart(1, 1, "a"))));
    assertRefused(Reason.CLOSED, () -> storage.abortParts(upload));
    assertRefused(Reason.CLOSED, () -> storage.abortPartsBegunBefore(Instant.now()));
  }
}
