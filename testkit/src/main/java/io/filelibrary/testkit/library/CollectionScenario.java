package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.io.ByteArrayInputStream;
import java.time.Duration;

/**
 * A channel with one file that stays, and with everything that a collector reclaims: deleted files
 * and folders, an upload that has expired with its bytes, and an old entry of the trash.
 */
final class CollectionScenario {
  private static final String KEPT = "kept";

  private final LibraryProbe probe;
  private final ChannelFiles files;

  private CollectionScenario(LibraryProbe probe) {
    this.probe = probe;
    this.files = probe.files;
    if (files.find(KEPT).isEmpty()) {
      files.upload(KEPT, LibraryScenario.large());
    }
  }

  static CollectionScenario prepare(LibraryProbe probe) {
    CollectionScenario scenario = new CollectionScenario(probe);
    scenario.litter();
    return scenario;
  }

  private void litter() {
    Item folder = files.createFolder("folder");
    files.upload("folder/small", LibraryScenario.small());
    files.upload("folder/large", LibraryScenario.large());
    files.delete(folder.id(), DeleteOptions.DEFAULT.withRecursive());
    Item file = files.upload("file", LibraryScenario.large());
    files.delete(file.id(), DeleteOptions.DEFAULT);
    var upload = files.uploads().begin(Destination.at("late"), UploadOptions.DEFAULT);
    files.uploads().receive(upload.id(), new ByteArrayInputStream(LibraryScenario.large()));
    files.trash(files.upload("trashed", LibraryScenario.large()).id());
    probe.clock.advance(Duration.ofDays(400));
  }

  /** Collects once; a failure of a backend may end the collection early. */
  void collect() {
    try {
      probe.library.collect();
    } catch (FileLibraryException e) {
      assertThat(e.code().name()).as("the error of a collection").startsWith("BACKEND_");
    }
  }

  void collectAll() {
    files.trashBin().empty();
    probe.collectEverything();
  }

  /** Checks that the file that stays is all there is. */
  void check() {
    Item kept = probe.item(KEPT);
    assertThat(probe.read(kept.id())).isEqualTo(LibraryScenario.large());
    assertThat(files.channel().usage())
        .as("what is left after a collection")
        .isEqualTo(new Usage(1, LibraryScenario.large().length));
    assertThat(probe.objects()).as("objects after a collection").hasSize(2);
  }
}
