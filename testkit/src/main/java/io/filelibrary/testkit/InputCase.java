package io.filelibrary.testkit;

import java.util.Optional;

/**
 * One line of the {@link InputCorpus}. Its texts may hold anything that a string can, such as lone
 * surrogates; {@link InputCorpus#escaped} makes them fit for a message.
 *
 * @param id names the case, and stays the same for ever
 * @param field what the input is given as
 * @param setting where it is used
 * @param beside the name, key or id of what is there before, if anything
 * @param text the input
 * @param expected what the library does with it
 * @param why the rule, in a phrase
 */
public record InputCase(
    String id,
    InputField field,
    InputSetting setting,
    Optional<String> beside,
    String text,
    InputExpectation expected,
    String why) {
  /**
   * Returns the edit that the text of a {@link InputField#TRUE_ITEM_ID} or {@link
   * InputField#TRUE_CURSOR} names.
   *
   * @return the edit
   * @throws IllegalArgumentException if the text names none, as those of other fields
   */
  public InputEdit edit() {
    return InputEdit.of(text);
  }

  /** Returns the id alone, since the reports of test runs cannot hold every text. */
  @Override
  public String toString() {
    return id;
  }
}
