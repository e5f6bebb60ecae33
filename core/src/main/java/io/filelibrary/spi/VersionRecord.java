package io.filelibrary.spi;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Stamp;

/**
 * The row of an earlier version of a file. The current one is in the file's own row.
 *
 * @param item the file
 * @param number the number of the version, from 1
 * @param content the key of its content, a foreign key
 * @param contentType its media type
 * @param stamp when and by whom it was made
 */
public record VersionRecord(
    ItemId item, int number, ContentKey content, ContentType contentType, Stamp stamp) {}
