package io.filelibrary.error;

/** A value that breaks a rule whatever the library holds. Nothing was read or changed. */
public abstract class InvalidInput extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /**
   * Creates the error.
   *
   * @param code the stable code
   * @param field what the value is, such as {@code name}
   * @param value the value as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  protected InvalidInput(ErrorCode code, String field, String value, String rule) {
    super(code, "bad " + field + " " + Quoted.of(value) + ": " + rule);
    this.field = field;
    this.rule = rule;
  }

  /**
   * Returns what the refused value is, such as {@code name}.
   *
   * @return what the refused value is, such as {@code name}
   */
  public final String field() {
    return field;
  }

  /**
   * Returns the broken rule, which says what would be accepted.
   *
   * @return the broken rule, which says what would be accepted
   */
  public final String rule() {
    return rule;
  }
}
