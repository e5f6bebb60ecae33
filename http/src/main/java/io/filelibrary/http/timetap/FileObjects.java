package io.filelibrary.http.timetap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes items as file objects: each with all the fields of the published table, null where the
 * item has no such value.
 */
final class FileObjects {
  private static final Logger LOG = LoggerFactory.getLogger(FileObjects.class);

  private final ContentUrls urls;
  private final TimeTapOptions options;

  FileObjects(ContentUrls urls, TimeTapOptions options) {
    this.urls = urls;
    this.options = options;
  }

  /**
   * Writes an item. Its storage key and URL are read from the library, if it is living.
   *
   * @throws io.filelibrary.error.ItemNotFound if it is gone meanwhile
   */
  ObjectNode of(Exchange exchange, Business business, Item item) {
    ChannelFiles files = business.files();
    Optional<ContentKey> key = Optional.empty();
    Optional<URI> url = Optional.empty();
    if (item instanceof FileItem file && item.deletedAt().isEmpty()) {
      key = files.contentKey(item.id());
      url = publicUrl(exchange, files, file);
    }
    return write(business, item, key.map(ContentKey::value), url.map(URI::toString));
  }

  /** The URL of a public file, unless the caller may not read its bytes. */
  private Optional<URI> publicUrl(Exchange exchange, ChannelFiles files, FileItem file) {
    try {
      return urls.publicUrl(exchange.base(), files, file);
    } catch (AccessDenied e) {
      return Optional.empty();
    }
  }

  /**
   * Writes an item after a change, which is told also when the library fails right behind it: then
   * without storage key and URL.
   */
  ObjectNode changed(Exchange exchange, Business business, Item item) {
    try {
      return of(exchange, business, item);
    } catch (FileLibraryException e) {
      LOG.warn("{} was changed, and its storage key cannot be read", item.id(), e);
      return write(business, item, Optional.empty(), Optional.empty());
    }
  }

  /** Changes the object of a living item into that of the item as it is in the trash. */
  static ObjectNode trashed(ObjectNode living, Item trashed) {
    living.put("deleted", true);
    living.put("modifiedDate", trashed.updatedAt().toEpochMilli());
    living.put("modifiedUser", KeptFields.modifiedUser(trashed));
    living.putNull("url");
    return living;
  }

  private ObjectNode write(
      Business business, Item item, Optional<String> key, Optional<String> url) {
    @Nullable FileItem file = item instanceof FileItem found ? found : null;
    boolean isPublic = item.visibility() == Visibility.PUBLIC;
    ObjectNode object = JsonText.MAPPER.createObjectNode();
    object.set(Business.ID, business.id());
    putId(object, item, "calendarId");
    putId(object, item, "clientId");
    object.put("contentType", file == null ? null : file.contentType().value());
    object.put("createdDate", item.createdAt().toEpochMilli());
    object.put("createdUser", KeptFields.createdUser(item));
    object.put("deleted", item.deletedAt().isPresent());
    putId(object, item, "emailId");
    object.put("encrypted", file != null && file.encrypted());
    object.put("extension", file == null ? null : file.extension());
    object.put(FileType.FIELD, FileType.of(item));
    object.put("fileLibraryUUID", item.id().toString());
    object.put("fileName", item.name().value());
    object.put("fileSize", file == null ? null : Long.valueOf(file.size()));
    object.put("modifiedDate", item.updatedAt().toEpochMilli());
    object.put("modifiedUser", KeptFields.modifiedUser(item));
    object.put(FolderField.NAME, item.parent().map(Object::toString).orElse(null));
    putId(object, item, "professionalId");
    object.put("publicVisible", isPublic);
    putId(object, item, "referenceId");
    object.put("s3Bucket", file == null ? null : bucket(isPublic));
    object.put("s3Key", key.orElse(null));
    object.put("url", url.orElse(null));
    return object;
  }

  private String bucket(boolean isPublic) {
    return isPublic ? options.publicBucket() : options.privateBucket();
  }

  private static void putId(ObjectNode object, Item item, String field) {
    OptionalLong id = KeptFields.id(item, field);
    object.put(field, id.isPresent() ? Long.valueOf(id.getAsLong()) : null);
  }
}
