package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidName;
import io.filelibrary.error.InvalidPath;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DestinationTest {
  private static final ItemId ID = new ItemId(new UUID(1, 2));

  @Test
  void pathNamesAFolderAndTheNameInIt() {
    Destination destination = Destination.at("Reports/2026/q1.pdf");

    assertThat(destination.folder()).isEqualTo(FolderRef.at("Reports/2026"));
    assertThat(destination.name()).contains(ItemName.of("q1.pdf"));
  }

  @Test
  void topLevelPathNamesAPlaceInTheRoot() {
    assertThat(Destination.at("a")).isEqualTo(Destination.in(FolderRef.root(), "a"));
  }

  @Test
  void rootIsNoDestination() {
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> Destination.at(""));
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> Destination.at("/a"));
  }

  @Test
  void nameInAFolderIsCheckedAsANameAndNotAsAPath() {
    assertThatExceptionOfType(InvalidName.class)
        .isThrownBy(() -> Destination.in(FolderRef.of(ID), "a/b"));
  }

  @Test
  void itemKeepsItsNameInAFolder() {
    assertThat(Destination.into(FolderRef.of(ID)).name()).isEmpty();
  }

  @Test
  void folderIsNamedInOneOfThreeWays() {
    assertThat(FolderRef.root()).isEqualTo(FolderRef.at("")).hasToString("");
    assertThat(FolderRef.of(ID)).hasToString(ID.toString());
    assertThat(FolderRef.at("a/b/")).hasToString("a/b");
  }
}
