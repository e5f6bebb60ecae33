package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidInput;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many operations at random keep the invariants, whatever fails among them. */
final class RandomOperationsTest {
  private static final int STEPS = 400;
  private static final List<String> NAMES = List.of("a", "b", "c.txt", "d", "e");

  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(
          options -> options.withInlineLimit(50).withTrashRetention(Duration.ofDays(20)));

  private final ChannelFiles files = fixture.files;
  private final List<ItemId> items = new ArrayList<>();
  private final List<PendingUpload> uploads = new ArrayList<>();
  private final Map<ItemId, Instant> lastUpdates = new HashMap<>();
  private Random random = new Random(0);

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Destination place() {
    String name = pick(NAMES);
    return switch (random.nextInt(3)) {
      case 0 -> Destination.at(name);
      case 1 -> Destination.at(pick(NAMES) + "/" + name);
      default ->
          items.isEmpty() ? Destination.at(name) : Destination.in(FolderRef.of(pick(items)), name);
    };
  }

  private ConflictPolicy conflict() {
    return pick(List.of(ConflictPolicy.values()));
  }

  private Visibility visibility() {
    return pick(List.of(Visibility.values()));
  }

  private byte[] bytes() {
    return Fixture.bytes(random.nextInt(100));
  }

  private CreateOptions create() {
    CreateOptions options =
        CreateOptions.DEFAULT.withConflict(conflict()).withVisibility(visibility());
    return random.nextBoolean() ? options.withCreateParents() : options;
  }

  private PlaceOptions options() {
    PlaceOptions options = PlaceOptions.DEFAULT.withConflict(conflict());
    return random.nextBoolean() ? options.withCreateParents() : options;
  }

  private void seen(Item item) {
    items.add(item.id());
  }

  private void changed(Item item) {
    Optional<Instant> before = Optional.ofNullable(lastUpdates.put(item.id(), item.updatedAt()));
    before.ifPresent(instant -> assertThat(item.updatedAt()).isAfterOrEqualTo(instant));
  }

  private void step() {
    if (items.isEmpty() || random.nextInt(3) == 0) {
      bringIn();
    } else {
      change();
    }
  }

  private void bringIn() {
    UploadOptions upload = UploadOptions.DEFAULT.withCreate(create());
    switch (random.nextInt(6)) {
      case 0 -> seen(files.createFolder(place(), create()));
      case 1 -> seen(files.createLink(place(), LinkUrl.of("https://example.com"), create()));
      case 2 -> {
        PendingUpload pending = files.uploads().begin(place(), upload);
        uploads.add(pending);
        seen(pending.file());
      }
      case 3 -> files.uploads().receive(upload().id(), new ByteArrayInputStream(bytes()));
      case 4 -> {
        if (random.nextInt(4) == 0) {
          fixture.storage.failPut(random.nextBoolean(), new IOException("timeout"));
        }
        seen(files.upload(place(), bytes(), upload));
      }
      default -> seen(files.upload(place(), bytes(), upload));
    }
  }

  private PendingUpload upload() {
    return pick(uploads);
  }

  private void change() {
    ItemId item = pick(items);
    switch (random.nextInt(12)) {
      case 0 -> changed(files.rename(item, pick(NAMES)));
      case 1, 2 -> changed(files.move(item, place(), options()));
      case 3, 4 -> seen(files.copy(item, place(), options()));
      case 5 -> changed(files.trash(item));
      case 6 -> changed(files.trashBin().restore(item, options()));
      case 7 -> changed(files.trashBin().restore(item, place(), options()));
      case 8 -> files.delete(item, new DeleteOptions(random.nextBoolean(), anyRevision()));
      case 9 -> changed(files.update(item, ItemChanges.NONE.withVisibility(visibility())));
      case 10 -> {
        if (random.nextInt(4) == 0) {
          files.uploads().abort(upload().id());
        } else {
          changed(files.uploads().complete(upload().id()));
        }
      }
      default -> {
        fixture.clock.advance(Duration.ofMinutes(random.nextInt(600)));
        fixture.library.collect();
      }
    }
  }

  private static OptionalLong anyRevision() {
    return OptionalLong.empty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20260301})
  void countersContentsAndFeedStayTrue(long seed) {
    System.out.println("RandomOperationsTest seed " + seed);
    random = new Random(seed);
    uploads.add(files.uploads().begin(Destination.at("f"), UploadOptions.DEFAULT));
    int refused = 0;
    for (int i = 0; i < STEPS; i++) {
      long changes = fixture.lastChange();
      try {
        step();
      } catch (FileLibraryException e) {
        refused++;
        assertThat(e.code()).as("seed %s step %s", seed, i).isNotNull();
        assertThat(e).isNotInstanceOf(BackendFailed.class);
        assertThat(e instanceof InvalidInput && e.code().name().equals("INVALID_PATH")).isFalse();
        assertThat(fixture.lastChange()).as("step %s", i).isEqualTo(changes);
      }
      fixture.check();
    }
    assertThat(refused).isBetween(1, STEPS - 50);
    emptyTheChannel();
  }

  private void emptyTheChannel() {
    for (Item item : files.list(FolderRef.root(), ListOptions.DEFAULT.withPageSize(1000)).items()) {
      files.delete(item.id(), DeleteOptions.DEFAULT.withRecursive());
    }
    files.trashBin().empty();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
    assertThat(fixture.storage.keys()).hasSize(1);
  }
}
