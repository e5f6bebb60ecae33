package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One channel knows nothing of another. */
interface LibraryIsolationRules extends LibraryLocation {
  @Test
  @DisplayName("L19 Whatever belongs to another channel is not found, by any call")
  default void otherChannelsAreNotFound() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles other = probe.otherFiles;
      ItemId folder = other.createFolder("folder").id();
      ItemId link = other.createLink("folder/link", "https://example.com/").id();
      ItemId small = other.upload("folder/small", LibraryScenario.small()).id();
      ItemId large = other.upload("large", LibraryScenario.large()).id();
      ItemId trashed = other.trash(other.upload("trashed", new byte[5]).id()).id();
      PendingUpload upload = other.uploads().begin(Destination.at("new"), UploadOptions.DEFAULT);
      other.uploads().receive(upload.id(), new ByteArrayInputStream(LibraryScenario.large()));
      ItemId mine = probe.files.upload("mine", LibraryScenario.small()).id();

      List<ItemId> living = List.of(folder, link, small, large, upload.file().id());
      living.forEach(item -> refuseAll(probe, callsOn(probe.files, item)));
      refuseAll(probe, callsOn(probe.files, trashed));
      refuseAll(probe, callsInto(probe.files, FolderRef.of(folder), mine));
      refuseAll(probe, callsOnParked(probe.files, trashed, upload));
      assertThat(probe.files.trashBin().list(Optional.empty(), 10).items()).isEmpty();
      assertThat(probe.files.trashBin().empty()).isZero();
      for (String path : List.of("folder", "folder/small", "large", "new")) {
        assertThat(probe.files.find(path)).isEmpty();
      }
      assertThat(probe.paths()).containsExactly("mine");
      assertThat(probe.files.changes(0, 100)).hasSize(1);
      assertThat(other.uploads().complete(upload.id()).size()).isEqualTo(8000);
      assertThat(other.trashBin().restore(trashed).path()).hasToString("trashed");
      assertThat(other.streamTree(FolderRef.root(), ListOptions.DEFAULT).map(Item::id))
          .containsExactlyInAnyOrder(folder, link, small, large, trashed, upload.file().id());
      probe.check();
    }
  }

  private static void refuseAll(LibraryProbe probe, List<ForeignCall> calls) {
    calls.forEach(call -> probe.refused(call.code(), call.call()));
  }

  private static List<ForeignCall> callsOn(ChannelFiles files, ItemId item) {
    Destination here = Destination.at("here");
    ItemChanges rename = ItemChanges.NONE.withName(ItemName.of("here"));
    return List.of(
        notFound(() -> files.get(item)),
        notFound(() -> files.open(item).close()),
        notFound(() -> files.download(item, new ByteArrayOutputStream())),
        notFound(() -> files.publicUrl(item)),
        notFound(() -> files.update(item, ItemChanges.NONE)),
        notFound(() -> files.update(item, rename.withExpectedRevision(1))),
        notFound(() -> files.move(item, here, PlaceOptions.DEFAULT)),
        notFound(() -> files.copy(item, here, PlaceOptions.DEFAULT)),
        notFound(() -> files.trash(item)),
        notFound(() -> files.delete(item, DeleteOptions.DEFAULT.withRecursive())),
        notFound(() -> files.trashBin().restore(item)),
        notFound(() -> files.trashBin().restore(item, here, PlaceOptions.DEFAULT)),
        notFound(() -> files.list(FolderRef.of(item), ListOptions.DEFAULT)),
        notFound(() -> files.stream(FolderRef.of(item), ListOptions.DEFAULT).toList()),
        notFound(() -> files.listTree(FolderRef.of(item), ListOptions.DEFAULT)));
  }

  private static List<ForeignCall> callsInto(ChannelFiles files, FolderRef folder, ItemId mine) {
    Destination inside = Destination.in(folder, "inside");
    byte[] large = LibraryScenario.large();
    CreateOptions parents = CreateOptions.DEFAULT.withCreateParents();
    return List.of(
        noParent(() -> files.createFolder(inside, CreateOptions.DEFAULT)),
        noParent(() -> files.createFolder(inside, parents)),
        noParent(() -> files.upload(inside, new byte[5], UploadOptions.DEFAULT)),
        noParent(() -> files.upload(inside, large, UploadOptions.DEFAULT)),
        noParent(() -> files.uploads().begin(inside, UploadOptions.DEFAULT)),
        noParent(() -> files.move(mine, inside, PlaceOptions.DEFAULT)),
        noParent(() -> files.move(mine, Destination.into(folder), PlaceOptions.DEFAULT)),
        noParent(() -> files.copy(mine, inside, PlaceOptions.DEFAULT)));
  }

  private static List<ForeignCall> callsOnParked(
      ChannelFiles files, ItemId trashed, PendingUpload upload) {
    ErrorCode code = ErrorCode.UPLOAD_NOT_FOUND;
    byte[] bytes = LibraryScenario.large();
    return List.of(
        notFound(() -> files.trashBin().restore(trashed)),
        notFound(() -> files.delete(trashed, DeleteOptions.DEFAULT)),
        new ForeignCall(
            code, () -> files.uploads().receive(upload.id(), new ByteArrayInputStream(bytes))),
        new ForeignCall(code, () -> files.uploads().complete(upload.id())),
        new ForeignCall(
            code, () -> files.uploads().complete(upload.id(), new ByteArrayInputStream(bytes))),
        new ForeignCall(code, () -> files.uploads().abort(upload.id())));
  }

  private static ForeignCall notFound(ThrowingCallable call) {
    return new ForeignCall(ErrorCode.ITEM_NOT_FOUND, call);
  }

  private static ForeignCall noParent(ThrowingCallable call) {
    return new ForeignCall(ErrorCode.PARENT_NOT_FOUND, call);
  }
}
