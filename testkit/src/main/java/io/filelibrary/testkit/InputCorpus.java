package io.filelibrary.testkit;

import io.filelibrary.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Bad and odd inputs, and what the library does with each: the file {@code inputs.tsv} beside this
 * class. Whoever puts an interface before the library, such as a protocol or a command line, runs
 * them through it: the interface must neither accept what the library refuses nor change what it
 * accepts.
 */
public final class InputCorpus {
  /** The most bytes of a file in a library that the cases of {@link InputField#SIZE} suppose. */
  public static final long LARGEST_FILE = 1_000_000;

  private static final String RESOURCE = "inputs.tsv";
  private static final String ACCEPTED = "ACCEPTED";
  private static final String ACCEPTED_AS = "ACCEPTED_AS:";
  private static final int COLUMNS = 8;

  private InputCorpus() {}

  /**
   * Reads all cases.
   *
   * @return the cases, in the order of the file
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a line is malformed; the message has its number
   */
  public static List<InputCase> load() {
    try (InputStream bytes =
        Objects.requireNonNull(InputCorpus.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return parse(new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Spells a text in printable ASCII, as the file could, so that a message can hold it.
   *
   * @param text any text
   * @return the spelling; of an empty text, a spelling that is not empty
   */
  public static String escaped(String text) {
    return InputText.escaped(text);
  }

  /** Reads the lines of a file. */
  static List<InputCase> parse(List<String> lines) {
    List<InputCase> cases = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        InputCase input = parse(line);
        if (!ids.add(input.id())) {
          throw new IllegalArgumentException("the id " + input.id() + " is taken");
        }
        cases.add(input);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            RESOURCE + " line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(cases);
  }

  private static InputCase parse(String line) {
    InputText.requireVisible(line);
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a line has " + COLUMNS + " columns, not " + columns.length);
    }
    for (String column : columns) {
      if (column.isEmpty() || !column.equals(column.strip())) {
        throw new IllegalArgumentException("a column neither is empty nor begins or ends blank");
      }
    }
    int times = times(columns[4]);
    String text = InputText.read(columns[5], times);
    InputField field = field(columns[1]);
    if (field == InputField.TRUE_CURSOR || field == InputField.TRUE_ITEM_ID) {
      InputEdit.of(text);
    }
    return new InputCase(
        id(columns[0]),
        field,
        setting(columns[2]),
        columns[3].equals("-") ? Optional.empty() : Optional.of(InputText.read(columns[3], 1)),
        text,
        expectation(columns[6], text, times),
        columns[7]);
  }

  private static String id(String word) {
    if (!word.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("an id has lower case words joined by hyphens: " + word);
    }
    return word;
  }

  private static InputField field(String word) {
    return constant(InputField.values(), InputField::word, word);
  }

  private static InputSetting setting(String word) {
    return constant(InputSetting.values(), InputSetting::word, word);
  }

  private static int times(String word) {
    if (!word.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException("a text is repeated 1 to 9999999 times, not " + word);
    }
    return Integer.parseInt(word);
  }

  private static InputExpectation expectation(String word, String text, int times) {
    if (word.equals(ACCEPTED)) {
      return new InputExpectation.Accepted(text);
    }
    if (word.startsWith(ACCEPTED_AS)) {
      String spelling = word.substring(ACCEPTED_AS.length());
      String value = InputText.read(spelling, spelling.contains("\\[") ? times : 1);
      if (value.equals(text)) {
        throw new IllegalArgumentException("what comes back as given is " + ACCEPTED);
      }
      return new InputExpectation.Accepted(value);
    }
    return new InputExpectation.Refused(constant(ErrorCode.values(), ErrorCode::name, word));
  }

  private static <T> T constant(T[] values, Function<T, String> words, String word) {
    for (T value : values) {
      if (words.apply(value).equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException("unknown word " + word);
  }
}
