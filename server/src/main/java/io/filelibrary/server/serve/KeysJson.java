package io.filelibrary.server.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.access.Caller;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The text of the file of keys: {@code {"version": 1, "keys": [...]}}. */
final class KeysJson {
  private static final int VERSION = 1;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private KeysJson() {}

  /**
   * One line of the file.
   *
   * @param key what is known of the key
   * @param sha256 the hash of its text, 64 hexadecimal digits in lower case
   */
  record Entry(ApiKey key, String sha256) {}

  static byte[] write(Map<String, Entry> entries) throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.put("version", VERSION);
    ArrayNode keys = document.putArray("keys");
    for (Entry entry : entries.values()) {
      ApiKey key = entry.key();
      keys.addObject()
          .put("id", key.id())
          .put("sha256", entry.sha256())
          .put("tenant", key.caller().tenant().value())
          .put("actor", key.caller().actor().value())
          .put("created", key.created().toString())
          .put("note", key.note());
    }
    return JSON.writeValueAsBytes(document);
  }

  /**
   * Reads the text.
   *
   * @throws IOException if it is not such a text; the message says what is wrong, and no content
   */
  static Map<String, Entry> read(byte[] text) throws IOException {
    JsonNode document = parse(text);
    if (!document.path("version").isInt() || document.path("version").intValue() != VERSION) {
      throw new IOException("it is not of version " + VERSION);
    }
    if (!document.path("keys").isArray()) {
      throw new IOException("it has no list of keys");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (JsonNode each : document.path("keys")) {
      Entry entry = entry(each, entries.size() + 1);
      if (entries.putIfAbsent(entry.key().id(), entry) != null) {
        throw new IOException("two keys have the id " + entry.key().id());
      }
    }
    return entries;
  }

  private static JsonNode parse(byte[] text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // Not the message of Jackson, which may quote the text.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IOException("it is no JSON at line " + line, e);
    }
  }

  private static Entry entry(JsonNode node, int number) throws IOException {
    try {
      String id = text(node, "id");
      String sha256 = text(node, "sha256");
      if (!SHA256.matcher(sha256).matches() || id.isEmpty()) {
        throw new IllegalArgumentException("no hash or no id");
      }
      Caller caller =
          new Caller(TenantId.of(text(node, "tenant")), ActorId.of(text(node, "actor")));
      Instant created = Instant.parse(text(node, "created"));
      return new Entry(new ApiKey(id, caller, created, node.path("note").asText("")), sha256);
    } catch (RuntimeException e) {
      throw new IOException("its key number " + number + " is not whole", e);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value.textValue();
  }
}
