package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.InvalidPath;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Action;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is opened by its path as if it were found first, and then opened. */
final class OpenByPathTest {
  private AccessPolicy decision = AccessPolicy.ALLOW_ALL;

  @RegisterExtension
  final Fixture fixture = Fixture.withOptions(options -> options.withAccessPolicy(this::decide));

  @RegisterExtension
  final Fixture ignoring = Fixture.withSpec(spec -> spec.withCaseSensitive(false));

  private final ChannelFiles files = fixture.files;

  private boolean decide(ActorId actor, Action action, Channel channel, Optional<Item> item) {
    return decision.allows(actor, action, channel, item);
  }

  private byte[] read(String path) throws IOException {
    try (InputStream bytes = files.open(path)) {
      return bytes.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100_000})
  void fileIsReadWhereverItIs(int size) throws IOException {
    files.ensureFolder("a/b");
    files.upload("x", Fixture.bytes(size));
    files.upload("a/b/x", Fixture.bytes(size + 1));

    assertThat(read("x")).isEqualTo(Fixture.bytes(size));
    assertThat(read("a/b/x")).isEqualTo(Fixture.bytes(size + 1));
    fails(ItemNotFound.class, () -> files.open("A/B/X"));
  }

  @Test
  void caseCountsAsInTheChannel() throws IOException {
    ignoring.files.ensureFolder("a");
    ignoring.files.upload("a/x", Fixture.bytes(10));

    try (InputStream bytes = ignoring.files.open("A/X")) {
      assertThat(bytes.readAllBytes()).isEqualTo(Fixture.bytes(10));
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    files.createFolder("a");
    files.upload("x", Fixture.bytes(1));
    files.upload("a/trashed", Fixture.bytes(1));
    files.trash(fixture.item("a/trashed").id());
    files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT);

    for (String path : new String[] {"", "y", "b/x", "x/x", "a/trashed", "pending"}) {
      fails(ItemNotFound.class, () -> files.open(path));
      assertThat(files.find(path)).isEmpty();
    }
  }

  @Test
  void pendingFileIsNotFoundByThoseWhoMayNotDownloadEither() {
    files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT);
    decision = (actor, action, channel, item) -> action != Action.DOWNLOAD;

    fails(ItemNotFound.class, () -> files.open("pending"));
    assertThat(files.find("pending")).isEmpty();
  }

  @Test
  void whatIsBelowATrashedFolderIsNotFound() {
    files.ensureFolder("a/b");
    files.upload("a/b/x", Fixture.bytes(1));
    files.trash(fixture.item("a").id());

    fails(ItemNotFound.class, () -> files.open("a/b/x"));
  }

  @Test
  void foldersAndLinksAreNoFiles() {
    files.createFolder("a");
    files.createLink("l", "https://example.com");

    fails(NotAFile.class, () -> files.open("a"));
    fails(NotAFile.class, () -> files.open("l"));
  }

  @Test
  void pathIsWellFormed() {
    fails(InvalidPath.class, () -> files.open("/x"));
    fails(InvalidPath.class, () -> files.open("a//x"));
  }

  @Test
  void whoMayNotReadFindsNothingAndWhoMayNotDownloadIsRefused() {
    files.upload("x", Fixture.bytes(1));

    decision = (actor, action, channel, item) -> action != Action.READ;
    fails(ItemNotFound.class, () -> files.open("x"));

    decision = (actor, action, channel, item) -> action != Action.DOWNLOAD;
    fails(AccessDenied.class, () -> files.open("x"));
  }
}
