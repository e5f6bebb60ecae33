package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputSetting;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Where one input is used: a channel that no other input uses. */
final class InputPlace {
  static final ActorId ACTOR = ActorId.of("ada");

  private final FileLibrary library;
  private final InputCase input;
  private final ChannelId channel;
  private final ChannelFiles files;
  private Sight remembered;

  /** Creates the channel. */
  InputPlace(FileLibrary library, InputCase input) {
    this.library = library;
    this.input = input;
    this.channel = ChannelId.of("channel of " + input.id());
    this.files = library.channel(channel, ACTOR);
    library.createChannel(
        ChannelSpec.of(channel, TenantId.of("acme"))
            .withNamePolicy(
                input.setting() == InputSetting.POSIX ? NamePolicy.POSIX : NamePolicy.PORTABLE)
            .withCaseSensitive(input.setting() != InputSetting.IGNORE_CASE));
    this.remembered = look();
  }

  /** One way to use the input for real. */
  interface Use {
    Trace run() throws IOException;
  }

  /** What a use left behind, in a library that may have been opened anew. */
  interface Trace {
    /** Reads the input back. */
    String in(FileLibrary library) throws IOException;
  }

  /** What shows every change of the channel. */
  private record Sight(Usage usage, List<Change> changes) {}

  FileLibrary library() {
    return library;
  }

  InputCase input() {
    return input;
  }

  String text() {
    return input.text();
  }

  ChannelFiles files() {
    return files;
  }

  /** The same channel in a library that may have been opened anew. */
  ChannelFiles filesIn(FileLibrary other) {
    return other.channel(channel, ACTOR);
  }

  /** Looks at the channel as it is now; what is refused from now on changes none of it. */
  void remember() {
    remembered = look();
  }

  boolean hasChanged() {
    return !look().equals(remembered);
  }

  private Sight look() {
    return new Sight(files.channel().usage(), files.changes(0, ListOptions.MAX_PAGE_SIZE));
  }

  /** Reads a value of an item, which is the same by its id, by paths and in the list. */
  Trace trace(Item made, String path, Function<Item, String> value) {
    ItemId id = made.id();
    return other -> {
      ChannelFiles now = filesIn(other);
      Item item = now.get(id);
      assertThat(now.find(path)).as("found by the given path").contains(item);
      assertThat(now.find(item.path().toString())).as("found by its own path").contains(item);
      FolderRef folder = item.parent().map(FolderRef::of).orElse(FolderRef.root());
      List<Item> listed = now.list(folder, ListOptions.DEFAULT).items();
      assertThat(listed).as("listed in its folder").contains(item);
      return value.apply(item);
    };
  }
}
