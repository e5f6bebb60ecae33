package io.filelibrary.spi;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.Sha256;
import java.util.Optional;

/**
 * What the row of a file has more than other items: its current version. Earlier versions are
 * {@link VersionRecord}s.
 *
 * @param status pending or completed
 * @param size in bytes; while pending, the declared size or 0
 * @param contentType the media type
 * @param version the number of the current version, from 1; 0 while pending
 * @param content the key of the content, a foreign key; empty exactly while pending
 * @param sha256 the hash of the content; empty exactly while pending
 * @param encrypted whether the stored bytes are encrypted
 */
public record FileRecord(
    FileStatus status,
    long size,
    ContentType contentType,
    int version,
    Optional<ContentKey> content,
    Optional<Sha256> sha256,
    boolean encrypted) {
  /**
   * Checks that the parts fit the status.
   *
   * @throws IllegalArgumentException if they do not
   */
  public FileRecord {
    boolean completed = status == FileStatus.COMPLETED;
    if (content.isPresent() != completed
        || sha256.isPresent() != completed
        || (version > 0) != completed
        || size < 0) {
      throw new IllegalArgumentException("the parts of a file do not fit " + status);
    }
  }
}
