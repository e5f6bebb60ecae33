package io.filelibrary.http.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The properties of a JSON object, read by the types that an endpoint expects. A property that is
 * null counts as missing; one of another type is refused with status 400 and its name. Properties
 * that nobody asks for are ignored.
 */
public final class JsonFields {
  private final ObjectNode object;

  private JsonFields(ObjectNode object) {
    this.object = object;
  }

  /**
   * Reads an object.
   *
   * @param object the object, such as {@link Exchange#json}
   * @return its properties
   */
  public static JsonFields of(ObjectNode object) {
    return new JsonFields(object);
  }

  /**
   * Says whether a property is there, be it null.
   *
   * @param name its name
   * @return whether it is there
   */
  public boolean has(String name) {
    return object.has(name);
  }

  /**
   * Reads a text.
   *
   * @param name the property's name
   * @return its value, or empty if it is missing
   * @throws HttpFailure if it is something else
   */
  public Optional<String> text(String name) {
    return value(name).map(node -> textOf(name, node));
  }

  /**
   * Reads a text that has to be there.
   *
   * @param name the property's name
   * @return its value
   * @throws HttpFailure if it is missing or something else
   */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> HttpFailure.invalid(name, "it is required"));
  }

  /**
   * Reads a whole number.
   *
   * @param name the property's name
   * @return its value, or empty if it is missing
   * @throws HttpFailure if it is something else, has a fraction or an exponent, or does not fit
   *     into 64 bits
   */
  public OptionalLong wholeNumber(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    JsonNode node = value.get();
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw HttpFailure.invalid(name, "it is a whole number of at most 64 bits");
    }
    return OptionalLong.of(node.longValue());
  }

  /**
   * Reads a boolean.
   *
   * @param name the property's name
   * @return its value, or empty if it is missing
   * @throws HttpFailure if it is something else
   */
  public Optional<Boolean> flag(String name) {
    return value(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw HttpFailure.invalid(name, "it is true or false");
              }
              return node.booleanValue();
            });
  }

  /**
   * Reads a list of texts.
   *
   * @param name the property's name
   * @return its elements in order, or empty if it is missing
   * @throws HttpFailure if it is something else, or one of the elements is
   */
  public Optional<List<String>> texts(String name) {
    return value(name)
        .map(
            node -> {
              if (!node.isArray()) {
                throw HttpFailure.invalid(name, "it is a list of texts");
              }
              List<String> texts = new ArrayList<>();
              node.forEach(element -> texts.add(textOf(name, element)));
              return Collections.unmodifiableList(texts);
            });
  }

  /**
   * Reads an object.
   *
   * @param name the property's name
   * @return its properties, or empty if it is missing
   * @throws HttpFailure if it is something else
   */
  public Optional<JsonFields> object(String name) {
    return value(name)
        .map(
            node -> {
              if (node instanceof ObjectNode inner) {
                return new JsonFields(inner);
              }
              throw HttpFailure.invalid(name, "it is an object");
            });
  }

  /**
   * Reads an object whose properties are texts, or null.
   *
   * @param name the property's name
   * @return its properties by their names, with an empty value for those that are null; empty if
   *     the object is missing
   * @throws HttpFailure if it is something else, or one of its properties is
   */
  public Optional<SortedMap<String, Optional<String>>> textPairs(String name) {
    return object(name)
        .map(
            inner -> {
              SortedMap<String, Optional<String>> pairs = new TreeMap<>();
              for (Map.Entry<String, JsonNode> pair : inner.object.properties()) {
                JsonNode node = pair.getValue();
                pairs.put(
                    pair.getKey(),
                    node.isNull() ? Optional.empty() : Optional.of(textOf(name, node)));
              }
              return pairs;
            });
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private static String textOf(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw HttpFailure.invalid(name, "it is a text, or has texts alone");
    }
    return node.textValue();
  }
}
