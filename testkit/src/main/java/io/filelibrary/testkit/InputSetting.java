package io.filelibrary.testkit;

import java.util.Locale;

/**
 * What is out of the ordinary about the place where an input of the {@link InputCorpus} is used.
 */
public enum InputSetting {
  /** Nothing: the channel takes portable names and tells names apart by case. */
  ORDINARY,
  /** The channel takes POSIX names. */
  POSIX,
  /** The channel does not tell names apart by case. */
  IGNORE_CASE,
  /** A change of a folder asks for what only a file or a link has. */
  ON_FOLDER,
  /** The id or the cursor comes from another channel. */
  OTHER_CHANNEL,
  /** The cursor comes from another folder. */
  OTHER_FOLDER,
  /** The cursor comes from the same folder in another order. */
  OTHER_ORDER;

  /**
   * Returns how the corpus writes the setting.
   *
   * @return the name in lower case, its words joined by hyphens, or a hyphen for {@link #ORDINARY}
   */
  public String word() {
    return this == ORDINARY ? "-" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
