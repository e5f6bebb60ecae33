package io.filelibrary.testkit;

import static io.filelibrary.testkit.FormProbe.key;
import static io.filelibrary.testkit.FormProbe.publicKey;
import static io.filelibrary.testkit.FormProbe.send;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How clients send bytes by a PUT that carries nothing but them, which the library takes. */
interface PlainPutRules extends StorageLocation {
  @Override
  StagedUploads open() throws IOException;

  @Test
  @DisplayName("D91 A plain PUT needs no header, may name any type, and is taken as it was sent")
  default void plainPutNeedsNoHeader() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      for (int size : StorageProbe.SIZES) {
        TransferGrant grant = puts.plainPut(key(size));
        assertThat(grant.method()).isEqualTo("PUT");
        assertThat(grant.headers()).isEmpty();
        assertThat(grant.formFields()).isEmpty();
        send(grant, sample(size));
        puts.assertTakes(key(size), sample(size));
      }
      UploadTerms terms = UploadTerms.ofSize(1000, Terms.soon()).withHints(Terms.TEXT);
      int number = 1;
      for (String type : List.of("text/html", "application/octet-stream", "image/x-any; a=b")) {
        ContentKey key = publicKey(number++);
        GrantClient.sendWith(puts.plainPut(key, terms), sample(1000), "Content-Type", type)
            .assertTaken("a PUT of the type " + type);
        puts.assertTakes(key, sample(1000));
      }
    }
  }

  @Test
  @DisplayName("D92 Bytes in another number than allowed are made no object, and can be replaced")
  default void sizeIsVerifiedWhenItIsTaken() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      List<UploadTerms> all =
          List.of(
              UploadTerms.upTo(1000, Terms.soon()),
              UploadTerms.ofSize(1000, Terms.soon()),
              UploadTerms.ofSize(0, Terms.soon()));
      for (int number = 0; number < all.size(); number++) {
        ContentKey key = key(number);
        UploadTerms terms = all.get(number);
        int right = Math.toIntExact(terms.maxSize());
        TransferGrant grant = puts.plainPut(key, terms);
        for (int size : List.of(right + 1, 3_000_000)) {
          HttpAnswer answer = GrantClient.send(grant, sample(size));
          assertThat(puts.storage().takeStaged(key, terms).map(StoredObject::size))
              .as("the size of what came by a PUT of %d bytes: %s", size, answer)
              .isEqualTo(answer.succeeded() ? Optional.of((long) size) : Optional.empty());
          puts.objects().assertAbsent(key);
        }
        send(grant, sample(right));
        assertThat(puts.storage().takeStaged(key, terms)).isPresent();
        puts.assertTakes(key, sample(right));
      }
    }
  }

  @Test
  @DisplayName(
      "D93 What a plain PUT sent is no object until it is taken, in no list and for nobody")
  default void whatWasPutIsNoObject() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      for (ContentKey key : List.of(key(1), publicKey(1))) {
        TransferGrant grant = puts.put(key, sample(1000));
        puts.objects().assertAbsent(key);
        assertThat(puts.storage().list(Optional.empty(), 10)).isEmpty();
        for (URI place : List.of(grant.url(), Tampering.withoutQuery(grant.url()))) {
          GrantClient.get(place).assertRefused("GET " + place);
        }
        puts.assertTakes(key, sample(1000));
        puts.storage().delete(List.of(key));
      }
    }
  }

  @Test
  @DisplayName(
      "D94 What a plain PUT sends again counts until it is taken, and changes nothing after")
  default void puttingAgainReplacesUntilItIsTaken() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      TransferGrant grant = puts.put(key(1), sample(1000));
      send(grant, sample(1001));
      send(grant, sample(999));
      puts.assertTakes(key(1), sample(999));
      for (int size : List.of(1001, 0)) {
        HttpAnswer late = GrantClient.send(grant, sample(size));
        assertThat(puts.objects().read(key(1))).as("after %s", late).isEqualTo(sample(999));
        puts.assertTakes(key(1), sample(999));
      }
    }
  }

  @Test
  @DisplayName(
      "D95 The grant of a plain PUT is of no use when changed, or for another key or method")
  default void plainPutIsForSendingToOneKey() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      TransferGrant grant = puts.plainPut(key(1));
      for (TransferGrant changed : Tampering.variants(grant)) {
        HttpAnswer answer = GrantClient.send(changed, sample(1000));
        answer.assertRefused("a PUT to " + changed.url());
        puts.assertNothingToTake(key(1), answer);
      }
      HttpAnswer other = GrantClient.send(Tampering.forKey(grant, key(1), key(2)), sample(1000));
      puts.assertNothingToTake(key(2), other);
      send(grant, sample(1000));
      puts.assertNothingToTake(key(2), "the PUT of another key");
      for (String method : List.of("GET", "DELETE", "POST")) {
        GrantClient.request(method, grant.url(), new byte[0]).assertRefused(method);
      }
      puts.assertTakes(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D96 A plain PUT whose end is past is refused, at once or when it is sent")
  default void expiredPlainPutIsRefused() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      Terms.assertEndsBy(puts.plainPut(key(2)), Terms.soon());
      Optional<TransferGrant> grant =
          Terms.expired(() -> puts.plainPut(key(1), UploadTerms.upTo(10, Terms.past())));
      if (grant.isPresent()) {
        GrantClient.send(grant.get(), sample(10)).assertRefused("a PUT that is late");
      }
      puts.assertNothingToTake(key(1), "a PUT that is late");
    }
  }

  @Test
  @DisplayName("D97 A plain PUT that breaks off leaves nothing to take, and can be sent again")
  default void brokenPlainPutLeavesNothing() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      byte[] bytes = sample(1_000_000);
      for (int sent : List.of(0, 1, 500_000, 999_999)) {
        TransferGrant grant = puts.plainPut(key(sent));
        GrantClient.breakOff(grant, bytes, sent);
        puts.assertNothingToTake(key(sent), "a PUT that broke off after " + sent + " bytes");
        send(grant, bytes);
        puts.assertTakes(key(sent), bytes);
      }
    }
  }

  @Test
  @DisplayName("D98 Deleting a key drops what a plain PUT sent, be it taken or not, or sent after")
  default void deletingDropsWhatWasPut() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      TransferGrant grant = puts.put(key(1), sample(1000));
      puts.storage().delete(List.of(key(1)));
      puts.assertNothingToTake(key(1), "its deletion");
      send(grant, sample(1001));
      puts.assertTakes(key(1), sample(1001));
      GrantClient.send(grant, sample(1002));
      puts.storage().delete(List.of(key(2), key(1)));
      puts.assertNothingToTake(key(1), "its deletion after it was taken");
    }
  }

  @Test
  @DisplayName("D99 What is aside can be dropped by itself, and objects stay")
  default void whatIsAsideIsDropped() throws Exception {
    try (FormProbe puts = new FormProbe(open())) {
      puts.put(key(1), sample(1000));
      puts.sent(key(2), sample(1000));
      puts.put(key(3), sample(1000));
      TransferGrant taken = puts.put(key(4), sample(1000));
      puts.assertTakes(key(4), sample(1000));
      GrantClient.send(taken, sample(1001));
      List<ContentKey> dropped = List.of(key(0), key(1), key(2), key(4));
      puts.storage().dropStaged(dropped);
      puts.storage().dropStaged(dropped);
      puts.assertNothingToTake(key(1), "it was dropped");
      puts.assertNothingToTake(key(2), "it was dropped");
      puts.assertTakes(key(3), sample(1000));
      puts.assertTakes(key(4), sample(1000));
    }
  }
}
