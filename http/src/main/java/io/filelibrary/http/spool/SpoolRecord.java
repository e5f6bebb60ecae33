package io.filelibrary.http.spool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.route.JsonText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is to be known of an upload besides its bytes, kept as JSON beside them.
 *
 * @param upload the library's id of the upload, which names the files in the spool
 * @param file the id of the pending file
 * @param channel the channel, for whoever looks into the spool
 * @param actor who sends the bytes, for whoever looks into the spool
 * @param generation random; an upload that is created again for the same pending file has another
 * @param length how many bytes will come, from 0; empty while the client has not said it
 * @param maxSize the most bytes that are taken
 * @param metadata the client's own text, of printable ASCII
 * @param expiresAt when the upload ends
 * @param verified how many bytes count although the file may hold more, while a chunk is received
 *     whose checksum is not verified yet
 */
public record SpoolRecord(
    UUID upload,
    UUID file,
    String channel,
    String actor,
    UUID generation,
    OptionalLong length,
    long maxSize,
    Optional<String> metadata,
    Instant expiresAt,
    OptionalLong verified) {
  private static final int VERSION = 1;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public SpoolRecord {
    if (length.orElse(0) < 0 || maxSize < 0 || verified.orElse(0) < 0) {
      throw new IllegalArgumentException("a size is at least 0 bytes");
    }
  }

  SpoolRecord withLength(long bytes) {
    return new SpoolRecord(
        upload,
        file,
        channel,
        actor,
        generation,
        OptionalLong.of(bytes),
        maxSize,
        metadata,
        expiresAt,
        verified);
  }

  SpoolRecord withVerified(OptionalLong bytes) {
    return new SpoolRecord(
        upload, file, channel, actor, generation, length, maxSize, metadata, expiresAt, bytes);
  }

  /** How many bytes may come in all. */
  long limit() {
    return length.orElse(maxSize);
  }

  byte[] toJson() throws IOException {
    ObjectNode json = JsonText.MAPPER.createObjectNode();
    json.put("version", VERSION);
    json.put("upload", upload.toString());
    json.put("file", file.toString());
    json.put("channel", channel);
    json.put("actor", actor);
    json.put("generation", generation.toString());
    length.ifPresent(bytes -> json.put("length", bytes));
    json.put("maxSize", maxSize);
    metadata.ifPresent(text -> json.put("metadata", text));
    json.put("expiresAt", expiresAt.toString());
    verified.ifPresent(bytes -> json.put("verified", bytes));
    return JsonText.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  static SpoolRecord parse(byte[] text) throws IOException {
    JsonNode json = JsonText.MAPPER.readTree(text);
    if (json.path("version").asInt() != VERSION) {
      throw new IOException("a record of the spool has version 1");
    }
    try {
      return new SpoolRecord(
          UUID.fromString(json.path("upload").asText()),
          UUID.fromString(json.path("file").asText()),
          json.path("channel").asText(),
          json.path("actor").asText(),
          UUID.fromString(json.path("generation").asText()),
          number(json.path("length")),
          json.path("maxSize").asLong(),
          Optional.ofNullable(json.path("metadata").textValue()),
          Instant.parse(json.path("expiresAt").asText()),
          number(json.path("verified")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("a record of the spool has another form", e);
    }
  }

  private static OptionalLong number(JsonNode value) {
    return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }
}
