package io.filelibrary.model;

/**
 * The id of a channel, chosen by the host: 1 to 255 characters, which may hold a slash. Ids are
 * compared exactly, and never become part of a storage key.
 *
 * @param value the id, compared exactly and never normalized; its characters are counted in units
 *     of UTF-16; no control characters, no lone surrogates
 */
public record ChannelId(String value) {
  /**
   * Checks the id.
   *
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public ChannelId {
    OpaqueText.check(value);
  }

  /**
   * Creates an id.
   *
   * @param value 1 to 255 characters (units of UTF-16)
   * @return the id
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public static ChannelId of(String value) {
    return new ChannelId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
