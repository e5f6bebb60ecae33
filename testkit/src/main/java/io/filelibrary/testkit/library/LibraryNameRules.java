package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.NameTaken;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of names that are taken, and which names are one. */
interface LibraryNameRules extends LibraryLocation {

  @Test
  @DisplayName("L05 A name that is taken is NAME_TAKEN with the item in the way, of any kinds")
  default void takenNameIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      files.createFolder("folder");
      files.createLink("link", "https://example.com/");
      files.upload("file", new byte[5]);
      ItemId mover = files.createFolder("mover").id();
      for (String name : List.of("folder", "link", "file")) {
        probe.refused(ErrorCode.NAME_TAKEN, () -> files.createFolder(name));
        probe.refused(ErrorCode.NAME_TAKEN, () -> files.createLink(name, "https://a.com/"));
        probe.refused(ErrorCode.NAME_TAKEN, () -> files.rename(mover, name));
        probe.refused(
            ErrorCode.NAME_TAKEN,
            () -> files.copy(mover, Destination.at(name), PlaceOptions.DEFAULT));
        for (int size : LibraryProbe.SIZES) {
          probe.refused(
              ErrorCode.NAME_TAKEN, () -> files.upload(name, LibraryScenario.bytes(size)));
        }
        assertThatExceptionOfType(NameTaken.class)
            .isThrownBy(() -> files.move(mover, Destination.at(name), PlaceOptions.DEFAULT))
            .satisfies(e -> assertThat(e.itemId()).isEqualTo(probe.item(name).id().value()))
            .satisfies(e -> assertThat(e.itemType()).isEqualTo(name));
      }
      files.createFolder("mover/file");
      probe.check();
    }
  }

  @Test
  @DisplayName("L06 With RENAME the new item gets the lowest number that is free")
  default void renamedItemGetsTheLowestNumber() throws Exception {
    PlaceOptions rename = PlaceOptions.DEFAULT.withConflict(ConflictPolicy.RENAME);
    UploadOptions upload = UploadOptions.DEFAULT.withConflict(ConflictPolicy.RENAME);
    CreateOptions create = CreateOptions.DEFAULT.withConflict(ConflictPolicy.RENAME);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      Destination report = Destination.at("report.pdf");
      ItemId first = files.upload(report, new byte[5], upload).id();
      ItemId second = files.upload(report, new byte[5], upload).id();
      assertThat(files.get(second).name()).hasToString("report (2).pdf");
      assertThat(files.upload(report, new byte[2000], upload).name()).hasToString("report (3).pdf");
      files.rename(second, "other.pdf");
      assertThat(files.copy(first, report, rename).name()).hasToString("report (2).pdf");
      assertThat(files.move(second, report, rename).name()).hasToString("report (4).pdf");
      files.createFolder("folder");
      assertThat(files.createFolder(Destination.at("folder"), create).name())
          .hasToString("folder (2)");
      assertThat(files.move(first, report, rename).name()).hasToString("report.pdf");
      probe.check();
    }
  }

  @Test
  @DisplayName("L07 With REPLACE the new item takes the place of a file or link, of no folder")
  default void replacingTakesThePlaceOfFilesAndLinks() throws Exception {
    UploadOptions upload = UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    CreateOptions create = CreateOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    PlaceOptions place = PlaceOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      Destination x = Destination.at("x");
      Item item = files.upload(x, new byte[5], upload);
      for (int size : LibraryProbe.SIZES) {
        Item before = item;
        item = files.upload(x, LibraryScenario.bytes(size), upload);
        LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> files.get(before.id()));
        assertThat(probe.read(item.id())).isEqualTo(LibraryScenario.bytes(size));
      }
      ItemId file = item.id();
      ItemId link = files.createLink(x, LinkUrl.of("https://example.com/"), create).id();
      LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> files.get(file));
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.createFolder(x, create));
      ItemId folder = files.createFolder("folder").id();
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.move(folder, x, place));
      ItemId moved = files.upload("y", new byte[5]).id();
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.move(moved, Destination.at("folder"), place));
      assertThat(files.move(moved, x, place).id()).isEqualTo(moved);
      LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> files.get(link));
      assertThat(probe.paths()).containsExactly("folder", "x");
      probe.check();
    }
  }

  @Test
  @DisplayName("L08 Names that are equal in Unicode's form C are one, names of other case two")
  default void namesAreComparedInNormalForm() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      Item item = files.createFolder("Cafe\u0301");
      assertThat(item.name()).hasToString("Caf\u00e9");
      assertThat(files.find("Caf\u00e9")).hasValue(item);
      assertThat(files.find("Cafe\u0301")).hasValue(item);
      probe.refused(ErrorCode.NAME_TAKEN, () -> files.createFolder("Caf\u00e9"));
      files.createFolder("caf\u00e9");
      files.createFolder("CAF\u00c9");
      files.createFolder("Cafe");
      assertThat(files.find("caf\u00c9")).isEmpty();
      probe.check();
    }
  }

  @Test
  @DisplayName("L09 A channel that ignores case takes names of other case for one, as written")
  default void channelMayIgnoreCase() throws Exception {
    Map<String, String> others =
        Map.of(
            "Stra\u00dfe",
            "STRASSE",
            "Title I",
            "title i",
            "\u03bf\u03b4\u03cc\u03c2",
            "\u039f\u0394\u038c\u03a3");
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files =
          probe.channel(LibraryProbe.spec(ChannelId.of("no-case")).withCaseSensitive(false));
      for (Map.Entry<String, String> names : others.entrySet()) {
        Item item = files.createFolder(names.getKey());
        assertThat(item.name()).hasToString(names.getKey());
        assertThat(files.find(names.getValue())).hasValue(item);
        probe.refused(files, ErrorCode.NAME_TAKEN, () -> files.createFolder(names.getValue()));
        assertThat(files.rename(item.id(), names.getValue()).name()).hasToString(names.getValue());
      }
      files.createFolder("title j");
      probe.check();
    }
  }
}
