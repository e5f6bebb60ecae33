package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.model.Destination;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two-step uploads whose storage fails, or of which two steps run at once. */
final class TwoStepFailureTest {
  private static final int LARGE = 100_000;

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();

  private PendingUpload begin() {
    return desk.begin(Destination.at("x.txt"), UploadOptions.DEFAULT);
  }

  private void receive(UploadId upload, int size) {
    desk.receive(upload, new ByteArrayInputStream(Fixture.bytes(size)));
  }

  @Test
  void storageThatFailsWithoutEffectIsTriedAgain() {
    PendingUpload upload = begin();
    fixture.storage.failPut(false, new IOException("timeout"));

    fixture.refused(FileLibraryException.class, () -> receive(upload.id(), LARGE));
    receive(upload.id(), LARGE);

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void storageThatTimesOutAfterTheEffectHasReceived() {
    PendingUpload upload = begin();
    fixture.storage.failPut(true, new IOException("timeout"));

    receive(upload.id(), LARGE);

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void receiptThatEndsLastCounts() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> receive(upload.id(), LARGE + 1));

    receive(upload.id(), LARGE);

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void receiptThatEndsAfterTheCompletionIsRefused() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    fixture.storage.duringPut(() -> desk.complete(upload.id()));

    fails(UploadCompleted.class, () -> receive(upload.id(), LARGE));

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
  }
}
