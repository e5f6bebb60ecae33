package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.storage.s3.S3Verification.Check;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store is found to keep. */
class S3VerificationTest {
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();

  @AfterEach
  void dropBuckets() {
    server.drop(buckets);
  }

  @Test
  void storeThatKeepsAllIsFoundToDoSo() throws IOException {
    try (S3Storage storage = S3Storage.open(server.publicOptions(buckets))) {
      S3Verification found = storage.verify();
      assertThat(found.checks()).filteredOn(check -> !check.kept()).isEmpty();
      assertThat(found.allKept()).isTrue();
      assertThat(found.checks()).hasSize(17);
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    try (S3Storage storage = S3Storage.open(server.options(buckets))) {
      assertThat(storage.verify().checks()).hasSize(15);
      assertThat(storage.list(Optional.empty(), 10)).isEmpty();
      assertThat(server.openUploads(buckets)).isZero();
    }
  }

  @Test
  void storeThatIgnoresTheConditionIsFoundToDoSo() throws IOException {
    server.ignoreConditionsOnCompletion(buckets);
    try (S3Storage storage = S3Storage.open(server.options(buckets))) {
      S3Verification found = storage.verify();
      assertThat(found.allKept()).isFalse();
      assertThat(found.checks())
          .filteredOn(check -> !check.kept())
          .extracting(Check::promise)
          .containsExactly("joining parts overwrites no object, by the store's own check");
      assertThat(found.toString()).contains("broken  joining parts");
    }
  }

  @Test
  void storeThatHeedsUnsignedHeadersIsFoundToDoSo() throws IOException {
    server.heedUnsignedHeaders(buckets);
    try (S3Storage storage = S3Storage.open(server.options(buckets))) {
      assertThat(storage.verify().checks())
          .filteredOn(check -> !check.kept())
          .singleElement()
          .satisfies(
              check -> {
                assertThat(check.promise()).isEqualTo("a signed PUT copies no other object");
                assertThat(check.detail()).contains("an unsigned x-amz-copy-source was heeded");
              });
    }
  }

  @Test
  void storeWithoutCopiesIsFoundToHaveNone() throws IOException {
    Faults faults =
        new Faults()
            .next(
                Integer.MAX_VALUE,
                request -> request.header("x-amz-copy-source") != null,
                Faults.refusal(501, "NotImplemented"));
    try (S3Storage storage = S3Storage.open(server.options(buckets), faults)) {
      assertThat(storage.verify().checks())
          .filteredOn(check -> !check.kept())
          .extracting(Check::promise)
          .containsExactly(
              "an object is copied by the store",
              "a form bounds the size",
              "a signed PUT without headers is kept aside and taken");
    }
  }
}
