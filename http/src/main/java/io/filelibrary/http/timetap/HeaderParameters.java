package io.filelibrary.http.timetap;

import io.filelibrary.http.route.HttpFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header with parameters, such as {@code form-data; name="file"}. Values in quotation marks are
 * read as RFC 9110 has them; those of extended parameters ({@code filename*}) are not decoded.
 *
 * @param value what is before the parameters, in lower case
 * @param parameters by their names in lower case
 */
record HeaderParameters(String value, Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

  /** No part gives back what it took, so that no text takes long to refuse. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[ \\t]*+(?<name>%s)[ \\t]*+=[ \\t]*+(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>[^;\"]*+))[ \\t]*+(?:;[ \\t]*+|$)"
              .formatted(TOKEN));

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  /** Reads a header; of parameters that are there twice it is refused. */
  static HeaderParameters parse(String header, String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return new HeaderParameters(text.strip().toLowerCase(Locale.ROOT), Map.of());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    int at = semicolon + 1;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        throw HttpFailure.invalid(header, "its parameters are name=value, or name=\"value\"");
      }
      String name = matcher.group("name").toLowerCase(Locale.ROOT);
      if (parameters.put(name, value(matcher)) != null) {
        throw HttpFailure.invalid(header, "it has each parameter once");
      }
      at = matcher.end();
    }
    return new HeaderParameters(
        text.substring(0, semicolon).strip().toLowerCase(Locale.ROOT), parameters);
  }

  private static String value(Matcher matcher) {
    String quoted = matcher.group("quoted");
    return quoted == null
        ? matcher.group("plain").strip()
        : ESCAPED.matcher(quoted).replaceAll("$1");
  }

  /** A parameter. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
