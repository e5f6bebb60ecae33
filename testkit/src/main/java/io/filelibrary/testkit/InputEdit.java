package io.filelibrary.testkit;

import java.util.Locale;

/**
 * Makes a text that the library gave into another one, as a client could by mistake or on purpose.
 */
public enum InputEdit {
  /** As it was given. */
  UNCHANGED {
    @Override
    public String applyTo(String given) {
      return given;
    }
  },
  /** In upper case. */
  UPPER_CASE {
    @Override
    public String applyTo(String given) {
      return given.toUpperCase(Locale.ROOT);
    }
  },
  /** The first half alone. */
  FIRST_HALF {
    @Override
    public String applyTo(String given) {
      return given.substring(0, given.length() / 2);
    }
  },
  /** Without the last character. */
  WITHOUT_LAST {
    @Override
    public String applyTo(String given) {
      return given.substring(0, given.length() - 1);
    }
  },
  /** Without its hyphens. */
  WITHOUT_HYPHENS {
    @Override
    public String applyTo(String given) {
      return given.replace("-", "");
    }
  },
  /** Another first character. */
  OTHER_FIRST {
    @Override
    public String applyTo(String given) {
      return replaced(given, 0);
    }
  },
  /** Another character in the middle. */
  OTHER_MIDDLE {
    @Override
    public String applyTo(String given) {
      return replaced(given, given.length() / 2);
    }
  },
  /**
   * Another last character. In base64 that may change none of the bytes that the text stands for,
   * since the last character has bits to spare.
   */
  OTHER_LAST {
    @Override
    public String applyTo(String given) {
      return replaced(given, given.length() - 1);
    }
  },
  /** Twice in a row. */
  TWICE {
    @Override
    public String applyTo(String given) {
      return given + given;
    }
  },
  /** With one equals sign behind it, the padding of base64. */
  PADDED_ONCE {
    @Override
    public String applyTo(String given) {
      return given + "=";
    }
  },
  /** With two equals signs behind it. */
  PADDED_TWICE {
    @Override
    public String applyTo(String given) {
      return given + "==";
    }
  },
  /** With a space before it. */
  SPACE_BEFORE {
    @Override
    public String applyTo(String given) {
      return " " + given;
    }
  },
  /** With a line feed behind it. */
  LINE_FEED_AFTER {
    @Override
    public String applyTo(String given) {
      return given + "\n";
    }
  },
  /** In braces. */
  IN_BRACES {
    @Override
    public String applyTo(String given) {
      return "{" + given + "}";
    }
  },
  /** As the URN of a UUID. */
  AS_URN {
    @Override
    public String applyTo(String given) {
      return "urn:uuid:" + given;
    }
  };

  /**
   * Makes the other text.
   *
   * @param given a text that the library gave, not empty
   * @return the text to hand in
   */
  public abstract String applyTo(String given);

  /**
   * Returns how the corpus writes the edit.
   *
   * @return the name in lower case, its words joined by hyphens
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds an edit by its word. */
  static InputEdit of(String word) {
    for (InputEdit edit : values()) {
      if (edit.word().equals(word)) {
        return edit;
      }
    }
    throw new IllegalArgumentException("no edit is called " + word);
  }

  /** The neighbour in the alphabet: in hexadecimal and in base64url the lowest bit differs. */
  private static String replaced(String given, int at) {
    char former = given.charAt(at);
    char other;
    if (former >= '0' && former <= '9') {
      other = (char) ('0' + ((former - '0') ^ 1));
    } else if (former >= 'a' && former <= 'z') {
      other = (char) ('a' + ((former - 'a') ^ 1));
    } else if (former >= 'A' && former <= 'Z') {
      other = (char) ('A' + ((former - 'A') ^ 1));
    } else {
      other = former == '-' ? '_' : '-';
    }
    return given.substring(0, at) + other + given.substring(at + 1);
  }
}
