package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.e2e.InputPlace.Trace;
import io.filelibrary.e2e.InputPlace.Use;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.testkit.InputSetting;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Uses of names, paths, links, attributes and revisions. */
final class TreeUses {
  private static final int VALUE_BYTES = 4095;

  private final InputPlace place;
  private final ChannelFiles files;
  private final String text;

  TreeUses(InputPlace place) {
    this.place = place;
    this.files = place.files();
    this.text = place.text();
  }

  Map<String, Use> names() {
    FolderRef folders = crowded("folders");
    FolderRef uploads = crowded("uploads");
    FolderRef renamed = crowded("renamed");
    Item former = files.createFolder(Destination.in(renamed, "former name"), CreateOptions.DEFAULT);
    return Map.of(
        "create a folder",
        () -> {
          Destination at = Destination.in(folders, text);
          return named(files.createFolder(at, CreateOptions.DEFAULT), "folders/");
        },
        "upload",
        () -> {
          Destination at = Destination.in(uploads, text);
          return content(files.upload(at, text.getBytes(UTF_8), UploadOptions.DEFAULT));
        },
        "rename",
        () -> named(files.rename(former.id(), text), "renamed/"));
  }

  Map<String, Use> paths() {
    place.input().beside().ifPresent(files::createFolder);
    return Map.of(
        "create with the folders on the way",
        () ->
            place.trace(
                files.createFolder(Destination.at(text), CreateOptions.DEFAULT.withCreateParents()),
                text,
                item -> item.path().toString()));
  }

  Map<String, Use> links() {
    boolean folder = place.input().setting() == InputSetting.ON_FOLDER;
    Function<Item, String> url = item -> ((LinkItem) item).linkUrl().value();
    Item former =
        folder ? files.createFolder("former") : files.createLink("former", "https://example.com/");
    Map<String, Use> uses = new HashMap<>();
    uses.put(
        "update",
        () -> {
          ItemChanges changes = ItemChanges.NONE.withLinkUrl(LinkUrl.of(text));
          return place.trace(files.update(former.id(), changes), "former", url);
        });
    if (!folder) {
      uses.put("create", () -> place.trace(files.createLink("new", text), "new", url));
    }
    return uses;
  }

  Map<String, Use> revisions() {
    Item former = files.createFolder("former");
    return Map.of(
        "rename",
        () -> {
          ItemChanges changes =
              ItemChanges.NONE
                  .withName(ItemName.of("new"))
                  .withExpectedRevision(Long.parseLong(text));
          return place.trace(
              files.update(former.id(), changes),
              "new",
              item -> Long.toString(item.revision() - 1));
        });
  }

  Map<String, Use> attributeKeys() {
    Map<String, String> beside = new HashMap<>();
    place.input().beside().ifPresent(key -> beside.put(key, "beside"));
    return attributes(
        () -> {
          Map<String, String> pairs = new HashMap<>(beside);
          pairs.put(text, "value");
          return pairs;
        },
        item -> {
          Set<String> keys = new HashSet<>(item.attributes().values().keySet());
          assertThat(keys.removeAll(beside.keySet())).isEqualTo(!beside.isEmpty());
          assertThat(item.attributes().get(text)).contains("value");
          return String.join(" and ", keys);
        });
  }

  Map<String, Use> attributeValues() {
    return attributes(
        () -> Map.of("key", text), item -> item.attributes().get("key").orElse("nothing"));
  }

  Map<String, Use> attributeCounts() {
    return attributes(
        () -> {
          Map<String, String> pairs = new HashMap<>();
          for (int i = 0; i < Integer.parseInt(text); i++) {
            pairs.put("key " + i, "value");
          }
          return pairs;
        },
        item -> Integer.toString(item.attributes().values().size()));
  }

  Map<String, Use> attributeBytes() {
    return attributes(
        () -> {
          Map<String, String> pairs = new HashMap<>();
          int left = Integer.parseInt(text);
          for (char key = 'a'; left > 0; key++) {
            int bytes = Math.min(left - 1, VALUE_BYTES);
            pairs.put(Character.toString(key), "v".repeat(bytes));
            left -= bytes + 1;
          }
          return pairs;
        },
        item ->
            Integer.toString(
                item.attributes().values().entrySet().stream()
                    .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                    .sum()));
  }

  private Map<String, Use> attributes(
      Supplier<Map<String, String>> pairs, Function<Item, String> value) {
    Item former = files.createFolder("former");
    return Map.of(
        "create",
        () -> {
          CreateOptions options = CreateOptions.DEFAULT.withAttributes(Attributes.of(pairs.get()));
          return place.trace(files.createFolder(Destination.at("new"), options), "new", value);
        },
        "update",
        () -> {
          ItemChanges changes = ItemChanges.NONE.withAttributes(Attributes.of(pairs.get()));
          return place.trace(files.update(former.id(), changes), "former", value);
        });
  }

  /** A folder that holds what is there before. */
  private FolderRef crowded(String name) {
    FolderRef folder = FolderRef.of(files.createFolder(name).id());
    place
        .input()
        .beside()
        .ifPresent(
            there -> files.createFolder(Destination.in(folder, there), CreateOptions.DEFAULT));
    return folder;
  }

  /** The name of an item, which the change feed has too. */
  private Trace named(Item made, String folder) {
    Trace name = place.trace(made, folder + text, item -> item.name().value());
    return library -> {
      assertThat(place.filesIn(library).changes(0, ListOptions.MAX_PAGE_SIZE))
          .as("in the change feed")
          .filteredOn(change -> change.item().equals(made.id()))
          .last()
          .extracting(Change::name)
          .isEqualTo(made.name());
      return name.in(library);
    };
  }

  /** The name of a file whose bytes are those of the given name. */
  private Trace content(Item made) {
    Trace name = named(made, "uploads/");
    return library -> {
      try (InputStream bytes = place.filesIn(library).open(made.id())) {
        assertThat(new String(bytes.readAllBytes(), UTF_8)).as("its bytes").isEqualTo(text);
      }
      return name.in(library);
    };
  }
}
