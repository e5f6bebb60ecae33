package io.filelibrary.internal.check;

import io.filelibrary.check.CheckPoint;
import io.filelibrary.error.InvalidCursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a check is: what it looks at, and the last of those that it is done with. Its text in a
 * {@link CheckPoint} begins with a version.
 */
record Place(Part part, Optional<String> after) {
  static final Place BEGINNING = new Place(Part.CONTENTS, Optional.empty());

  private static final String VERSION = "1:";

  /** What is looked at, in this order. */
  enum Part {
    CONTENTS("contents"),
    CHANNELS("channels"),
    BACKENDS("backends");

    private final String word;

    Part(String word) {
      this.word = VERSION + word;
    }
  }

  CheckPoint point() {
    String text = part.word + after.map(last -> "/" + last).orElse("");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new CheckPoint(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Reads a point.
   *
   * @throws InvalidCursor if it is none
   */
  static Place of(CheckPoint point) {
    String text = text(point);
    for (Part part : Part.values()) {
      if (text.equals(part.word)) {
        return new Place(part, Optional.empty());
      }
      if (text.startsWith(part.word + "/")) {
        return new Place(part, Optional.of(text.substring(part.word.length() + 1)));
      }
    }
    throw invalid(point);
  }

  private static String text(CheckPoint point) {
    try {
      return new String(Base64.getUrlDecoder().decode(point.value()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid(point);
    }
  }

  private static InvalidCursor invalid(CheckPoint point) {
    return new InvalidCursor(point.value(), "a point is what another check has said");
  }
}
