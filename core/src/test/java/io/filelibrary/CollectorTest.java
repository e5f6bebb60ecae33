package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The grace is an hour, an upload lives for a day. */
final class CollectorTest {
  private static final int LARGE = 100_000;
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private CollectionReport collect() {
    return fixture.library.collect();
  }

  private PendingUpload received() {
    PendingUpload upload = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    files.uploads().receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(LARGE)));
    return upload;
  }

  @Test
  void quietLibraryHasNothingToCollect() {
    files.upload("x", Fixture.bytes(LARGE));

    assertThat(collect()).isEqualTo(CollectionReport.NOTHING);
    fixture.clock.advance(DAY.multipliedBy(10));
    assertThat(collect()).isEqualTo(CollectionReport.NOTHING);
  }

  @Test
  void bytesOfADeletedFileStayForTheGrace() throws IOException {
    ItemId file = files.upload("x", Fixture.bytes(LARGE)).id();
    try (InputStream content = files.open(file)) {
      fixture.delete(file);
      collect();
      fixture.clock.advance(Duration.ofHours(1).minusMillis(1));
      collect();

      assertThat(fixture.storage.keys()).hasSize(2);
      assertThat(content.readAllBytes()).isEqualTo(Fixture.bytes(LARGE));
    }
    fixture.clock.advance(Duration.ofMillis(1));

    CollectionReport report = collect();

    assertThat(report.deletedContents()).isEqualTo(1);
    assertThat(report.deletedBytes()).isEqualTo(LARGE);
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(collect()).isEqualTo(CollectionReport.NOTHING);
  }

  @Test
  void graceOfAFolderBeginsWhenItIsDeletedOrLater() throws IOException {
    files.createFolder("a");
    ItemId file = files.upload("a/x", Fixture.bytes(LARGE)).id();
    try (InputStream content = files.open(file)) {
      fixture.delete(fixture.item("a").id());
      fixture.clock.advance(Duration.ofMinutes(59));
      collect();

      assertThat(content.readAllBytes()).isEqualTo(Fixture.bytes(LARGE));
    }
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void expiredUploadIsGivenUpWithItsBytes() {
    received();
    fixture.clock.advance(DAY);

    CollectionReport first = collect();
    fixture.clock.advance(DAY);
    collect();

    assertThat(first.expiredUploads()).isEqualTo(1);
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(collect()).isEqualTo(CollectionReport.NOTHING);
  }

  @Test
  void abandonedBytesAreDeleted() {
    fixture.catalog.failWrite(false, new BackendException(Reason.UNAVAILABLE, "busy"));
    fails(BackendUnavailable.class, () -> files.upload("x", Fixture.bytes(LARGE)));

    fixture.collectEverything();

    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(collect()).isEqualTo(CollectionReport.NOTHING);
  }

  @Test
  void bytesOfAnUploadThatRunsAreKept() {
    fixture.storage.duringPut(
        () -> {
          fixture.clock.advance(DAY.minusMinutes(1));
          collect();
        });

    ItemId file = files.upload("x", Fixture.bytes(LARGE)).id();

    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void uploadThatTakesTooLongIsRefusedAndLeavesNothing() {
    fixture.storage.duringPut(
        () -> {
          fixture.clock.advance(DAY.multipliedBy(2));
          collect();
          fixture.clock.advance(DAY);
          collect();
        });

    fails(FileLibraryException.class, () -> files.upload("x", Fixture.bytes(LARGE)));

    assertThat(fixture.paths()).isEmpty();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
  }

  /** The bytes are there, and so is the row, for the grace: but it is the collector's now. */
  @Test
  void uploadWhoseIntentTheCollectorTookIsRefusedThoughItsBytesAreThere() {
    fixture.storage.duringPut(
        () -> {
          fixture.clock.advance(DAY.plusMillis(1));
          assertThat(collect().abandonedContents()).isEqualTo(1);
        });

    fails(UploadExpired.class, () -> files.upload("x", Fixture.bytes(LARGE)));

    assertThat(fixture.paths()).isEmpty();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void storageThatFailsIsTriedAgain() {
    fixture.delete(files.upload("x", Fixture.bytes(LARGE)).id());
    collect();
    fixture.clock.advance(DAY);
    fixture.storage.failDelete(new IOException("timeout"));

    fails(BackendUnavailable.class, this::collect);
    fixture.check();
    collect();

    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void oneContentThatCannotBeDeletedDoesNotStopTheOthers() {
    fixture.delete(files.upload("x", Fixture.bytes(LARGE)).id());
    fixture.delete(files.upload("y", Fixture.bytes(LARGE)).id());
    fixture.clock.advance(DAY);
    fixture.storage.failDelete(new BackendException(Reason.DENIED, "both"));
    fixture.storage.failDelete(new BackendException(Reason.DENIED, "the first alone"));

    CollectionReport report = collect();

    assertThat(report.deletedContents()).isEqualTo(1);
    assertThat(report.undeletedContents()).isEqualTo(1);
    fixture.clock.advance(DAY);
    assertThat(collect().deletedContents()).isEqualTo(1);
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void wideAndDeepSubtreeIsReclaimedInManySmallSteps() {
    for (int i = 0; i < 450; i++) {
      files.createFolder(
          Destination.at("top/" + i + "/below"), CreateOptions.DEFAULT.withCreateParents());
    }
    files.delete(fixture.item("top").id(), DeleteOptions.DEFAULT.withRecursive());

    assertThat(collect().reclaimedItems()).isEqualTo(901);
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void collectorsAtOnceDoNoHarm() throws Exception {
    for (int i = 0; i < 50; i++) {
      files.createFolder("f" + i);
      files.upload("f" + i + "/x", Fixture.bytes(i % 5 == 0 ? LARGE : 10));
      fixture.delete(fixture.item("f" + i).id());
    }
    fixture.clock.advance(DAY);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 2; round++) {
        List<Callable<CollectionReport>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          runs.add(this::collect);
        }
        for (Future<CollectionReport> run : executor.invokeAll(runs)) {
          assertThat(run.get().reclaimedItems()).isGreaterThanOrEqualTo(0);
        }
        fixture.clock.advance(DAY);
      }
    } finally {
      executor.shutdown();
    }

    collect();
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void ofCompletionAndExpiryExactlyOneWins() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 30; i++) {
        PendingUpload upload = received();
        fixture.clock.advance(DAY.minusMillis(1));
        Future<Boolean> completion = executor.submit(() -> completes(upload));
        Future<CollectionReport> collection =
            executor.submit(
                () -> {
                  fixture.clock.advance(Duration.ofMillis(1));
                  return collect();
                });
        boolean completed = completion.get();
        assertThat(collection.get().expiredUploads()).isBetween(0L, 1L);

        collect();
        fixture.check();
        assertThat(files.find("x").isPresent()).isEqualTo(completed);
        files.find("x").ifPresent(file -> fixture.delete(file.id()));
      }
    } finally {
      executor.shutdown();
    }
  }

  private boolean completes(PendingUpload upload) {
    try {
      files.uploads().complete(upload.id());
      return true;
    } catch (FileLibraryException e) {
      return false;
    }
  }

  @Test
  void reportCountsWhatWasReclaimed() {
    files.ensureFolder("a/b");
    files.upload("a/b/x", Fixture.bytes(10));
    fixture.delete(fixture.item("a").id());

    assertThat(collect().reclaimedItems()).isEqualTo(3);
    assertThat(collect().reclaimedItems()).isZero();
  }
}
