package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.DirectDownloads;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How clients read bytes from a storage. */
interface DirectDownloadsRules extends StorageLocation {
  @Override
  DirectDownloads open() throws IOException;

  @Test
  @DisplayName("D20 A grant gives the bytes of an object of any size, and ends no later than asked")
  default void grantGivesTheBytes() throws Exception {
    try (DirectDownloads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(key(size), sample(size));
        Instant end = Terms.soon();
        TransferGrant grant = storage.grantDownload(key(size), "inline", Terms.TEXT, end);
        Terms.assertEndsBy(grant, end);
        GrantClient.fetch(grant).assertGives(sample(size), "a download of " + size + " bytes");
      }
    }
  }

  @Test
  @DisplayName("D21 The answer has the Content-Type of the grant, whatever the object came with")
  default void answerHasTheTypeOfTheGrant() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(10));
      for (String type :
          List.of(
              "application/octet-stream", "text/plain; charset=utf-8", "application/atom+xml")) {
        ContentHints hints = new ContentHints(new ContentType(type));
        HttpAnswer answer =
            GrantClient.fetch(storage.grantDownload(key(1), "inline", hints, Terms.soon()));
        answer.assertGives(sample(10), "a download as " + type);
        assertThat(answer.header("Content-Type").orElse("").replace(" ", ""))
            .isEqualToIgnoringCase(type.replace(" ", ""));
      }
    }
  }

  @Test
  @DisplayName("D22 The answer has the Content-Disposition of the grant to the letter")
  default void answerHasTheDispositionOfTheGrant() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(10));
      for (String disposition :
          List.of(
              "inline",
              "attachment; filename=\"a b  c.txt\"",
              "attachment; filename=\"a \\\"quoted\\\" one, 100% + 1 & 2 = #3?; x.txt\"",
              "attachment; filename=\"na_ve _.txt\";"
                  + " filename*=UTF-8''na%C3%AFve%20%E2%82%AC%F0%9F%98%80.txt",
              "attachment; filename=\"%2F%25%00 ../<b>'~.txt\"")) {
        HttpAnswer answer =
            GrantClient.fetch(storage.grantDownload(key(1), disposition, Terms.TEXT, Terms.soon()));
        answer.assertGives(sample(10), "a download with " + disposition);
        assertThat(answer.header("Content-Disposition")).contains(disposition);
      }
    }
  }

  @Test
  @DisplayName("D23 A Content-Disposition that is no printable ASCII is refused at once")
  default void dispositionCannotMakeHeaders() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(10));
      for (String text :
          List.of("\r\nX-Extra: 1", "\nX-Extra: 1", "\rX", "\0", "\u007F", "\u20AC")) {
        Outcome<TransferGrant> outcome =
            Outcome.of(
                () -> storage.grantDownload(key(1), "inline" + text, Terms.TEXT, Terms.soon()));
        assertThat(outcome.failure())
            .as("the refusal of a header with %s", text.codePoints().boxed().toList())
            .hasValueSatisfying(e -> assertThat(e).isInstanceOf(IllegalArgumentException.class));
      }
    }
  }

  @Test
  @DisplayName("D24 Grants for one object with different headers each give their own")
  default void grantsAreKeptApart() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(10));
      TransferGrant one = storage.grantDownload(key(1), "inline", Terms.TEXT, Terms.soon());
      TransferGrant two =
          storage.grantDownload(key(1), "attachment", ContentHints.NONE, Terms.soon());
      assertThat(GrantClient.fetch(two).header("Content-Disposition")).contains("attachment");
      assertThat(GrantClient.fetch(one).header("Content-Disposition")).contains("inline");
    }
  }

  @Test
  @DisplayName("D25 A range is answered with 206 and exactly its bytes")
  default void rangeOfDownloadGivesItsBytes() throws Exception {
    try (DirectDownloads storage = open()) {
      byte[] bytes = sample(100_000);
      new StorageProbe(storage).put(key(1), bytes);
      TransferGrant grant = Terms.download(storage, key(1));
      for (int[] range :
          List.of(new int[] {0, 0}, new int[] {99_999, 99_999}, new int[] {7, 70_000})) {
        String header = "bytes=" + range[0] + "-" + range[1];
        HttpAnswer answer = GrantClient.fetch(grant, "Range", header);
        answer.assertGivesPart(Arrays.copyOfRange(bytes, range[0], range[1] + 1), header);
        assertThat(answer.header("Content-Range"))
            .contains("bytes " + range[0] + "-" + range[1] + "/100000");
      }
      GrantClient.fetch(grant, "Range", "bytes=99000-")
          .assertGivesPart(Arrays.copyOfRange(bytes, 99_000, 100_000), "an open range");
    }
  }

  @Test
  @DisplayName("D26 A grant of which anything was changed gives no bytes")
  default void changedDownloadGrantIsRefused() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(1000));
      for (TransferGrant changed : Tampering.variants(Terms.download(storage, key(1)))) {
        GrantClient.fetch(changed).assertRefused("a download from " + changed.url());
      }
    }
  }

  @Test
  @DisplayName("D27 A grant is of no use for another key")
  default void downloadGrantIsForOneKey() throws Exception {
    try (DirectDownloads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(1000));
      probe.put(key(2), sample(2000));
      TransferGrant grant = Terms.download(storage, key(1));
      HttpAnswer answer = GrantClient.fetch(Tampering.forKey(grant, key(1), key(2)));
      assertThat(answer.body()).as("the body of %s", answer).isNotEqualTo(sample(2000));
    }
  }

  @Test
  @DisplayName("D28 A grant is of no use for writing and deleting")
  default void grantIsForReadingAlone() throws Exception {
    try (DirectDownloads storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(1000));
      TransferGrant grant = Terms.download(storage, key(1));
      for (String method : List.of("PUT", "POST", "DELETE")) {
        byte[] body = method.equals("DELETE") ? new byte[0] : sample(999);
        GrantClient.request(method, grant.url(), body)
            .assertRefused(method + " by the grant of a download");
        probe.assertHolds(key(1), sample(1000));
      }
      storage.delete(List.of(key(1)));
      GrantClient.request("PUT", grant.url(), sample(999))
          .assertRefused("PUT to an absent key by the grant of a download");
      probe.assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("D29 A grant whose end is past is refused, at once or when it is used")
  default void expiredDownloadGrantIsRefused() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(1000));
      Optional<TransferGrant> grant =
          Terms.expired(() -> storage.grantDownload(key(1), "inline", Terms.TEXT, Terms.past()));
      if (grant.isPresent()) {
        GrantClient.fetch(grant.get()).assertRefused("a download that is late");
      }
    }
  }

  @Test
  @DisplayName("D30 A grant for an absent key is NOT_FOUND at once, or 404 or 403 when it is used")
  default void absentObjectIsNotDownloaded() throws Exception {
    try (DirectDownloads storage = open()) {
      Outcome<TransferGrant> outcome = Outcome.of(() -> Terms.download(storage, key(1)));
      outcome
          .failure()
          .ifPresent(
              e ->
                  assertThat(e)
                      .isInstanceOfSatisfying(
                          BackendException.class,
                          refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND)));
      if (outcome.succeeded()) {
        GrantClient.fetch(outcome.value().orElseThrow()).assertMissing("an absent object");
      }
    }
  }

  @Test
  @DisplayName("D31 A grant for an object that is deleted since is 404 or 403")
  default void deletedObjectIsNotDownloaded() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(1000));
      TransferGrant grant = Terms.download(storage, key(1));
      storage.delete(List.of(key(1)));
      GrantClient.fetch(grant).assertMissing("a deleted object");
    }
  }

  @Test
  @DisplayName("D32 Granting a download makes no object readable by everyone")
  default void grantMakesNothingPublic() throws Exception {
    try (DirectDownloads storage = open()) {
      new StorageProbe(storage).put(key(1), sample(1000));
      TransferGrant grant = Terms.download(storage, key(1));
      GrantClient.fetch(grant).assertGives(sample(1000), "a download");
      GrantClient.get(Tampering.withoutQuery(grant.url())).assertRefused("reading without a grant");
    }
  }

  @Test
  @DisplayName("D33 A grant can be used again, also by several clients at once")
  default void grantIsUsedAgain() throws Exception {
    try (DirectDownloads storage = open();
        Workers workers = new Workers()) {
      new StorageProbe(storage).put(key(1), sample(300_000));
      TransferGrant grant = Terms.download(storage, key(1));
      for (Outcome<HttpAnswer> outcome : workers.race(6, number -> GrantClient.fetch(grant))) {
        outcome.value().orElseThrow().assertGives(sample(300_000), "one of several downloads");
      }
    }
  }

  @Test
  @DisplayName("D34 After close granting a download is CLOSED")
  default void closedStorageGrantsNoDownload() throws Exception {
    DirectDownloads storage = open();
    storage.close();
    assertRefused(Reason.CLOSED, () -> Terms.download(storage, key(1)));
  }
}
