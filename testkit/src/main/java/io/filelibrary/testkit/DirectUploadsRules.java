package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Sha256;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How clients send bytes to a storage. */
interface DirectUploadsRules extends StorageLocation {
  @Override
  DirectUploads open() throws IOException;

  @Test
  @DisplayName("D01 Bytes sent by a grant for their size are stored as they are, none included")
  default void bytesOfDeclaredSizeAreStored() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        GrantClient.send(Terms.upload(storage, key(size), size), sample(size))
            .assertTaken("an upload of " + size + " bytes");
        probe.assertHolds(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("D02 Bytes sent by a grant for any size are stored as they are, none included")
  default void bytesOfUnknownSizeAreStored() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        GrantClient.send(Terms.uploadOfUnknownSize(storage, key(size)), sample(size))
            .assertTaken("an upload of " + size + " bytes");
        probe.assertHolds(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("D03 A grant alone stores nothing, and ends no later than asked")
  default void grantStoresNothing() throws Exception {
    try (DirectUploads storage = open()) {
      Instant end = Terms.soon();
      TransferGrant grant = storage.grantUpload(key(1), UploadTerms.ofSize(10, end));
      Terms.assertEndsBy(grant, end);
      new StorageProbe(storage).assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("D04 No grant overwrites an object, whether it made the object or came before it")
  default void grantOverwritesNothing() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      TransferGrant first = Terms.uploadOfUnknownSize(storage, key(1));
      TransferGrant second = Terms.uploadOfUnknownSize(storage, key(1));
      GrantClient.send(first, sample(1000)).assertTaken("the first upload");
      HttpAnswer again = GrantClient.send(first, sample(1001));
      HttpAnswer other = GrantClient.send(second, sample(999));
      assertThat(probe.read(key(1)))
          .as("the first object, after %s and %s", again, other)
          .isEqualTo(sample(1000));
      TransferGrant third = Terms.uploadOfUnknownSize(storage, key(2));
      probe.put(key(2), sample(100));
      HttpAnswer late = GrantClient.send(third, sample(200));
      assertThat(probe.read(key(2))).as("the object put, after %s", late).isEqualTo(sample(100));
    }
  }

  @Test
  @DisplayName("D05 Leaving out the headers of a grant overwrites nothing either")
  default void headersLeftOutOverwriteNothing() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(1000));
      TransferGrant grant = Terms.upload(storage, key(1), 1001);
      HttpAnswer answer = GrantClient.send(Tampering.withoutHeaders(grant), sample(1001));
      assertThat(probe.read(key(1))).as("the object, after %s", answer).isEqualTo(sample(1000));
    }
  }

  @Test
  @DisplayName("D06 A put to a key that an upload came to before is ALREADY_EXISTS")
  default void putOverwritesNoUpload() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      GrantClient.send(Terms.upload(storage, key(1), 1000), sample(1000)).assertTaken("an upload");
      assertRefused(Reason.ALREADY_EXISTS, () -> probe.put(key(1), sample(1001)));
      probe.assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D07 Of concurrent sends to one key exactly one makes the object, whole")
  default void oneOfConcurrentSendsWins() throws Exception {
    try (DirectUploads storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int round = 0; round < 5; round++) {
        ContentKey key = key(round);
        TransferGrant grant = Terms.uploadOfUnknownSize(storage, key);
        List<Outcome<HttpAnswer>> outcomes =
            workers.race(6, number -> GrantClient.send(grant, sample(100_000 + number)));
        byte[] stored = probe.read(key);
        assertThat(stored).as("after %s", outcomes).isEqualTo(sample(stored.length));
        assertThat(outcomes.get(stored.length - 100_000).value().orElseThrow().succeeded())
            .as("the sender of the bytes stored learnt of it: %s", outcomes)
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("D08 A grant of which anything was changed is refused and leaves nothing")
  default void changedUploadGrantIsRefused() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (TransferGrant changed : Tampering.variants(Terms.upload(storage, key(1), 1000))) {
        GrantClient.send(changed, sample(1000)).assertRefused("an upload to " + changed.url());
        probe.assertAbsent(key(1));
      }
    }
  }

  @Test
  @DisplayName("D09 A grant is of no use for another key")
  default void uploadGrantIsForOneKey() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      TransferGrant grant = Terms.upload(storage, key(1), 1000);
      HttpAnswer answer = GrantClient.send(Tampering.forKey(grant, key(1), key(2)), sample(1000));
      assertThat(probe.listed()).as("after %s", answer).doesNotContain(key(2));
      probe.assertAbsent(key(2));
    }
  }

  @Test
  @DisplayName("D10 A grant is of no use for reading, deleting or listing")
  default void grantIsForSendingAlone() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      TransferGrant grant = Terms.upload(storage, key(1), 1000);
      GrantClient.send(grant, sample(1000)).assertTaken("an upload");
      for (String method : List.of("GET", "DELETE")) {
        GrantClient.request(method, grant.url(), new byte[0])
            .assertRefused(method + " by the grant of an upload");
      }
      probe.assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D11 A grant whose end is past is refused, at once or when it is used")
  default void expiredUploadGrantIsRefused() throws Exception {
    try (DirectUploads storage = open()) {
      Optional<TransferGrant> grant =
          Terms.expired(() -> storage.grantUpload(key(1), UploadTerms.ofSize(10, Terms.past())));
      if (grant.isPresent()) {
        GrantClient.send(grant.get(), sample(10)).assertRefused("an upload that is late");
      }
      new StorageProbe(storage).assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("D12 Bytes more or fewer than declared or allowed are refused or stored uncut")
  default void bytesAreNeverCut() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int sent : List.of(0, 999, 1001, 3_000_000)) {
        HttpAnswer answer = GrantClient.send(Terms.upload(storage, key(sent), 1000), sample(sent));
        probe.assertAllOrNothing(key(sent), sample(sent), answer.succeeded());
      }
      TransferGrant bounded = storage.grantUpload(key("a/b"), UploadTerms.upTo(1000, Terms.soon()));
      HttpAnswer answer = GrantClient.send(bounded, sample(1001));
      probe.assertAllOrNothing(key("a/b"), sample(1001), answer.succeeded());
    }
  }

  @Test
  @DisplayName("D13 An upload that breaks off leaves nothing visible, and can be sent again")
  default void brokenUploadLeavesNothing() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(1_000_000);
      for (int sent : List.of(0, 1, 500_000, 999_999)) {
        TransferGrant grant = Terms.upload(storage, key(sent), bytes.length);
        GrantClient.breakOff(grant, bytes, sent);
        probe.assertAbsent(key(sent));
        GrantClient.send(grant, bytes).assertTaken("the upload, sent again");
        probe.assertHolds(key(sent), bytes);
      }
    }
  }

  @Test
  @DisplayName("D14 An object that was sent cannot be read at the grant's URL by everyone")
  default void sentObjectIsPrivate() throws Exception {
    try (DirectUploads storage = open()) {
      TransferGrant grant = Terms.upload(storage, key(1), 1000);
      GrantClient.send(grant, sample(1000)).assertTaken("an upload");
      GrantClient.get(Tampering.withoutQuery(grant.url())).assertRefused("reading without a grant");
    }
  }

  @Test
  @DisplayName("D15 The hints change nothing about the bytes that are sent")
  default void hintsChangeNoBytes() throws Exception {
    try (DirectUploads storage = open()) {
      TransferGrant grant =
          storage.grantUpload(key(1), UploadTerms.ofSize(1000, Terms.soon()).withHints(Terms.TEXT));
      GrantClient.send(grant, sample(1000)).assertTaken("an upload of text");
      new StorageProbe(storage).assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D16 Uploads by several grants at once are kept apart")
  default void concurrentUploadsAreKeptApart() throws Exception {
    try (DirectUploads storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      List<Outcome<HttpAnswer>> outcomes =
          workers.race(
              8,
              number ->
                  GrantClient.send(
                      Terms.upload(storage, key(number), 300_000 + number),
                      sample(300_000 + number)));
      for (int number = 0; number < outcomes.size(); number++) {
        outcomes.get(number).value().orElseThrow().assertTaken("upload " + number);
        probe.assertHolds(key(number), sample(300_000 + number));
      }
    }
  }

  @Test
  @DisplayName("D17 An object that was sent is deleted as any other")
  default void sentObjectIsDeleted() throws Exception {
    try (DirectUploads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      GrantClient.send(Terms.upload(storage, key(1), 1000), sample(1000)).assertTaken("an upload");
      assertThat(storage.stat(key(1)).map(StoredObject::size)).contains(1000L);
      storage.delete(List.of(key(1)));
      probe.assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("D18 After close granting an upload is CLOSED")
  default void closedStorageGrantsNoUpload() throws Exception {
    DirectUploads storage = open();
    storage.close();
    assertRefused(Reason.CLOSED, () -> Terms.upload(storage, key(1), 10));
  }

  @Test
  @DisplayName("D19 Bytes of another hash than declared are refused, or not told to have that hash")
  default void declaredHashIsNotTakenOnTrust() throws Exception {
    try (DirectUploads storage = open()) {
      Sha256 declared = StorageProbe.hash(sample(1000));
      byte[] other = sample(1000);
      other[999]++;
      List<byte[]> sent = List.of(sample(1000), other);
      for (int number = 0; number < sent.size(); number++) {
        TransferGrant grant =
            storage.grantUpload(
                key(number), UploadTerms.ofSize(1000, Terms.soon()).withExpectedSha256(declared));
        HttpAnswer answer = GrantClient.send(grant, sent.get(number));
        Optional<StoredObject> stored = storage.stat(key(number));
        assertThat(stored.isPresent()).as("stored, after %s", answer).isEqualTo(answer.succeeded());
        Sha256 hash = StorageProbe.hash(sent.get(number));
        stored
            .flatMap(StoredObject::sha256)
            .ifPresent(
                told -> assertThat(told).as("the hash that the storage tells").isEqualTo(hash));
      }
      new StorageProbe(storage).assertHolds(key(0), sample(1000));
    }
  }
}
