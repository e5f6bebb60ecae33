package io.filelibrary.http.tus;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import io.filelibrary.http.route.HttpFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client says of its file in {@code Upload-Metadata}: pairs of a key and a value in base64,
 * separated by commas. At most 8,192 characters and 64 pairs, without a key twice. Keys are
 * printable ASCII; values that are used are UTF-8, others may be any bytes.
 */
final class UploadMetadata {
  static final String HEADER = "Upload-Metadata";

  private static final int LONGEST = 8192;
  private static final int MOST_PAIRS = 64;
  private static final CharMatcher KEY =
      CharMatcher.inRange('!', '~').and(CharMatcher.isNot(',')).precomputed();

  private final Map<String, byte[]> values;

  private UploadMetadata(Map<String, byte[]> values) {
    this.values = values;
  }

  static UploadMetadata parse(String header) {
    if (header.length() > LONGEST) {
      throw invalid("it has at most " + LONGEST + " characters");
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    if (header.isBlank()) {
      return new UploadMetadata(values);
    }
    for (String pair : Splitter.on(',').trimResults(CharMatcher.anyOf(" \t")).split(header)) {
      int space = pair.indexOf(' ');
      String key = space < 0 ? pair : pair.substring(0, space);
      if (key.isEmpty() || !KEY.matchesAllOf(key)) {
        throw invalid("a key is printable ASCII, and a space follows it");
      }
      if (values.put(key, decoded(space < 0 ? "" : pair.substring(space + 1))) != null) {
        throw invalid("no key is there twice");
      }
      if (values.size() > MOST_PAIRS) {
        throw invalid("it has at most " + MOST_PAIRS + " pairs");
      }
    }
    return new UploadMetadata(values);
  }

  private static byte[] decoded(String value) {
    if (!BaseEncoding.base64().canDecode(value)) {
      throw invalid("a value is base64");
    }
    return BaseEncoding.base64().decode(value);
  }

  /** Returns a value; empty if its key is missing. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(UploadMetadata::utf8);
  }

  /**
   * Returns a value that may be left out. Clients in JavaScript send what they do not have as the
   * text of it, such as Uppy the relative path of a file that has none.
   */
  Optional<String> optional(String key) {
    return text(key)
        .filter(value -> !value.isEmpty() && !value.equals("null") && !value.equals("undefined"));
  }

  private static String utf8(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("a value that is used is UTF-8");
    }
  }

  private static HttpFailure invalid(String rule) {
    return HttpFailure.invalid(HEADER, rule);
  }
}
