package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidCursor;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TrashTest {
  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(options -> options.withTrashRetention(Duration.ofDays(30)));

  private final ChannelFiles files = fixture.files;
  private final TrashBin bin = files.trashBin();

  private List<String> trashed() {
    return bin.list(Optional.empty(), 100).items().stream()
        .map(item -> item.path().toString())
        .toList();
  }

  @Test
  void trashedItemTellsWhereItWas() {
    files.createFolder("a");
    Item file = files.upload("a/x", new byte[5]);
    fixture.clock.advance(Duration.ofMinutes(1));

    Item trashed = files.trash(file.id());

    assertThat(trashed.deletedAt()).hasValue(fixture.clock.instant());
    assertThat(trashed.parent()).isEqualTo(file.parent());
    assertThat(trashed.path()).hasToString("a/x");
    assertThat(trashed.revision()).isEqualTo(2);
    assertThat(bin.list(Optional.empty(), 10).items()).containsExactly(trashed);
  }

  @Test
  void trashedItemIsHiddenFromEverything() {
    ItemId file = files.upload("x", new byte[5]).id();

    files.trash(file);

    fails(ItemNotFound.class, () -> files.get(file));
    fails(ItemNotFound.class, () -> files.open(file).close());
    assertThat(files.find("x")).isEmpty();
    assertThat(fixture.paths()).isEmpty();
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 5));
  }

  @Test
  void whatATrashedFolderHoldsIsHiddenToo() {
    ItemId inner = files.ensureFolder("a/b").id();
    ItemId file = files.upload("a/b/x", new byte[5]).id();
    files.trash(fixture.item("a").id());

    fails(ItemNotFound.class, () -> files.get(inner));
    fails(ItemNotFound.class, () -> files.get(file));
    fails(ItemNotFound.class, () -> files.open(file).close());
    fails(ItemNotFound.class, () -> files.list(FolderRef.of(inner), ListOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.listTree(FolderRef.of(inner), ListOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.list(FolderRef.at("a/b"), ListOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.rename(file, "y"));
    fails(ItemNotFound.class, () -> files.trash(file));
    fails(ItemNotFound.class, () -> files.move(file, Destination.at("y"), PlaceOptions.DEFAULT));
    fails(ItemNotFound.class, () -> files.copy(file, Destination.at("y"), PlaceOptions.DEFAULT));
    fails(
        ParentNotFound.class,
        () -> files.createFolder(Destination.in(FolderRef.of(inner), "c"), CreateOptions.DEFAULT));
    assertThat(files.find("a/b/x")).isEmpty();
    assertThat(trashed()).containsExactly("a");
  }

  @Test
  void nameOfATrashedItemIsFree() {
    files.trash(files.upload("x", new byte[1]).id());
    files.trash(files.upload("x", new byte[2]).id());

    assertThat(files.createFolder("x").path()).hasToString("x");
    assertThat(trashed()).containsExactly("x", "x");
  }

  @Test
  void itemIsTrashedOnce() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.trash(file);

    fixture.refused(ItemNotFound.class, () -> files.trash(file));
  }

  @Test
  void staleRevisionIsRefused() {
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(StaleRevision.class, () -> files.trash(file, 2));
    assertThat(files.trash(file, 1).deletedAt()).isPresent();
  }

  @Test
  void newestTrashIsListedFirstPageByPage() {
    for (int i = 0; i < 7; i++) {
      files.trash(files.upload("x" + i, new byte[1]).id());
      fixture.clock.advance(Duration.ofSeconds(1));
    }
    List<String> found = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<Item> page = bin.list(next, 2);
      page.items().forEach(item -> found.add(item.name().value()));
      next = page.next();
    } while (next.isPresent());

    assertThat(found).containsExactly("x6", "x5", "x4", "x3", "x2", "x1", "x0");
  }

  @Test
  void itemsTrashedAtOneMomentAreEachListedOnce() {
    for (int i = 0; i < 7; i++) {
      files.trash(files.upload("x" + i, new byte[1]).id());
    }
    Page<Item> first = bin.list(Optional.empty(), 3);
    Page<Item> second = bin.list(first.next(), 3);
    Page<Item> third = bin.list(second.next(), 3);

    List<Item> all = new ArrayList<>(first.items());
    all.addAll(second.items());
    all.addAll(third.items());
    assertThat(all).hasSize(7).doesNotHaveDuplicates();
    assertThat(third.next()).isEmpty();
  }

  @Test
  void cursorOfAnotherChannelIsRefused() {
    for (int i = 0; i < 3; i++) {
      files.trash(files.upload("x" + i, new byte[1]).id());
    }
    Optional<Cursor> next = bin.list(Optional.empty(), 2).next();

    fails(InvalidCursor.class, () -> fixture.otherFiles.trashBin().list(next, 2));
    fails(
        InvalidCursor.class,
        () -> files.list(FolderRef.root(), ListOptions.DEFAULT.withCursor(next.orElseThrow())));
  }

  @Test
  void pathInTheTrashIsWhereTheFolderIsNow() {
    files.ensureFolder("a");
    files.trash(files.upload("a/x", new byte[1]).id());

    files.rename(fixture.item("a").id(), "b");

    assertThat(trashed()).containsExactly("b/x");
  }

  @Test
  void emptyDeletesAllForGood() {
    files.ensureFolder("a/b");
    files.upload("a/b/x", Fixture.bytes(100_000));
    files.trash(fixture.item("a").id());
    files.trash(files.upload("y", new byte[1]).id());
    files.upload("stays", new byte[1]);

    assertThat(bin.empty()).isEqualTo(2);

    assertThat(trashed()).isEmpty();
    assertThat(bin.empty()).isZero();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 1));
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void emptyDeletesMoreThanOneBatch() {
    for (int i = 0; i < 1200; i++) {
      files.trash(files.createFolder("x").id());
    }

    assertThat(bin.empty()).isEqualTo(1200);
    assertThat(trashed()).isEmpty();
  }

  @Test
  void itemsLeaveTheTrashWhenTheirRetentionIsOver() {
    ItemId first = files.upload("x", Fixture.bytes(100_000)).id();
    files.trash(first);
    fixture.clock.advance(Duration.ofDays(1));
    files.trash(files.upload("y", new byte[1]).id());
    fixture.clock.advance(Duration.ofDays(29).minusMillis(1));
    assertThat(fixture.library.collect().expiredTrash()).isZero();

    fixture.clock.advance(Duration.ofMillis(2));

    assertThat(fixture.library.collect().expiredTrash()).isEqualTo(1);
    assertThat(trashed()).containsExactly("y");
    fails(ItemNotFound.class, () -> bin.restore(first));
    fixture.clock.advance(Duration.ofHours(2));
    fixture.library.collect();
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 1));
    assertThat(fixture.storage.keys()).hasSize(1);
  }
}
