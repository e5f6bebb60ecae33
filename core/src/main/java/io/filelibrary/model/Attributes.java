package io.filelibrary.model;

import io.filelibrary.error.InvalidAttribute;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The host's own text pairs on an item or a channel. At most 64 pairs; a key has 1 to 128 bytes in
 * UTF-8 and no control characters, a value at most 4,096 bytes; 16,384 bytes in all. Texts come
 * back as given.
 *
 * @param values the pairs, sorted by key, unmodifiable
 */
public record Attributes(SortedMap<String, String> values) {
  /** No attributes. */
  public static final Attributes NONE = new Attributes(new TreeMap<>());

  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY_BYTES = 128;
  private static final int MAX_VALUE_BYTES = 4096;
  private static final int MAX_TOTAL_BYTES = 16384;

  /**
   * Copies and checks the pairs.
   *
   * @throws InvalidAttribute if a pair breaks the rule, or there are too many
   */
  public Attributes {
    TreeMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(values);
    if (sorted.size() > MAX_PAIRS) {
      throw new InvalidAttribute(sorted.lastKey(), "there are at most 64 attributes");
    }
    int total = 0;
    for (Map.Entry<String, String> pair : sorted.entrySet()) {
      total += checkedBytes(pair);
    }
    if (total > MAX_TOTAL_BYTES) {
      throw new InvalidAttribute(sorted.firstKey(), "attributes have at most 16384 bytes in all");
    }
    values = Collections.unmodifiableSortedMap(sorted);
  }

  /**
   * Creates attributes.
   *
   * @param values the pairs
   * @return the attributes, sorted by key
   * @throws InvalidAttribute if a pair breaks the rule, or there are too many
   */
  public static Attributes of(Map<String, String> values) {
    return new Attributes(new TreeMap<>(values));
  }

  /**
   * Returns one value.
   *
   * @param key the key
   * @return the value, or empty where there is none under this key
   */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static int checkedBytes(Map.Entry<String, String> pair) {
    String key = pair.getKey();
    int keyBytes = bytes(key, key);
    int valueBytes = bytes(key, pair.getValue());
    if (keyBytes == 0 || keyBytes > MAX_KEY_BYTES) {
      throw new InvalidAttribute(key, "an attribute's key has 1 to 128 bytes in UTF-8");
    }
    if (key.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidAttribute(key, "an attribute's key has no control characters");
    }
    if (valueBytes > MAX_VALUE_BYTES) {
      throw new InvalidAttribute(key, "an attribute's value has at most 4096 bytes in UTF-8");
    }
    return keyBytes + valueBytes;
  }

  private static int bytes(String key, String text) {
    if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidAttribute(key, "an attribute has no NUL and no lone surrogates");
    }
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
