package io.filelibrary.http.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form of paths: fixed segments, variables for one segment such as <code>{id}</code>, and at the
 * end a variable for all that follow, such as <code>{id...}</code>.
 */
public final class PathTemplate {
  private static final String REST = "...}";

  private final String text;
  private final List<String> segments;

  private PathTemplate(String text) {
    this.text = text;
    this.segments = List.of(text.substring(1).split("/"));
  }

  /**
   * Reads a template.
   *
   * @param text such as <code>/v1/files/{id}</code>
   * @return the template
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public static PathTemplate parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash, not " + text);
    }
    return new PathTemplate(text);
  }

  /**
   * Compares a path.
   *
   * @param path its segments, decoded
   * @return the values of the variables, or empty if the path has another form; what a variable for
   *     all that follows stands for is joined by slashes
   */
  Optional<Map<String, String>> match(List<String> path) {
    if (!fits(path)) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.endsWith(REST)) {
        variables.put(
            segment.substring(1, segment.length() - REST.length()),
            String.join("/", path.subList(i, path.size())));
      } else if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      }
    }
    return Optional.of(variables);
  }

  /** Each request is held against nearly all templates, of which one fits. */
  private boolean fits(List<String> path) {
    int last = segments.size() - 1;
    boolean open = segments.get(last).endsWith(REST);
    if (open ? path.size() <= last : path.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      String segment = segments.get(i);
      if (!segment.startsWith("{") && !segment.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
