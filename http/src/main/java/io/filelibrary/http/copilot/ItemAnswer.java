package io.filelibrary.http.copilot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.model.Channel;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.PendingUpload;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shape of an item in answers: that of the API's first version, with the properties below
 * {@code fields}, and the flat one of today, in one object. What the API does not know comes
 * besides: {@code parentId}, {@code revision}, {@code visibility}, {@code attributes}, and of files
 * {@code contentType}, {@code sha256} and {@code publicUrl}.
 */
final class ItemAnswer {
  /** The word that stands for the root of a channel where an id of a folder is asked for. */
  static final String ROOT = "root";

  /** What kind of user an actor is, is the host's to know; this is the API's word for its own. */
  private static final String USER = "internalUser";

  /** Why a file can be shown without a URL of its bytes. */
  private static final Set<ErrorCode> NOT_READABLE =
      Set.of(
          ErrorCode.ACCESS_DENIED,
          ErrorCode.ITEM_NOT_FOUND,
          ErrorCode.FILE_PENDING,
          ErrorCode.CONTENT_CORRUPT);

  private static final Logger LOG = LoggerFactory.getLogger(ItemAnswer.class);

  private final ContentUrls urls;

  ItemAnswer(ContentUrls urls) {
    this.urls = urls;
  }

  /** Returns the answer for an item. */
  ObjectNode of(Exchange exchange, ChannelFiles files, Item item) {
    ObjectNode answer = plain(item);
    if (hasBytes(item)) {
      putUrls(answer, exchange, files, (FileItem) item);
    }
    return answer;
  }

  /**
   * Returns the answer for an item after a change, which is told also when the library fails right
   * behind it: then without URLs.
   */
  ObjectNode changed(Exchange exchange, ChannelFiles files, Item item) {
    ObjectNode answer = plain(item);
    if (hasBytes(item)) {
      try {
        putUrls(answer, exchange, files, (FileItem) item);
      } catch (FileLibraryException e) {
        LOG.warn("{} was changed, and is answered without its URLs", item.id(), e);
      }
    }
    return answer;
  }

  private static boolean hasBytes(Item item) {
    return item instanceof FileItem file
        && file.status() == FileStatus.COMPLETED
        && file.deletedAt().isEmpty();
  }

  private static ObjectNode plain(Item item) {
    ObjectNode answer = common(item);
    ObjectNode fields = JsonText.MAPPER.createObjectNode();
    putBoth(answer, fields, "name", item.name().value());
    putBoth(answer, fields, "path", item.path().toString());
    String linkUrl = item instanceof LinkItem link ? link.linkUrl().value() : "";
    putBoth(answer, fields, "linkUrl", linkUrl);
    if (item instanceof FileItem file) {
      putFile(answer, fields, file);
    }
    if (item instanceof FolderItem) {
      answer.put(ClientPermissions.FIELD, ItemAttributes.permissions(item.attributes()).word());
    }
    answer.set("fields", fields);
    return answer;
  }

  /** Returns the answer for a file that waits for its bytes, with the URL that takes them. */
  ObjectNode of(Exchange exchange, ChannelFiles files, PendingUpload upload) {
    URI url = urls.upload(exchange.base(), exchange.caller(), upload);
    return of(exchange, files, upload.file()).put("uploadUrl", url.toString());
  }

  /** Returns the answer for the root of a channel, which is no item and looks like a folder. */
  ObjectNode ofRoot(Channel channel) {
    ObjectNode answer = JsonText.MAPPER.createObjectNode();
    answer.put("id", ROOT);
    answer.put("object", "folder");
    answer.put("channelId", channel.id().value());
    answer.put("createdAt", Words.of(channel.createdAt()));
    answer.put("updatedAt", Words.of(channel.updatedAt()));
    ObjectNode fields = JsonText.MAPPER.createObjectNode();
    putBoth(answer, fields, "name", "");
    putBoth(answer, fields, "path", "");
    putBoth(answer, fields, "linkUrl", "");
    answer.put(
        ClientPermissions.FIELD, ItemAttributes.permissions(channel.spec().attributes()).word());
    answer.set("fields", fields);
    return answer;
  }

  private static ObjectNode common(Item item) {
    ObjectNode answer = JsonText.MAPPER.createObjectNode();
    answer.put("id", item.id().toString());
    answer.put("object", item.kind().word());
    answer.put("channelId", item.channel().value());
    answer.put("createdAt", Words.of(item.createdAt()));
    answer.put("updatedAt", Words.of(item.updatedAt()));
    answer.put("createdBy", item.createdBy().value());
    answer.put("creatorId", item.createdBy().value());
    answer.putObject("lastModifiedBy").put("id", item.updatedBy().value()).put("object", USER);
    answer.put("parentId", item.parent().map(ItemId::toString).orElse(""));
    answer.put("revision", item.revision());
    answer.put("visibility", Words.of(item.visibility()));
    ObjectNode attributes = answer.putObject(ItemAttributes.FIELD);
    ItemAttributes.own(item.attributes()).forEach(attributes::put);
    item.deletedAt()
        .ifPresent(moment -> answer.put("trashed", true).put("trashedAt", Words.of(moment)));
    return answer;
  }

  private static void putFile(ObjectNode answer, ObjectNode fields, FileItem file) {
    putBoth(answer, fields, "status", Words.of(file.status()));
    answer.put("size", file.size());
    fields.put("size", file.size());
    answer.put("contentType", file.contentType().value());
    file.sha256().ifPresent(hash -> answer.put("sha256", hash.hex()));
  }

  private void putUrls(ObjectNode answer, Exchange exchange, ChannelFiles files, FileItem file) {
    readable(() -> Optional.of(urls.download(exchange.base(), exchange.caller(), files, file)))
        .ifPresent(url -> answer.put("downloadUrl", url.toString()));
    readable(() -> urls.publicUrl(exchange.base(), files, file))
        .ifPresent(url -> answer.put("publicUrl", url.toString()));
  }

  /** A URL of a file's bytes, unless it has gone since, or the caller may not read them. */
  private static Optional<URI> readable(Supplier<Optional<URI>> url) {
    try {
      return url.get();
    } catch (FileLibraryException e) {
      if (NOT_READABLE.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void putBoth(ObjectNode answer, ObjectNode fields, String name, String value) {
    answer.put(name, value);
    fields.put(name, value);
  }
}
