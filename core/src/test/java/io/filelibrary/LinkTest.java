package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidLink;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFile;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LinkTest {
  private static final String URL = "https://example.com/a?b=c#d";

  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(options -> options.withLinkSchemes(Set.of("https", "MAILTO")));

  private final ChannelFiles files = fixture.files;

  @Test
  void linkKeepsItsUrlAsGiven() {
    LinkItem link = files.createLink("docs", URL);

    assertThat(link.linkUrl().value()).isEqualTo(URL);
    assertThat(files.get(link.id())).isEqualTo(link);
    assertThat(files.find("docs")).contains(link);
  }

  @Test
  void allowedSchemesAreComparedWithoutCase() {
    assertThat(files.createLink("a", "HTTPS://example.com").linkUrl().scheme()).isEqualTo("https");
    assertThat(files.createLink("b", "mailto:ada@example.com").linkUrl().scheme())
        .isEqualTo("mailto");
  }

  @Test
  void otherSchemesAreRefused() {
    fixture.refused(InvalidLink.class, () -> files.createLink("a", "http://example.com"));
    fixture.refused(InvalidLink.class, () -> files.createLink("a", "javascript:alert(1)"));
  }

  @Test
  void otherSchemesAreRefusedInUpdates() {
    ItemId link = files.createLink("a", URL).id();

    fixture.refused(
        InvalidLink.class,
        () -> files.update(link, ItemChanges.NONE.withLinkUrl(LinkUrl.of("http://example.com"))));
  }

  @Test
  void linkNeedsItsParent() {
    fixture.refused(ParentNotFound.class, () -> files.createLink("a/b", URL));
  }

  @Test
  void linkCreatesItsParentsWhenAsked() {
    LinkItem link =
        files.createLink(
            Destination.at("a/b/docs"), LinkUrl.of(URL), CreateOptions.DEFAULT.withCreateParents());

    assertThat(link.path()).hasToString("a/b/docs");
  }

  @Test
  void takenNameIsRefused() {
    ItemId first = files.createLink("docs", URL).id();

    NameTaken error = fixture.refused(NameTaken.class, () -> files.createLink("docs", URL));

    assertThat(error.itemId()).isEqualTo(first.value());
    assertThat(error.itemType()).isEqualTo("link");
  }

  @Test
  void linkReplacesAFileWithAnIdOfItsOwn() {
    ItemId file = files.upload("docs", new byte[9]).id();

    LinkItem link =
        files.createLink(
            Destination.at("docs"),
            LinkUrl.of(URL),
            CreateOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));

    assertThat(link.id()).isNotEqualTo(file);
    assertThat(files.find("docs")).contains(link);
    Fixture.fails(ItemNotFound.class, () -> files.get(file));
  }

  @Test
  void linkHasNoContent() {
    ItemId link = files.createLink("docs", URL).id();

    fixture.refused(NotAFile.class, () -> files.open(link).close());
    fixture.refused(NotAFile.class, () -> files.publicUrl(link));
  }
}
