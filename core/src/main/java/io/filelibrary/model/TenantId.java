package io.filelibrary.model;

/**
 * The id of a tenant (a workspace or a business), chosen by the host: 1 to 255 characters.
 *
 * @param value the id, compared exactly and never normalized; its characters are counted in units
 *     of UTF-16; no control characters, no lone surrogates
 */
public record TenantId(String value) {
  /**
   * Checks the id.
   *
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public TenantId {
    OpaqueText.check(value);
  }

  /**
   * Creates an id.
   *
   * @param value 1 to 255 characters (units of UTF-16)
   * @return the id
   * @throws io.filelibrary.error.InvalidId if the value breaks the rule
   */
  public static TenantId of(String value) {
    return new TenantId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
