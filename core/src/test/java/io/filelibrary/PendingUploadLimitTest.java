package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.TooManyUploads;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.Action;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel takes two pending uploads, and a third one when one of them is over. */
final class PendingUploadLimitTest {
  private final TestClock clock = new TestClock();
  private final FileLibrary library =
      FileLibrary.inMemory(
          LibraryOptions.defaults()
              .withClock(clock)
              .withMaxPendingUploads(2)
              .withAccessPolicy(
                  (actor, action, channel, item) ->
                      !actor.value().equals("reader") || action == Action.READ));

  private final ChannelFiles files = library.channel("full", "ada");
  private PendingUpload first;

  @BeforeEach
  void fill() {
    for (String id : new String[] {"full", "other"}) {
      library.createChannel(ChannelSpec.of(ChannelId.of(id), TenantId.of("tenant")));
    }
    first = begin("a");
    begin("b");
  }

  @AfterEach
  void close() {
    library.close();
  }

  private PendingUpload begin(String path) {
    return files.uploads().begin(Destination.at(path), UploadOptions.DEFAULT);
  }

  private void assertFull() {
    TooManyUploads error =
        assertThatExceptionOfType(TooManyUploads.class).isThrownBy(() -> begin("c")).actual();
    assertThat(error.limit()).isEqualTo(2);
    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).items())
        .extracting(item -> item.name().value())
        .doesNotContain("c");
  }

  @Test
  void oneMoreIsRefusedAndLeavesNothing() {
    assertFull();
  }

  @Test
  void otherChannelsAreNotConcerned() {
    PendingUpload begun =
        library.channel("other", "ada").uploads().begin(Destination.at("c"), UploadOptions.DEFAULT);

    assertThat(begun.file().path()).hasToString("c");
  }

  @Test
  void filesOfOneStepAreNotConcerned() {
    assertThat(files.upload("c", new byte[1]).size()).isEqualTo(1);
  }

  @Test
  void completedUploadGivesItsPlaceUp() {
    files.uploads().receive(first.id(), new ByteArrayInputStream(new byte[1]));
    files.uploads().complete(first.id());

    begin("c");
    files.upload("d", new byte[1]);
  }

  @Test
  void abortedUploadGivesItsPlaceUp() {
    files.uploads().abort(first.id());

    begin("c");
  }

  @Test
  void expiredUploadGivesItsPlaceUpWhenItIsCollected() {
    clock.advance(Duration.ofDays(2));
    assertFull();

    library.collect();

    begin("c");
  }

  @Test
  void whoMayNotCreateIsToldThatAndNotHowManyThereAre() {
    ChannelFiles denied = library.channel("full", "reader");

    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> denied.uploads().begin(Destination.at("c"), UploadOptions.DEFAULT));
  }

  @Test
  void limitIsAtLeastOne() {
    assertThatExceptionOfType(InvalidSize.class)
        .isThrownBy(() -> LibraryOptions.defaults().withMaxPendingUploads(0));
  }
}
