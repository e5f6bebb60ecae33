package io.filelibrary.http.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * JSON as requests may have it: one object, without duplicate keys and without text behind it, at
 * most 20 levels deep, numbers of at most 100 digits.
 */
public final class JsonText {
  /** Reads requests and writes answers; never changed once it is made. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonText() {}

  /** Reads an object. */
  static ObjectNode object(byte[] text) {
    JsonNode read;
    try {
      read = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw HttpFailure.invalid("body", "it is one JSON object; " + position(e));
    } catch (IOException e) {
      throw HttpFailure.invalid("body", "it is one JSON object in UTF-8");
    }
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw HttpFailure.invalid("body", "it is one JSON object");
  }

  /** Where it is wrong, without the text that is. */
  private static String position(JsonProcessingException e) {
    return e.getLocation() == null
        ? "this is none"
        : "this one is wrong at line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr();
  }
}
