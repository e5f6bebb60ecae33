package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.filelibrary.spi.ContentKey;
import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the created objects of a storage in the messages of its store. */
final class NotificationReader {
  static final int MAX_LENGTH = 1 << 20;
  static final int MAX_DEPTH = 32;

  private static final String TEST_EVENT = "s3:TestEvent";
  private static final String SHAPES =
      "a JSON object with Records, an SNS notification, an EventBridge event or an s3:TestEvent is"
          + " expected";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final KeyLayout layout;

  NotificationReader(KeyLayout layout) {
    this.layout = layout;
  }

  /** Returns the keys of the objects that a message says were created, each once. */
  List<ContentKey> created(String message) {
    JsonNode parsed = parse(message);
    boolean sns = parsed.path("Type").isTextual() && parsed.path("Message").isTextual();
    return List.copyOf(sns ? inEnvelope(parsed) : inEvent(parsed));
  }

  private static JsonNode parse(String message) {
    if (message.length() > MAX_LENGTH) {
      throw new InvalidNotification(
          "at most " + MAX_LENGTH + " characters are expected, not " + message.length());
    }
    try {
      JsonNode parsed = MAPPER.readTree(message);
      if (!parsed.isObject()) {
        throw new InvalidNotification(SHAPES);
      }
      return parsed;
    } catch (StreamConstraintsException e) {
      throw new InvalidNotification(
          "at most "
              + MAX_DEPTH
              + " levels, numbers of at most 1000 digits and names of at most 50000 characters are"
              + " expected",
          e);
    } catch (JsonProcessingException e) {
      throw new InvalidNotification(
          "one JSON object that has no key twice, and nothing after it, is expected; it is not from"
              + " "
              + place(e.getLocation())
              + " on",
          e);
    }
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** SNS carries the store's message as a text within its own. */
  private Set<ContentKey> inEnvelope(JsonNode envelope) {
    if (!envelope.get("Type").textValue().equals("Notification")) {
      throw new InvalidNotification(
          "an SNS message of the type Notification is expected; a subscription is confirmed by its"
              + " SubscribeURL, which is never fetched here");
    }
    return inEvent(parse(envelope.get("Message").textValue()));
  }

  private Set<ContentKey> inEvent(JsonNode event) {
    if (event.has("Records")) {
      return inRecords(event.get("Records"));
    }
    if (event.path("detail-type").isTextual() && event.path("detail").isObject()) {
      return inEventBridge(event);
    }
    if (TEST_EVENT.equals(event.path("Event").textValue())) {
      return Set.of();
    }
    throw new InvalidNotification(SHAPES);
  }

  private Set<ContentKey> inRecords(JsonNode records) {
    Set<ContentKey> keys = new LinkedHashSet<>();
    // MinIO can be asked to send null from time to time, to show that the connection lives.
    if (!records.isArray() && !records.isNull()) {
      throw new InvalidNotification("Records is expected to be an array");
    }
    for (JsonNode record : records) {
      if (isCreation(text(record, "eventName"))) {
        JsonNode s3 = record.path("s3");
        String bucket = text(s3.path("bucket"), "name");
        decoded(text(s3.path("object"), "key"))
            .flatMap(name -> layout.keyOfArrival(new Location(bucket, name)))
            .ifPresent(keys::add);
      }
    }
    return keys;
  }

  private Set<ContentKey> inEventBridge(JsonNode event) {
    if (!event.path("detail-type").textValue().equals("Object Created")) {
      return Set.of();
    }
    JsonNode detail = event.path("detail");
    String bucket = text(detail.path("bucket"), "name");
    String name = text(detail.path("object"), "key");
    return layout.keyOfArrival(new Location(bucket, name)).map(Set::of).orElse(Set.of());
  }

  /** Whether an object came to be there; Ceph tells so of one from another zone too. */
  private static boolean isCreation(String eventName) {
    String bare = eventName.startsWith("s3:") ? eventName.substring(3) : eventName;
    return bare.startsWith("ObjectCreated:") || bare.equals("ObjectSynced:Create");
  }

  /**
   * The name of an object in a record. AWS and the webhooks of MinIO encode it as a URL's query;
   * Ceph 16 and the listening to MinIO do not. What the storage's own names are made of is the same
   * in both, so that decoding always is right for them.
   */
  private static Optional<String> decoded(String name) {
    try {
      return Optional.of(URLDecoder.decode(name, UTF_8));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode parent, String field) {
    String text = parent.path(field).textValue();
    if (text == null) {
      throw new InvalidNotification(
          "the eventName of each record, and the s3.bucket.name and s3.object.key (detail.bucket"
              + ".name and detail.object.key by EventBridge) of a created object, are expected to"
              + " be texts; "
              + field
              + " is not");
    }
    return text;
  }
}
