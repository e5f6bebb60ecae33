package io.filelibrary.http.tus;

import io.filelibrary.ChannelFiles;
import io.filelibrary.UploadDesk;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidContentType;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.http.access.TenantLibrary;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload as its client asks for it: for a pending file that is there ({@code fileId}), or for a
 * new one in a channel ({@code channelId}) at a path ({@code path}), or with a name ({@code
 * filename}) in a folder ({@code parentId}, or the root). {@code relativePath} is where the file
 * was in a folder that is uploaded as a whole: its folders are created on the way.
 *
 * @param desk where the upload goes on
 * @param pending the upload
 * @param isNew whether the pending file was created for it
 */
record UploadCreation(UploadDesk desk, PendingUpload pending, boolean isNew) {
  private static final Logger LOG = LoggerFactory.getLogger(UploadCreation.class);

  /** Begins an upload, or finds the one of a pending file. */
  static UploadCreation begin(Exchange exchange, UploadMetadata metadata, OptionalLong length) {
    Optional<String> file = metadata.optional("fileId");
    return file.isPresent()
        ? existing(exchange.library(), ItemId.parse(file.get()), metadata, length)
        : created(exchange.library(), metadata, length);
  }

  private static UploadCreation existing(
      TenantLibrary library, ItemId file, UploadMetadata metadata, OptionalLong length) {
    UploadDesk desk = library.filesWith(file).uploads();
    PendingUpload pending =
        desk.find(file)
            .orElseThrow(
                () ->
                    new HttpFailure(
                        409, "file_not_pending", "fileId: the file waits for no bytes any more"));
    if (length.isPresent() && length.getAsLong() > pending.maxSize()) {
      throw new HttpFailure(413, "upload_too_large", "this file takes fewer bytes");
    }
    if (length.isPresent()
        && pending.expectedSize().isPresent()
        && !length.equals(pending.expectedSize())) {
      throw HttpFailure.invalid(
          TusHeaders.LENGTH, "another size was declared when the file was created");
    }
    Optional<Sha256> hash = metadata.optional("sha256").map(Sha256::of);
    if (hash.isPresent() && !hash.equals(pending.expectedSha256())) {
      throw HttpFailure.invalid(
          "sha256", "the hash of a file is declared when the file is created, and not changed");
    }
    return new UploadCreation(desk, pending, false);
  }

  private static UploadCreation created(
      TenantLibrary library, UploadMetadata metadata, OptionalLong length) {
    ChannelId channel =
        metadata
            .optional("channelId")
            .map(ChannelId::of)
            .orElseThrow(
                () ->
                    HttpFailure.invalid(
                        UploadMetadata.HEADER,
                        "it has the fileId of a pending file, or a channelId with path or"
                            + " filename"));
    ChannelFiles files = library.files(channel);
    Optional<String> path = metadata.text("path");
    UploadOptions options = options(metadata, length);
    PendingUpload pending =
        path.isPresent()
            ? files.uploads().begin(Destination.at(path.get()), options)
            : named(files, metadata, options);
    return new UploadCreation(files.uploads(), pending, true);
  }

  private static PendingUpload named(
      ChannelFiles files, UploadMetadata metadata, UploadOptions options) {
    String name =
        metadata
            .text("filename")
            .orElseThrow(
                () ->
                    HttpFailure.invalid(
                        UploadMetadata.HEADER, "beside channelId it has path or filename"));
    Optional<ItemId> parent = metadata.optional("parentId").map(ItemId::parse);
    Optional<ItemPath> below = metadata.optional("relativePath").flatMap(UploadCreation::folders);
    if (below.isEmpty()) {
      FolderRef folder = parent.map(FolderRef::of).orElseGet(FolderRef::root);
      return files.uploads().begin(Destination.in(folder, name), options);
    }
    ItemPath folder = parent.map(id -> folder(files, id).path()).orElse(ItemPath.ROOT);
    for (var each : below.get().names()) {
      folder = folder.resolve(each);
    }
    return files
        .uploads()
        .begin(Destination.in(new FolderRef.ByPath(folder), name), options.withCreateParents());
  }

  /** The folders of a relative path, whose last segment is the name on the client's disk. */
  private static Optional<ItemPath> folders(String relativePath) {
    String inner = relativePath.startsWith("/") ? relativePath.substring(1) : relativePath;
    return ItemPath.parse(inner).parent().filter(path -> !path.isRoot());
  }

  private static FolderItem folder(ChannelFiles files, ItemId id) {
    if (files.get(id) instanceof FolderItem folder) {
      return folder;
    }
    throw new NotAFolder(id.toString());
  }

  private static UploadOptions options(UploadMetadata metadata, OptionalLong length) {
    UploadOptions options = UploadOptions.DEFAULT;
    if (length.isPresent()) {
      options = options.withExpectedSize(length.getAsLong());
    }
    Optional<ContentType> type =
        metadata
            .optional("filetype")
            .or(() -> metadata.optional("type"))
            .flatMap(UploadCreation::type);
    if (type.isPresent()) {
      options = options.withContentType(type.get());
    }
    Optional<Sha256> hash = metadata.optional("sha256").map(Sha256::of);
    return hash.isPresent() ? options.withExpectedSha256(hash.get()) : options;
  }

  /** What a browser takes a file for is a hint: where it is no type, the name decides. */
  private static Optional<ContentType> type(String text) {
    try {
      return Optional.of(ContentType.of(text));
    } catch (InvalidContentType e) {
      LOG.debug("a client names no content type", e);
      return Optional.empty();
    }
  }

  /** Gives up what was created for an upload whose URL nobody will know. */
  void undo() {
    if (!isNew) {
      return;
    }
    try {
      desk.abort(pending.id());
    } catch (FileLibraryException e) {
      LOG.warn("upload {} stays until its end, and nobody knows its URL", pending.id(), e);
    }
  }
}
