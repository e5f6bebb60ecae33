package io.filelibrary.testkit.library;

import com.google.common.hash.Hashing;
import io.filelibrary.ChannelFiles;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of a library, as it is used on the tree of a {@link LibraryScenario}. */
final class LibraryOperations {
  private static final DeleteOptions RECURSIVE = DeleteOptions.DEFAULT.withRecursive();
  private static final PlaceOptions REPLACE =
      PlaceOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);

  static final List<LibraryOperation> CREATING =
      List.of(
          item("create a folder", s -> s.files.createFolder("docs/new")),
          item(
              "create a folder with its parents",
              s ->
                  s.files.createFolder(
                      Destination.at("docs/sub/x/y"), CreateOptions.DEFAULT.withCreateParents())),
          item("ensure a folder", s -> s.files.ensureFolder("docs/sub/x/z")),
          item("create a link", s -> s.files.createLink("docs/sub/link", "https://example.org/")),
          upload("upload a small file", "docs/new", LibraryScenario.small(), ConflictPolicy.FAIL),
          upload("upload a large file", "docs/new", LibraryScenario.large(), ConflictPolicy.FAIL),
          upload(
              "upload over a small file",
              "docs/small",
              LibraryScenario.large(),
              ConflictPolicy.REPLACE),
          upload(
              "upload over a large file",
              "docs/large",
              LibraryScenario.small(),
              ConflictPolicy.REPLACE),
          upload(
              "upload beside a file", "docs/large", LibraryScenario.large(), ConflictPolicy.RENAME),
          item(
              "begin an upload",
              s ->
                  s.files
                      .uploads()
                      .begin(Destination.at("docs/new"), UploadOptions.DEFAULT)
                      .file()),
          done(
              "receive small bytes",
              s ->
                  s.files
                      .uploads()
                      .receive(s.empty.id(), new ByteArrayInputStream(LibraryScenario.small()))),
          done(
              "receive large bytes",
              s ->
                  s.files
                      .uploads()
                      .receive(s.empty.id(), new ByteArrayInputStream(LibraryScenario.large()))),
          done(
              "receive bytes again",
              s ->
                  s.files
                      .uploads()
                      .receive(
                          s.received.id(), new ByteArrayInputStream(LibraryScenario.bytes(9000)))),
          item("complete an upload", s -> s.files.uploads().complete(s.received.id())),
          item(
              "complete an upload with small bytes",
              s ->
                  s.files
                      .uploads()
                      .complete(s.empty.id(), new ByteArrayInputStream(LibraryScenario.small()))),
          item(
              "complete an upload with large bytes",
              s ->
                  s.files
                      .uploads()
                      .complete(s.empty.id(), new ByteArrayInputStream(LibraryScenario.large()))),
          item(
              "complete an upload with other bytes",
              s ->
                  s.files
                      .uploads()
                      .complete(
                          s.received.id(), new ByteArrayInputStream(LibraryScenario.bytes(9000)))),
          done("grant a part", s -> s.files.uploads().grantPart(s.empty.id(), 1, 100)),
          item("complete an upload in parts", s -> s.files.uploads().complete(s.inParts.id())),
          done("abort an upload in parts", s -> s.files.uploads().abort(s.inParts.id())),
          done("abort an upload", s -> s.files.uploads().abort(s.received.id())),
          item(
              "copy a file",
              s -> s.files.copy(s.large, Destination.at("other/copy"), PlaceOptions.DEFAULT)),
          new LibraryOperation(
              "copy a folder",
              s ->
                  describe(
                      s.files.copy(s.docs, Destination.at("other/copy"), PlaceOptions.DEFAULT)),
              true));

  static final List<LibraryOperation> CHANGING =
      List.of(
          item("rename a file", s -> s.files.rename(s.small, "renamed")),
          item("rename a folder", s -> s.files.rename(s.sub, "renamed")),
          item(
              "move a file over another",
              s -> s.files.move(s.small, Destination.at("other/small"), REPLACE)),
          item(
              "move a folder",
              s -> s.files.move(s.sub, Destination.at("other/sub"), PlaceOptions.DEFAULT)),
          item(
              "move a folder into its child",
              s -> s.files.move(s.docs, Destination.at("docs/sub/x"), PlaceOptions.DEFAULT)),
          item(
              "move docs into other",
              s -> s.files.move(s.docs, Destination.in(at(s.other), "in"), PlaceOptions.DEFAULT)),
          item(
              "move other into docs",
              s -> s.files.move(s.other, Destination.in(at(s.docs), "in"), PlaceOptions.DEFAULT)),
          update(
              "change attributes",
              s -> s.small,
              ItemChanges.NONE.withAttributes(Attributes.of(Map.of("a", "b")))),
          update(
              "change a link",
              s -> s.link,
              ItemChanges.NONE.withLinkUrl(LinkUrl.of("https://example.net/"))),
          update(
              "make a large file public",
              s -> s.large,
              ItemChanges.NONE.withVisibility(Visibility.PUBLIC)),
          update(
              "make a small file public and rename it",
              s -> s.small,
              ItemChanges.NONE.withVisibility(Visibility.PUBLIC).withName(ItemName.of("public"))),
          item("trash a file", s -> s.files.trash(s.large)),
          item("trash a folder", s -> s.files.trash(s.docs)),
          item("restore a file", s -> s.files.trashBin().restore(s.trashedFile)),
          item(
              "restore a folder elsewhere",
              s ->
                  s.files
                      .trashBin()
                      .restore(s.trashedFolder, Destination.at("docs/old"), PlaceOptions.DEFAULT)),
          done("delete a file", s -> s.files.delete(s.large, DeleteOptions.DEFAULT)),
          done("delete an empty folder", s -> s.files.delete(s.other, DeleteOptions.DEFAULT)),
          done("delete a folder and all in it", s -> s.files.delete(s.docs, RECURSIVE)),
          new LibraryOperation("empty the trash", s -> Long.toString(s.files.trashBin().empty())));

  static final List<LibraryOperation> READING =
      List.of(
          item("get", s -> s.files.get(s.large)),
          done("list the parts", s -> s.files.uploads().parts(s.inParts.id())),
          done("grant a download", s -> s.files.grantDownload(s.large, DownloadOptions.DEFAULT)),
          item("find", s -> s.files.find("docs/sub/deep").orElseThrow()),
          items("list", s -> s.files.stream(at(s.docs), ListOptions.DEFAULT.withPageSize(2))),
          items(
              "list a tree",
              s -> s.files.streamTree(FolderRef.root(), ListOptions.DEFAULT.withPageSize(3))),
          items(
              "list the trash",
              s -> s.files.trashBin().list(Optional.empty(), 10).items().stream()),
          bytes("read a part", s -> s.files.open(s.large, ByteRange.of(10, 5000))),
          new LibraryOperation(
              "read the feed", s -> Integer.toString(s.files.changes(3, 5).size())));

  /** Those that read contents. */
  static final List<LibraryOperation> READING_BYTES =
      List.of(
          bytes("read a small file", s -> s.files.open(s.small)),
          bytes("read a large file", s -> s.files.open(s.large)),
          new LibraryOperation(
              "download",
              s -> {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                s.files.download(s.large, target);
                return hash(target.toByteArray());
              }));

  /** Those that change something. */
  static final List<LibraryOperation> WRITING =
      Stream.of(CREATING, CHANGING).flatMap(List::stream).toList();

  /** Every operation but the collection. */
  static final List<LibraryOperation> ALL =
      Stream.of(WRITING, READING, READING_BYTES).flatMap(List::stream).toList();

  private LibraryOperations() {}

  /** Those that change something and whose names match a pattern. */
  static List<LibraryOperation> matching(String names) {
    return WRITING.stream().filter(operation -> operation.name().matches(names)).toList();
  }

  /** An upload of a large file to a path where none may be. */
  static LibraryOperation upload(String name, String path) {
    return upload(name, path, LibraryScenario.large(), ConflictPolicy.FAIL);
  }

  private interface ItemCall {
    Item on(LibraryScenario scenario);
  }

  private interface ItemsCall {
    Stream<Item> on(LibraryScenario scenario);
  }

  private interface BytesCall {
    InputStream on(LibraryScenario scenario);
  }

  private interface VoidCall {
    void on(LibraryScenario scenario);
  }

  private static FolderRef at(ItemId folder) {
    return FolderRef.of(folder);
  }

  private static LibraryOperation item(String name, ItemCall call) {
    return new LibraryOperation(name, s -> describe(call.on(s)));
  }

  private static LibraryOperation items(String name, ItemsCall call) {
    return new LibraryOperation(
        name, s -> call.on(s).map(LibraryOperations::describe).collect(Collectors.joining("\n")));
  }

  private static LibraryOperation done(String name, VoidCall call) {
    return new LibraryOperation(
        name,
        s -> {
          call.on(s);
          return "done";
        });
  }

  private static LibraryOperation bytes(String name, BytesCall call) {
    return new LibraryOperation(
        name,
        s -> {
          try (InputStream content = call.on(s)) {
            return hash(content.readAllBytes());
          }
        });
  }

  private static LibraryOperation upload(
      String name, String path, byte[] bytes, ConflictPolicy conflict) {
    UploadOptions options = UploadOptions.DEFAULT.withConflict(conflict);
    return item(name, s -> uploaded(s.files, path, bytes, options));
  }

  private static Item uploaded(
      ChannelFiles files, String path, byte[] bytes, UploadOptions options) {
    return files.upload(Destination.at(path), new ByteArrayInputStream(bytes), options);
  }

  private interface Choice {
    ItemId of(LibraryScenario scenario);
  }

  private static LibraryOperation update(String name, Choice choice, ItemChanges changes) {
    return item(name, s -> s.files.update(choice.of(s), changes));
  }

  private static String describe(Item item) {
    return item.path() + " " + LibraryState.describe(item);
  }

  private static String hash(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
