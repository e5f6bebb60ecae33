package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What happens between the many transactions that copy a folder. It is made to happen when the
 * access policy is asked about a folder below the one that is copied. Uploads may take a day.
 */
final class SlowCopyTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  private Runnable meanwhile = () -> {};

  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(
          options ->
              options
                  .withUploadLifetime(Duration.ofDays(1))
                  .withAccessPolicy(
                      (actor, action, channel, item) -> {
                        if (action == Action.READ
                            && item.filter(asked -> asked.name().value().startsWith("part"))
                                .isPresent()) {
                          meanwhile.run();
                        }
                        return true;
                      }));

  private final ChannelFiles files = fixture.files;

  private FolderItem fourParts() {
    for (int part = 0; part < 4; part++) {
      files.ensureFolder("source/part " + part);
      files.upload("source/part " + part + "/x", Fixture.bytes(3));
    }
    return (FolderItem) fixture.item("source");
  }

  @Test
  void copyThatTakesLongerThanAnUploadMayIsFinished() {
    FolderItem source = fourParts();
    meanwhile =
        () -> {
          fixture.clock.advance(Duration.ofHours(18));
          fixture.library.collect();
        };

    files.copy(source.id(), Destination.at("copy"), PLAIN);

    assertThat(fixture.read("copy/part 3/x")).isEqualTo(Fixture.bytes(3));
  }

  @Test
  void folderThatMovesIntoTheSourceMeanwhileIsNoPlaceForTheCopy() {
    FolderItem source = fourParts();
    FolderItem target = files.createFolder("target");
    meanwhile =
        () -> {
          meanwhile = () -> {};
          files.move(target.id(), Destination.at("source/target"), PLAIN);
        };

    Fixture.fails(
        WouldCycle.class,
        () -> files.copy(source.id(), Destination.in(FolderRef.of(target.id()), "copy"), PLAIN));

    assertThat(files.find("source/target/copy")).isEmpty();
    fixture.collectEverything();
  }

  @Test
  void copyThatNobodyFinishesIsReclaimedWhenItsTimeIsOver() {
    FolderItem source = fourParts();
    Usage usage = fixture.usage();
    List<String> paths = fixture.paths();
    meanwhile =
        () -> {
          meanwhile = () -> {};
          // The call cannot clean up behind itself either, as after a crash.
          fixture.catalog.failWriteAfter(0, new BackendException(Reason.UNAVAILABLE, "busy"));
          throw new IllegalStateException("stopped");
        };

    assertThatThrownBy(() -> files.copy(source.id(), Destination.at("copy"), PLAIN))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fixture.usage()).as("what is hidden is counted").isNotEqualTo(usage);
    fixture.collectEverything();

    assertThat(fixture.usage()).isEqualTo(usage);
    assertThat(fixture.paths()).isEqualTo(paths);
  }
}
