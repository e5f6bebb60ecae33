package io.filelibrary.http.route;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the path and the query of a request as they were sent. Containers decode a path as a whole,
 * which hides whether a slash was a separator; and they take what is not UTF-8 for something else.
 */
final class RawUrl {
  private static final Splitter PAIRS = Splitter.on('&').omitEmptyStrings();

  /** What stands for itself, in forms, too. */
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('!', '~').and(CharMatcher.noneOf("%+")).precomputed();

  private RawUrl() {}

  /** Returns the segments of a path that begins with a slash; a slash at the end says nothing. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!inner.startsWith("/")) {
      return segments;
    }
    for (String raw : Splitter.on('/').split(inner.substring(1))) {
      segments.add(decoded(raw, false, "path"));
    }
    return segments;
  }

  /** Returns the parameters of a query, each with its values in order. */
  static Map<String, List<String>> query(String query) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String pair : PAIRS.split(query)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true, "query");
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true, "query");
      parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return parameters;
  }

  private static String decoded(String raw, boolean form, String where) {
    if (PLAIN.matchesAllOf(raw)) {
      return raw;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(escaped(raw, i, where));
        i += 2;
      } else if (c == '+' && form) {
        bytes.write(' ');
      } else if (c > 0x20 && c < 0x7f) {
        bytes.write(c);
      } else {
        throw HttpFailure.invalid(where, "what is not printable ASCII is percent-encoded UTF-8");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw HttpFailure.invalid(where, "percent-encoded bytes are UTF-8");
    }
  }

  private static int escaped(String raw, int at, String where) {
    int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw HttpFailure.invalid(where, "a percent sign is followed by two hexadecimal digits");
    }
    return high * 16 + low;
  }
}
