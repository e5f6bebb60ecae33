package io.filelibrary.model;

import java.util.Optional;

/**
 * A file.
 *
 * @param header what every item has
 * @param status pending until its bytes are complete
 * @param size in bytes; while pending, the declared size or 0
 * @param contentType the media type
 * @param sha256 the hash of the content; empty while pending
 * @param encrypted whether the stored bytes are encrypted
 * @param version the number of the current version, from 1; 0 while pending
 */
public record FileItem(
    ItemHeader header,
    FileStatus status,
    long size,
    ContentType contentType,
    Optional<Sha256> sha256,
    boolean encrypted,
    int version)
    implements Item {
  @Override
  public ItemKind kind() {
    return ItemKind.FILE;
  }

  /**
   * Returns what follows the last dot of the name, in lower case.
   *
   * @return the extension without its dot, or an empty string
   */
  public String extension() {
    return name().extension();
  }
}
