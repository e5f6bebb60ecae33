package io.filelibrary.check;

/**
 * Where a check that ended early can go on, by {@link CheckOptions#withResume}: opaque, and good
 * for the library that it was made for, whatever changed since.
 *
 * @param value text of the alphabet of base64url, to hand back as it is
 */
public record CheckPoint(String value) {
  @Override
  public String toString() {
    return value;
  }
}
