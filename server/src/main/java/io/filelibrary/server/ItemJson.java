package io.filelibrary.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.filelibrary.model.Change;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemHeader;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.Stamp;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Items and changes as JSON, written as they come: either one document with a list, or a line for
 * each. Fields are only ever added.
 */
final class ItemJson implements AutoCloseable {
  // What fails half-way must not look like a whole document.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;

  private ItemJson(OutputStream target) throws IOException {
    this.json = FACTORY.createGenerator(target);
  }

  static ItemJson on(OutputStream target) throws IOException {
    return new ItemJson(target);
  }

  /** Begins one document that has a list of items. */
  void beginDocument() throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
  }

  void endDocument() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    endLine();
  }

  /** Ends a line, for JSON lines. */
  void endLine() throws IOException {
    json.writeRaw('\n');
  }

  void write(Item item) throws IOException {
    ItemHeader header = item.header();
    json.writeStartObject();
    json.writeStringField("id", item.id().toString());
    json.writeStringField("kind", item.kind().word());
    json.writeStringField("name", item.name().value());
    json.writeStringField("path", item.path().toString());
    writeParent(item.parent());
    if (item instanceof FileItem file) {
      writeContent(file);
    } else if (item instanceof LinkItem link) {
      json.writeStringField("url", link.linkUrl().value());
    }
    writeStamp("created", header.created());
    writeStamp("updated", header.updated());
    json.writeNumberField("revision", item.revision());
    if (item.deletedAt().isPresent()) {
      json.writeStringField("deletedAt", item.deletedAt().get().toString());
    }
    json.writeStringField("visibility", item.visibility().name().toLowerCase(Locale.ROOT));
    writeTexts("attributes", item.attributes().values());
    json.writeEndObject();
  }

  void write(Change change) throws IOException {
    json.writeStartObject();
    json.writeNumberField("sequence", change.sequence());
    json.writeStringField("action", change.action().name().toLowerCase(Locale.ROOT));
    json.writeStringField("kind", change.kind().word());
    json.writeStringField("id", change.item().toString());
    writeParent(change.parent());
    json.writeStringField("name", change.name().value());
    json.writeNumberField("revision", change.revision());
    json.writeStringField("at", change.stamp().at().toString());
    json.writeStringField("by", change.stamp().by().value());
    writeTexts("previous", change.previous());
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private void writeParent(Optional<ItemId> parent) throws IOException {
    if (parent.isPresent()) {
      json.writeStringField("parent", parent.get().toString());
    } else {
      json.writeNullField("parent");
    }
  }

  private void writeContent(FileItem file) throws IOException {
    json.writeNumberField("size", file.size());
    json.writeStringField("contentType", file.contentType().value());
    if (file.sha256().isPresent()) {
      json.writeStringField("sha256", file.sha256().get().hex());
    }
    json.writeNumberField("version", file.version());
  }

  private void writeStamp(String what, Stamp stamp) throws IOException {
    json.writeStringField(what + "At", stamp.at().toString());
    json.writeStringField(what + "By", stamp.by().value());
  }

  private void writeTexts(String field, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }
}
