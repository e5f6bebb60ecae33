package io.filelibrary.http.copilot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ContentDisposition;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Disposition;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers the calls below {@code /v1/files} that read, change and delete items. */
final class FileCalls {
  /** How many pages of the trash are looked through for what an item is. */
  private static final int TRASH_PAGES = 10;

  private final ContentUrls urls;
  private final ItemAnswer answers;

  FileCalls(ContentUrls urls, ItemAnswer answers) {
    this.urls = urls;
    this.answers = answers;
  }

  void retrieve(Exchange exchange) throws IOException {
    ItemId id = id(exchange);
    ChannelFiles files = exchange.library().filesWith(id);
    Item item = files.get(id);
    answer(exchange, item, answers.of(exchange, files, item));
  }

  void list(Exchange exchange) throws IOException {
    String channel =
        Parameters.text(exchange, "channelId")
            .orElseThrow(() -> HttpFailure.invalid("channelId", "it is required"));
    ChannelFiles files = exchange.library().files(ChannelId.of(channel));
    FolderRef folder = FolderRef.at(Parameters.text(exchange, "path").orElse(""));
    ListOptions options =
        ListOptions.DEFAULT.withPending(true).withPageSize(Parameters.limit(exchange));
    Optional<String> token = Parameters.text(exchange, Parameters.NEXT_TOKEN);
    Page<Item> page =
        subtree(files, folder, token.map(Cursor::new).map(options::withCursor).orElse(options));
    ObjectNode body = JsonText.MAPPER.createObjectNode();
    ArrayNode data = body.putArray("data");
    page.items().forEach(item -> data.add(answers.of(exchange, files, item)));
    page.next().ifPresent(next -> body.put(Parameters.NEXT_TOKEN, next.value()));
    exchange.answer(200, body);
  }

  /** The path is a filter: nothing is below one that leads to no folder. */
  private static Page<Item> subtree(ChannelFiles files, FolderRef folder, ListOptions options) {
    try {
      return files.listTree(folder, options);
    } catch (FileLibraryException e) {
      if (e.code() == ErrorCode.ITEM_NOT_FOUND || e.code() == ErrorCode.NOT_A_FOLDER) {
        return new Page<>(List.of(), Optional.empty());
      }
      throw e;
    }
  }

  void patch(Exchange exchange) throws IOException {
    ItemId id = id(exchange);
    OptionalLong expected = EntityTag.expected(exchange);
    ItemPatch patch = ItemPatch.read(JsonFields.of(exchange.json()));
    ChannelFiles files = exchange.library().filesWith(id);
    Item changed = patch.apply(files, id, expected);
    answer(exchange, changed, answers.changed(exchange, files, changed));
  }

  void delete(Exchange exchange) throws IOException {
    ItemId id = id(exchange);
    OptionalLong expected = EntityTag.expected(exchange);
    ChannelFiles files = exchange.library().filesWith(id);
    Optional<ItemKind> kind = kind(files, id);
    files.delete(id, new DeleteOptions(false, expected));
    ObjectNode body = JsonText.MAPPER.createObjectNode();
    body.put("id", id.toString());
    kind.ifPresent(known -> body.put("object", known.word()));
    body.put("deleted", true);
    exchange.answer(200, body);
  }

  /** What an item is, be it living or among the last that went to the trash. */
  private static Optional<ItemKind> kind(ChannelFiles files, ItemId id) {
    try {
      return Optional.of(files.get(id).kind());
    } catch (ItemNotFound e) {
      return trashedKind(files, id);
    }
  }

  private static Optional<ItemKind> trashedKind(ChannelFiles files, ItemId id) {
    Optional<Cursor> next = Optional.empty();
    for (int i = 0; i < TRASH_PAGES; i++) {
      Page<Item> page = files.trashBin().list(next, ListOptions.MAX_PAGE_SIZE);
      Optional<Item> found = page.items().stream().filter(item -> item.id().equals(id)).findFirst();
      next = page.next();
      if (found.isPresent() || next.isEmpty()) {
        return found.map(Item::kind);
      }
    }
    return Optional.empty();
  }

  /** The deprecated call for a URL alone. */
  void downloadUrl(Exchange exchange) throws IOException {
    ItemId id = id(exchange);
    ChannelFiles files = exchange.library().filesWith(id);
    FileItem file = completed(files.get(id));
    String url = urls.download(exchange.base(), exchange.caller(), files, file).toString();
    exchange.answer(200, JsonText.MAPPER.createObjectNode().put("downloadUrl", url));
  }

  /**
   * The deprecated call for the bytes. They come through this servlet also where the storage has
   * URLs of its own: a client that follows a redirection would send its key there. Their number is
   * not told in advance, since a new version may come between; an answer that is not whole ends
   * without the end of its chunks.
   */
  void download(Exchange exchange) throws IOException {
    ItemId id = id(exchange);
    ChannelFiles files = exchange.library().filesWith(id);
    FileItem file = completed(files.get(id));
    try (InputStream bytes = files.open(id)) {
      HttpServletResponse response = exchange.response();
      response.setContentType(file.contentType().value());
      response.setHeader(
          "Content-Disposition", ContentDisposition.of(file, Disposition.ATTACHMENT).value());
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
      response.setHeader("Cache-Control", "private, no-store");
      bytes.transferTo(response.getOutputStream());
    }
  }

  private static FileItem completed(Item item) {
    if (!(item instanceof FileItem file)) {
      throw new NotAFile(item.id().toString());
    }
    if (file.status() != FileStatus.COMPLETED) {
      throw new FilePending(item.id().toString());
    }
    return file;
  }

  private static void answer(Exchange exchange, Item item, ObjectNode body) throws IOException {
    exchange.response().setHeader("ETag", EntityTag.of(item));
    exchange.answer(200, body);
  }

  private static ItemId id(Exchange exchange) {
    return ItemId.parse(exchange.path("id"));
  }
}
