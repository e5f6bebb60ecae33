package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An upload against a collector that takes it for expired: exactly one of them wins. */
final class ExpiryRace {
  private static final Destination FILE = Destination.at("file");

  private final LibraryProbe probe;
  private final ChannelFiles files;
  private final Interleaver interleaver;

  ExpiryRace(LibraryProbe probe, Interleaver interleaver) {
    this.probe = probe;
    this.files = probe.files;
    this.interleaver = interleaver;
  }

  /** Returns at how many points of a completion the upload expired and was collected. */
  int collectDuringCompletion() {
    int call = 0;
    boolean happened;
    do {
      call++;
      PendingUpload upload = received();
      interleaver.before(call, probe::collectEverything);
      judge(() -> files.uploads().complete(upload.id()));
      happened = interleaver.happened();
      clear();
    } while (happened);
    return call - 1;
  }

  /** Returns at how many points of an upload in one step the collector came between. */
  int collectDuringUpload() {
    int call = 0;
    boolean happened;
    do {
      call++;
      interleaver.before(call, probe::collectEverything);
      judge(() -> files.upload(FILE, source(), UploadOptions.DEFAULT));
      happened = interleaver.happened();
      clear();
    } while (happened);
    return call - 1;
  }

  /** Returns at how many points of a collection the expired upload was completed. */
  int completeDuringCollection() {
    int call = 0;
    boolean happened;
    do {
      call++;
      PendingUpload upload = received();
      probe.clock.advance(Duration.ofDays(3));
      interleaver.before(call, () -> judge(() -> files.uploads().complete(upload.id())));
      probe.library.collect();
      happened = interleaver.happened();
      clear();
    } while (happened);
    return call - 1;
  }

  private PendingUpload received() {
    PendingUpload upload = files.uploads().begin(FILE, UploadOptions.DEFAULT);
    files.uploads().receive(upload.id(), source());
    return upload;
  }

  private static ByteArrayInputStream source() {
    return new ByteArrayInputStream(LibraryScenario.large());
  }

  /** Checks that an upload gives a whole file, or an error that says it is gone, and no file. */
  private void judge(Supplier<FileItem> upload) {
    Optional<FileItem> file = Optional.empty();
    try {
      file = Optional.of(upload.get());
    } catch (FileLibraryException e) {
      assertThat(e.code().name()).isIn("UPLOAD_EXPIRED", "UPLOAD_NOT_FOUND");
    }
    file.ifPresent(
        item -> {
          assertThat(files.get(item.id())).isEqualTo(item);
          assertThat(probe.read(item.id())).isEqualTo(LibraryScenario.large());
        });
    assertThat(files.find("file").isPresent()).isEqualTo(file.isPresent());
    probe.check();
  }

  /** Deletes the file, if there is one, and checks that nothing is left. */
  private void clear() {
    files
        .find("file")
        .ifPresent(
            item -> {
              assertThat(probe.read(item.id())).isEqualTo(LibraryScenario.large());
              files.delete(item.id(), DeleteOptions.DEFAULT);
            });
    probe.collectEverything();
    assertThat(files.channel().usage()).isEqualTo(Usage.NONE);
    assertThat(probe.objects()).as("objects after a collection").hasSize(1);
    probe.check();
  }
}
