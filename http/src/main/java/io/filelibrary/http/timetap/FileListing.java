package io.filelibrary.http.timetap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers {@code GET /files}: a bare array of file objects, each folder before what it holds,
 * siblings by name. It is written while the tree is read, page by page, so that memory does not
 * grow with the tree; when reading fails in the middle, the connection breaks.
 *
 * <p>{@code pageNumber} and {@code pageSize}, which the published endpoint does not have, cut pages
 * by count: a page costs the reading of all items before it, and what comes or goes meanwhile
 * shifts the pages that follow.
 */
final class FileListing {
  private static final ListOptions ORDER = ListOptions.DEFAULT.withPageSize(500);
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int DEFAULT_PAGE_SIZE = 25;

  private final FileObjects objects;
  private final TimeTapOptions options;

  FileListing(FileObjects objects, TimeTapOptions options) {
    this.objects = objects;
    this.options = options;
  }

  void answer(Exchange exchange) throws IOException {
    Optional<String> type = exchange.query(FileType.FIELD);
    Optional<FolderRef> folder =
        exchange.query(FolderField.NAME).map(text -> FolderRef.of(FolderField.id(text)));
    long size = count(exchange, "pageSize").orElse(DEFAULT_PAGE_SIZE);
    if (size > ListOptions.MAX_PAGE_SIZE) {
      throw HttpFailure.invalid("pageSize", "a page has 1 to " + ListOptions.MAX_PAGE_SIZE);
    }
    Optional<Integer> number = count(exchange, "pageNumber");
    Business business = Business.of(exchange, options);
    exchange.query(Business.ID).ifPresent(business::require);
    Stream<Item> items =
        folder
            .map(parent -> business.files().stream(parent, ORDER))
            .orElseGet(() -> business.files().streamTree(FolderRef.root(), ORDER));
    if (type.isPresent()) {
      items = items.filter(item -> FileType.of(item).equals(type.get()));
    }
    if (number.isPresent() || exchange.query("pageSize").isPresent()) {
      items = items.skip((number.orElse(1) - 1) * size).limit(size);
    }
    write(exchange, business, items.iterator());
  }

  private void write(Exchange exchange, Business business, Iterator<Item> items)
      throws IOException {
    // What can fail at once, such as a folder that is not there, fails before the answer begins.
    boolean more = items.hasNext();
    exchange.beginJson(200);
    JsonGenerator json =
        JsonText.MAPPER
            .getFactory()
            .createGenerator(exchange.response().getOutputStream())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    // Closed at the good end alone: closing writes what is missing, and a broken answer would look
    // whole.
    json.writeStartArray();
    for (; more; more = items.hasNext()) {
      Optional<ObjectNode> object = object(exchange, business, items.next());
      if (object.isPresent()) {
        JsonText.MAPPER.writeTree(json, object.get());
      }
    }
    json.writeEndArray();
    json.close();
  }

  /** What was deleted since its page was read is left out. */
  private Optional<ObjectNode> object(Exchange exchange, Business business, Item item) {
    try {
      return Optional.of(objects.of(exchange, business, item));
    } catch (ItemNotFound e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> count(Exchange exchange, String name) {
    return exchange
        .query(name)
        .map(
            text -> {
              if (!COUNT.matcher(text).matches()) {
                throw HttpFailure.invalid(name, "it is a whole number from 1");
              }
              return Integer.valueOf(text);
            });
  }
}
