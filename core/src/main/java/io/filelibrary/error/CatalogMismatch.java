package io.filelibrary.error;

/**
 * The storage belongs to another catalog. Give the library the storage that was used with this one.
 */
public final class CatalogMismatch extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param expected the id of the catalog at hand
   * @param actual the id that the storage is marked with
   */
  public CatalogMismatch(String expected, String actual) {
    super(
        ErrorCode.CATALOG_MISMATCH,
        "the storage belongs to catalog " + Quoted.of(actual) + ", not to " + expected);
  }
}
