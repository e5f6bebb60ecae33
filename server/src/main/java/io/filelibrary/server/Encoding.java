package io.filelibrary.server;

/**
 * Texts that the system hands to Java: what the encoding of the locale does not know arrives as
 * U+FFFD. With {@code LC_ALL=C} that is every letter beyond ASCII, and it cannot be switched from
 * within the process; such texts are refused, since they would be stored or looked for mangled.
 */
final class Encoding {
  private static final char UNREADABLE = '\uFFFD';

  private Encoding() {}

  /** Returns the text as it is, if it arrived as it was typed. */
  static String intact(String what, String text) {
    if (text.indexOf(UNREADABLE) >= 0) {
      throw new CommandFailure(
          what
              + " "
              + text
              + " has bytes that are not text in this locale (encoding "
              + System.getProperty("sun.jnu.encoding")
              + "); set LC_ALL=C.UTF-8 and run it again");
    }
    return text;
  }

  /** Checks everything that commands take from the system. */
  static void check(String[] arguments) {
    for (String argument : arguments) {
      intact("the argument", argument);
    }
    intact("the current directory", System.getProperty("user.dir"));
  }
}
