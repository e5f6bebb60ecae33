package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The grants that the rules ask for. */
final class Terms {
  static final long MAX_SIZE = 10_000_000;
  static final ContentHints TEXT = new ContentHints(new ContentType("text/plain; charset=utf-8"));

  private Terms() {}

  static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(10));
  }

  static Instant past() {
    return Instant.now().minus(Duration.ofMinutes(10));
  }

  static TransferGrant upload(DirectUploads storage, ContentKey key, int size) throws IOException {
    return storage.grantUpload(key, UploadTerms.ofSize(size, soon()));
  }

  static TransferGrant uploadOfUnknownSize(DirectUploads storage, ContentKey key)
      throws IOException {
    return storage.grantUpload(key, UploadTerms.upTo(MAX_SIZE, soon()));
  }

  static TransferGrant download(DirectDownloads storage, ContentKey key) throws IOException {
    return storage.grantDownload(key, "attachment; filename=\"a.txt\"", TEXT, soon());
  }

  /** A grant whose end is past; empty where it is refused at once, as it may be. */
  static Optional<TransferGrant> expired(Callable<TransferGrant> call) {
    Outcome<TransferGrant> outcome = Outcome.of(call);
    outcome
        .failure()
        .ifPresent(
            e ->
                assertThat(e)
                    .as("the refusal of a grant whose end is past")
                    .isInstanceOf(IllegalArgumentException.class));
    return outcome.value();
  }

  static void assertEndsBy(TransferGrant grant, Instant end) {
    assertThat(grant.expiresAt()).as("the end of %s", grant).isBeforeOrEqualTo(end);
  }
}
