package io.filelibrary.http.timetap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.Visibility;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers {@code POST /files}, which changes an object or creates a folder, and {@code DELETE
 * /files/{fileLibraryUUID}}. Each is one transaction of the library.
 */
final class FileUpdates {
  /** How often a change is tried when others change the same item. */
  private static final int ATTEMPTS = 5;

  private final FileObjects objects;
  private final TimeTapOptions options;

  FileUpdates(FileObjects objects, TimeTapOptions options) {
    this.objects = objects;
    this.options = options;
  }

  /** Answers {@code POST /files}. */
  void save(Exchange exchange) throws IOException {
    FileRequest request = FileRequest.read(exchange.json());
    Business business = Business.of(exchange, options);
    business.require(request.business());
    ObjectNode answer =
        request.id().isPresent()
            ? change(exchange, business, request.id().get(), request)
            : create(exchange, business, request);
    exchange.answer(200, answer);
  }

  private ObjectNode create(Exchange exchange, Business business, FileRequest request) {
    if (!request.type().equals(FileType.FOLDER)) {
      throw HttpFailure.invalid(
          FileType.FIELD,
          "without fileLibraryUUID it is FOLDER, for a new folder; a file comes by POST"
              + " /businessWeb/fileUploadS3.do");
    }
    if (request.deleted().orElse(false)) {
      throw HttpFailure.invalid("deleted", "a new folder is not deleted");
    }
    CreateOptions create =
        CreateOptions.DEFAULT
            .withVisibility(request.visibility().orElse(Visibility.PRIVATE))
            .withAttributes(request.attributes());
    FolderRef parent = request.folder().orElseGet(FolderRef::root);
    Destination place = Destination.in(parent, request.name());
    return objects.changed(exchange, business, business.files().createFolder(place, create));
  }

  private ObjectNode change(Exchange exchange, Business business, ItemId id, FileRequest request) {
    ChannelFiles files = business.files();
    Optional<Item> living = living(files, id);
    if (living.isEmpty()) {
      return restore(exchange, business, id, request);
    }
    if (request.deleted().orElse(false)) {
      requireNoOther(request, living.get());
      ObjectNode before = objects.of(exchange, business, living.get());
      return FileObjects.trashed(before, files.trash(id));
    }
    return objects.changed(exchange, business, update(files, living.get(), request));
  }

  /** Others may change the item between reading and writing it: their attributes must stay. */
  private static Item update(ChannelFiles files, Item read, FileRequest request) {
    Item item = read;
    for (int attempt = 1; ; attempt++) {
      try {
        return files.update(
            item.id(), request.changesTo(item).withExpectedRevision(item.revision()));
      } catch (StaleRevision e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        item = files.get(item.id());
      }
    }
  }

  private ObjectNode restore(Exchange exchange, Business business, ItemId id, FileRequest request) {
    Item trashed =
        inTrash(business.files(), id)
            .filter(item -> request.deleted().filter(wanted -> !wanted).isPresent())
            .orElseThrow(() -> new ItemNotFound(id.toString()));
    requireNoOther(request, trashed);
    return objects.changed(exchange, business, business.files().trashBin().restore(id));
  }

  private static void requireNoOther(FileRequest request, Item item) {
    if (request.changes(item)) {
      throw HttpFailure.invalid("deleted", "it changes alone; send other changes by themselves");
    }
  }

  /** Answers {@code DELETE /files/{fileLibraryUUID}} with the object as it was. */
  void delete(Exchange exchange) throws IOException {
    ItemId id = ItemId.parse(exchange.path("fileLibraryUUID"));
    Business business = Business.of(exchange, options);
    exchange.query(Business.ID).ifPresent(business::require);
    ChannelFiles files = business.files();
    Item item =
        living(files, id)
            .or(() -> inTrash(files, id))
            .orElseThrow(() -> new ItemNotFound(id.toString()));
    ObjectNode before = objects.of(exchange, business, item);
    files.delete(id, DeleteOptions.DEFAULT);
    exchange.answer(200, FileObjects.trashed(before, item));
  }

  /** An item that is no pending file, which this API does not know. */
  private static Optional<Item> living(ChannelFiles files, ItemId id) {
    try {
      return Optional.of(files.get(id))
          .filter(item -> !(item instanceof FileItem file && file.status() == FileStatus.PENDING));
    } catch (ItemNotFound e) {
      return Optional.empty();
    }
  }

  /** Looks through the trash, which tells no item by its id. */
  private static Optional<Item> inTrash(ChannelFiles files, ItemId id) {
    Optional<Cursor> next = Optional.empty();
    do {
      Page<Item> page = files.trashBin().list(next, ListOptions.MAX_PAGE_SIZE);
      Optional<Item> found = page.items().stream().filter(item -> item.id().equals(id)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      next = page.next();
    } while (next.isPresent());
    return Optional.empty();
  }
}
