package io.filelibrary.model;

/**
 * Where the next page begins: opaque, and good only for the query that gave it.
 *
 * @param value text of the alphabet of base64url, to hand back as it is
 */
public record Cursor(String value) {
  @Override
  public String toString() {
    return value;
  }
}
