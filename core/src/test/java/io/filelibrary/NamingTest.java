package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.NameTaken;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.NamePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A channel that ignores case and takes every name. */
final class NamingTest {
  @RegisterExtension
  final Fixture fixture =
      Fixture.withSpec(spec -> spec.withCaseSensitive(false).withNamePolicy(NamePolicy.POSIX));

  private final ChannelFiles files = fixture.files;

  @Test
  void posixPolicyTakesWhatWindowsCannotName() {
    assertThat(files.createFolder("what? <now>: \"con\"|*").name())
        .hasToString("what? <now>: \"con\"|*");
    assertThat(files.createFolder("con").name()).hasToString("con");
  }

  @Test
  void namesThatDifferInCaseAloneAreOne() {
    FolderItem report = files.createFolder("Report");

    fixture.refused(NameTaken.class, () -> files.createFolder("rEPORT"));
    assertThat(files.find("REPORT")).contains(report);
  }

  @Test
  void namesKeepTheCaseTheyWereGiven() {
    files.createFolder("Report");

    assertThat(fixture.names("")).containsExactly("Report");
  }

  @Test
  void finalSigmaAndSharpSAreFolded() {
    files.createFolder("\u03a3\u03c2");
    files.createFolder("stra\u00dfe");

    fixture.refused(NameTaken.class, () -> files.createFolder("\u03c3\u03c3"));
    fixture.refused(NameTaken.class, () -> files.createFolder("STRASSE"));
  }

  @Test
  void ensureFolderFindsTheFolderInAnotherCase() {
    FolderItem folder = files.ensureFolder("A/B");

    assertThat(files.ensureFolder("a/b")).isEqualTo(folder);
  }

  @Test
  void itemIsRenamedInCaseAlone() {
    FolderItem folder = files.createFolder("report");

    Item renamed = files.rename(folder.id(), "Report");

    assertThat(renamed.name()).hasToString("Report");
    assertThat(renamed.revision()).isEqualTo(2);
    assertThat(files.find("REPORT")).contains(renamed);
  }

  @Test
  void siblingsAreOrderedByTheirFoldedNames() {
    files.createFolder("b");
    files.createFolder("C");
    files.createFolder("A");

    assertThat(fixture.names("")).containsExactly("A", "b", "C");
  }
}
