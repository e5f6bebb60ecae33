package io.filelibrary.testkit.model;

import io.filelibrary.testkit.model.Operation.ItemRef;
import io.filelibrary.testkit.model.Operation.UploadRef;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text of operations: {@code trash(0,#3);clock(86400);collect()}. A record is its name with its
 * components in brackets; components at the end that have their simplest value are left out. Items
 * are {@code #n}, uploads {@code @n}. Only printable ASCII, and no apostrophe, so that a line can
 * be quoted for a shell.
 */
final class OperationText {
  private final String text;
  private int at;

  private OperationText(String text) {
    this.text = text;
  }

  static String print(List<Operation> operations) {
    return operations.stream().map(OperationText::print).collect(Collectors.joining(";"));
  }

  static String print(Object value) {
    if (value instanceof ItemRef item) {
      return "#" + item.number();
    }
    if (value instanceof UploadRef upload) {
      return "@" + upload.number();
    }
    if (value instanceof String words) {
      return quoted(words);
    }
    if (!(value instanceof Record parts)) {
      return value.toString();
    }
    List<Object> values = Parts.values(parts);
    RecordComponent[] components = value.getClass().getRecordComponents();
    int count = values.size();
    while (count > 0
        && Parts.simplest(components[count - 1].getType())
            .filter(values.get(count - 1)::equals)
            .isPresent()) {
      count--;
    }
    return values.subList(0, count).stream()
        .map(OperationText::print)
        .collect(Collectors.joining(",", name(value.getClass()) + "(", ")"));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not well-formed
   */
  static List<Operation> parse(String line) {
    OperationText reader = new OperationText(line.strip());
    List<Operation> operations = new ArrayList<>();
    while (reader.at < reader.text.length()) {
      if (!operations.isEmpty()) {
        reader.take(';');
      }
      operations.add((Operation) reader.value(Operation.class));
    }
    return operations;
  }

  private static String name(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String quoted(String words) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c < ' ' || c > '~' || "\"\\'".indexOf(c) >= 0) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private Object value(Class<?> type) {
    if (type == String.class) {
      return words();
    }
    if (type == ItemRef.class) {
      take('#');
      return new ItemRef(Integer.parseInt(word()));
    }
    if (type == UploadRef.class) {
      take('@');
      return new UploadRef(Integer.parseInt(word()));
    }
    String word = word();
    if (type == int.class) {
      return Integer.parseInt(word);
    }
    if (type == boolean.class) {
      return Boolean.parseBoolean(word);
    }
    if (type.isEnum()) {
      return constant(type, word);
    }
    return record(type, word);
  }

  private Object constant(Class<?> type, String word) {
    for (Object constant : type.getEnumConstants()) {
      if (constant.toString().equals(word)) {
        return constant;
      }
    }
    throw malformed("no " + type.getSimpleName() + " is named " + word);
  }

  private Object record(Class<?> type, String word) {
    List<Class<?>> candidates =
        type.isRecord() ? List.of(type) : List.of(type.getPermittedSubclasses());
    for (Class<?> candidate : candidates) {
      if (name(candidate).equals(word)) {
        return components(candidate);
      }
    }
    throw malformed("no " + name(type) + " is named " + word);
  }

  private Object components(Class<?> type) {
    List<Object> values = new ArrayList<>();
    take('(');
    for (RecordComponent component : type.getRecordComponents()) {
      if (text.startsWith(")", at)) {
        values.add(
            Parts.simplest(component.getType())
                .orElseThrow(() -> malformed(component.getName() + " is missing")));
      } else {
        if (!values.isEmpty()) {
          take(',');
        }
        values.add(value(component.getType()));
      }
    }
    take(')');
    return Parts.create(type, values);
  }

  private String word() {
    int from = at;
    while (at < text.length() && "(),;".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at).strip();
  }

  private String words() {
    take('"');
    StringBuilder words = new StringBuilder();
    while (!text.startsWith("\"", at)) {
      if (at >= text.length()) {
        throw malformed("a quote has no end");
      }
      if (text.startsWith("\\u", at) && at + 6 <= text.length()) {
        words.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
        at += 6;
      } else {
        words.append(text.charAt(at++));
      }
    }
    take('"');
    return words.toString();
  }

  private void take(char expected) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length() || text.charAt(at) != expected) {
      throw malformed("there should be a " + expected);
    }
    at++;
  }

  private IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException(why + ", at character " + at + " of the line: " + text);
  }
}
