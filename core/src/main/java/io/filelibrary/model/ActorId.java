package io.filelibrary.model;

/**
 * The id of whoever a call runs for (a user or a service), chosen by the host: 1 to 255 characters.
 *
 * @param value the id, compared exactly and never normalized; its characters are counted in units
 *     of UTF-16; no control characters, no lone surrogates
 */
public record ActorId(String value) {
  /**
   * Checks the id.
   *
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public ActorId {
    OpaqueText.check(value);
  }

  /**
   * Creates an id.
   *
   * @param value 1 to 255 characters (units of UTF-16)
   * @return the id
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public static ActorId of(String value) {
    return new ActorId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
