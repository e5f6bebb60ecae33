package io.filelibrary.testkit.model;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes the calls of a library that operations stand for. */
final class Caller {
  private static final ActorId ACTOR = ActorId.of("ada");

  private final FileLibrary library;
  private final Numbers numbers;
  private final Translation translation;
  private final UnaryOperator<InputStream> sources;

  Caller(FileLibrary library, Numbers numbers, World world) {
    this(library, numbers, world, UnaryOperator.identity());
  }

  /** Makes calls that read from what is made of their sources. */
  Caller(FileLibrary library, Numbers numbers, World world, UnaryOperator<InputStream> sources) {
    this.library = library;
    this.sources = sources;
    this.numbers = numbers;
    this.translation = new Translation(numbers, world);
  }

  ChannelFiles files(int channel) {
    return library.channel(translation.channel(channel), ACTOR);
  }

  Outcome perform(Operation operation) {
    try {
      return call(operation);
    } catch (FileLibraryException e) {
      return Outcome.failed(e.code());
    }
  }

  private Outcome call(Operation operation) {
    ChannelFiles files = files(operation.channel());
    if (operation instanceof Operation.CreateFolder call) {
      return Outcome.of(
          files.createFolder(
              translation.destination(call.place()), translation.create(call.how())));
    }
    if (operation instanceof Operation.CreateLink call) {
      return Outcome.of(
          files.createLink(
              translation.destination(call.place()),
              LinkUrl.of(call.url()),
              translation.create(call.how())));
    }
    if (operation instanceof Operation.EnsureFolder call) {
      return Outcome.of(files.ensureFolder(call.path()));
    }
    if (operation instanceof Operation.Upload call) {
      return Outcome.of(
          files.upload(
              translation.destination(call.place()),
              source(call.size(), call.salt()),
              translation.upload(call.how(), call.declared(), call.size(), call.salt())));
    }
    return uploading(files, operation)
        .or(() -> altering(files, operation))
        .or(() -> removing(files, operation))
        .or(() -> reading(files, operation))
        .or(() -> listing(files, operation))
        .orElseGet(() -> ofLibrary(operation));
  }

  private Optional<Outcome> uploading(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.Begin call) {
      PendingUpload upload =
          files
              .uploads()
              .begin(
                  translation.destination(call.place()),
                  translation.upload(call.how(), call.declared(), call.size(), 0));
      numbers.bind(upload);
      return Optional.of(
          new Outcome(
              Optional.empty(),
              Optional.of(upload.file()),
              known -> List.of(Words.item(upload.file(), known), "expires " + upload.expiresAt())));
    }
    if (operation instanceof Operation.Receive call) {
      files.uploads().receive(upload(call.upload()), source(call.size(), call.salt()));
      return Optional.of(Outcome.nothing());
    }
    if (operation instanceof Operation.Complete call) {
      return Optional.of(Outcome.of(files.uploads().complete(upload(call.upload()))));
    }
    if (operation instanceof Operation.CompleteWith call) {
      return Optional.of(
          Outcome.of(
              files.uploads().complete(upload(call.upload()), source(call.size(), call.salt()))));
    }
    if (operation instanceof Operation.Abort call) {
      files.uploads().abort(upload(call.upload()));
      return Optional.of(Outcome.nothing());
    }
    return Optional.empty();
  }

  private InputStream source(int size, int salt) {
    return sources.apply(new ByteArrayInputStream(Content.bytes(size, salt)));
  }

  private UploadId upload(Operation.UploadRef upload) {
    return numbers
        .id(upload)
        .orElseThrow(() -> new AssertionError("the library never began " + upload));
  }

  private Optional<Outcome> altering(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.Update call) {
      return Optional.of(
          Outcome.of(files.update(translation.item(call.item()), translation.changes(call))));
    }
    if (operation instanceof Operation.Move call) {
      return Optional.of(
          Outcome.of(
              files.move(
                  translation.item(call.item()),
                  translation.destination(call.place()),
                  translation.placing(call.placing(), call.item()))));
    }
    if (operation instanceof Operation.Copy call) {
      return Optional.of(
          Outcome.of(
              files.copy(
                  translation.item(call.item()),
                  translation.destination(call.place()),
                  translation.placing(call.placing(), call.item()))));
    }
    return Optional.empty();
  }

  private Optional<Outcome> removing(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.Trash call) {
      ItemId item = translation.item(call.item());
      OptionalLong revision = translation.revision(call.revision(), call.item());
      return Optional.of(
          Outcome.of(
              revision.isPresent() ? files.trash(item, revision.getAsLong()) : files.trash(item)));
    }
    if (operation instanceof Operation.Restore call) {
      return Optional.of(
          Outcome.of(
              files
                  .trashBin()
                  .restore(
                      translation.item(call.item()),
                      translation.placing(call.placing(), call.item()))));
    }
    if (operation instanceof Operation.RestoreTo call) {
      return Optional.of(
          Outcome.of(
              files
                  .trashBin()
                  .restore(
                      translation.item(call.item()),
                      translation.destination(call.place()),
                      translation.placing(call.placing(), call.item()))));
    }
    if (operation instanceof Operation.Delete call) {
      files.delete(
          translation.item(call.item()),
          new DeleteOptions(call.recursive(), translation.revision(call.revision(), call.item())));
      return Optional.of(Outcome.nothing());
    }
    if (operation instanceof Operation.EmptyTrash) {
      return Optional.of(Outcome.of("deleted " + files.trashBin().empty()));
    }
    return Optional.empty();
  }

  private Optional<Outcome> reading(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.Get call) {
      return Optional.of(Outcome.of(files.get(translation.item(call.item()))));
    }
    if (operation instanceof Operation.Find call) {
      Optional<Item> found = files.find(call.path());
      return Optional.of(
          Outcome.of(
              known -> List.of(found.map(item -> Words.item(item, known)).orElse("nothing"))));
    }
    if (operation instanceof Operation.Open call) {
      return Optional.of(Outcome.of(Words.bytes(read(files, translation.item(call.item())))));
    }
    if (operation instanceof Operation.OpenRange call) {
      return Optional.of(
          Outcome.of(
              Words.bytes(
                  drained(
                      files.open(
                          translation.item(call.item()),
                          ByteRange.of(call.from(), call.length()))))));
    }
    return Optional.empty();
  }

  /** Reads a file in both ways that there are. */
  static byte[] read(ChannelFiles files, ItemId item) {
    byte[] opened = drained(files.open(item));
    ByteArrayOutputStream downloaded = new ByteArrayOutputStream();
    long count = files.download(item, downloaded);
    if (count != opened.length || !Arrays.equals(opened, downloaded.toByteArray())) {
      throw new AssertionError("open and download of " + item + " differ");
    }
    return opened;
  }

  private static byte[] drained(InputStream content) {
    try (content) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Outcome> listing(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.ListFolder call) {
      ListOptions options =
          new ListOptions(
              call.sort(),
              call.descending(),
              !call.mixed(),
              call.pending(),
              call.pageSize(),
              Optional.empty());
      var folder = translation.folder(call.folder());
      List<Item> items =
          pages(
              call.pageSize(),
              cursor -> files.list(folder, cursor.map(options::withCursor).orElse(options)));
      sameInAStream(items, files.stream(folder, options).toList());
      return Optional.of(Outcome.of(items));
    }
    if (operation instanceof Operation.ListTree call) {
      ListOptions options =
          ListOptions.DEFAULT
              .withPageSize(call.pageSize())
              .withFoldersFirst(!call.mixed())
              .withPending(call.pending());
      var folder = translation.folder(call.folder());
      List<Item> items =
          pages(
              call.pageSize(),
              cursor -> files.listTree(folder, cursor.map(options::withCursor).orElse(options)));
      sameInAStream(items, files.streamTree(folder, options).toList());
      return Optional.of(Outcome.of(items));
    }
    return listingMore(files, operation);
  }

  private Optional<Outcome> listingMore(ChannelFiles files, Operation operation) {
    if (operation instanceof Operation.ListTrash call) {
      List<Item> items = trash(files, call.pageSize());
      return Optional.of(
          Outcome.of(
              known -> items.stream().map(item -> Words.item(item, known)).sorted().toList()));
    }
    if (operation instanceof Operation.Changes call) {
      var changes = files.changes(call.after(), call.limit());
      return Optional.of(
          Outcome.of(
              known -> changes.stream().map(change -> Words.change(change, known)).toList()));
    }
    return Optional.empty();
  }

  /** Reads the trash page by page, the newest first. */
  static List<Item> trash(ChannelFiles files, int pageSize) {
    List<Item> items = pages(pageSize, cursor -> files.trashBin().list(cursor, pageSize));
    for (int i = 1; i < items.size(); i++) {
      if (items
          .get(i)
          .deletedAt()
          .orElseThrow()
          .isAfter(items.get(i - 1).deletedAt().orElseThrow())) {
        throw new AssertionError("the trash is not listed the newest first");
      }
    }
    return items;
  }

  private static List<Item> pages(int pageSize, Function<Optional<Cursor>, Page<Item>> next) {
    List<Item> items = new ArrayList<>();
    Page<Item> page = next.apply(Optional.empty());
    items.addAll(page.items());
    while (page.next().isPresent()) {
      if (page.items().isEmpty()) {
        throw new AssertionError("an empty page promises another one");
      }
      page = next.apply(page.next());
      items.addAll(page.items());
      if (page.items().size() > pageSize) {
        throw new AssertionError("a page has " + page.items().size() + " of " + pageSize);
      }
    }
    return items;
  }

  private static void sameInAStream(List<Item> pages, List<Item> stream) {
    if (!pages.equals(stream)) {
      throw new AssertionError("pages and stream differ: " + pages + " and " + stream);
    }
  }

  private Outcome ofLibrary(Operation operation) {
    if (operation instanceof Operation.Collect) {
      return Outcome.of(Words.report(library.collect()));
    }
    ChannelSpec spec = translation.spec(operation.channel());
    if (operation instanceof Operation.CreateChannel) {
      return Outcome.of(Words.channel(library.createChannel(spec)));
    }
    if (operation instanceof Operation.EnsureChannel) {
      return Outcome.of(Words.channel(library.ensureChannel(spec)));
    }
    if (operation instanceof Operation.FlipCase) {
      return Outcome.of(
          Words.channel(library.updateChannel(spec.withCaseSensitive(!spec.caseSensitive()))));
    }
    if (operation instanceof Operation.Quota call) {
      return Outcome.of(
          Words.channel(
              library.updateChannel(call.bytes() < 0 ? spec : spec.withQuotaBytes(call.bytes()))));
    }
    throw new IllegalArgumentException("no call stands for " + operation);
  }
}
