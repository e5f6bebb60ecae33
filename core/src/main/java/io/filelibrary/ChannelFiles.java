package io.filelibrary;

import io.filelibrary.internal.Downloads;
import io.filelibrary.internal.Engine;
import io.filelibrary.internal.Session;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Change;
import io.filelibrary.model.Channel;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.ContentKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files, folders and links of one channel, as one actor may see and change them.
 *
 * <p>Each call is one transaction: it takes effect as a whole and durably before it returns, or it
 * fails with a {@link io.filelibrary.error.FileLibraryException} and changes nothing. All calls may
 * fail with {@code ChannelNotFound}, {@code AccessDenied}, {@code BackendUnavailable}, {@code
 * BackendFailed} and {@code LibraryClosed}; the other errors are named at each. An id of another
 * channel is not found.
 *
 * <p>Safe for use by many threads; holds nothing that needs closing.
 */
public final class ChannelFiles {
  private final Engine engine;
  private final Session session;
  private final UploadDesk uploads;
  private final TrashBin trashBin;

  ChannelFiles(Engine engine, Session session) {
    this.engine = engine;
    this.session = session;
    this.uploads = new UploadDesk(engine, session);
    this.trashBin = new TrashBin(engine, session);
  }

  /**
   * Returns the channel as it is now, with its usage.
   *
   * @return the channel
   */
  public Channel channel() {
    return engine.listings().channel(session);
  }

  /**
   * Returns the two-step uploads of the channel.
   *
   * @return the two-step uploads
   */
  public UploadDesk uploads() {
    return uploads;
  }

  /**
   * Returns the trash of the channel.
   *
   * @return the trash
   */
  public TrashBin trashBin() {
    return trashBin;
  }

  /**
   * Creates a folder; see {@link #createFolder(Destination, CreateOptions)}.
   *
   * @param path the path of the new folder, whose parent exists
   * @return the new folder
   */
  public FolderItem createFolder(String path) {
    return createFolder(Destination.at(path), CreateOptions.DEFAULT);
  }

  /**
   * Creates a folder.
   *
   * @param destination where
   * @param options how
   * @return the new folder
   * @throws io.filelibrary.error.NameTaken if the name is taken and the conflict policy does not
   *     help
   * @throws io.filelibrary.error.ParentNotFound if the folder to hold it is missing, without {@code
   *     createParents}
   * @throws io.filelibrary.error.NotAFolder if a file or link is on the way
   * @throws io.filelibrary.error.InvalidName if the channel's name policy refuses the name
   * @throws io.filelibrary.error.InvalidPath if the path is too long or too deep
   */
  public FolderItem createFolder(Destination destination, CreateOptions options) {
    return engine.creation().folder(session, destination, options);
  }

  /**
   * Returns the folder at a path, and creates it and the folders above it where they are missing.
   * Called twice, or by several threads at once, it answers the same folder.
   *
   * @param path the path of the folder
   * @return the folder that is there now
   * @throws io.filelibrary.error.NotAFolder if a file or link is on the way
   * @throws io.filelibrary.error.InvalidName if the channel's name policy refuses a name
   * @throws io.filelibrary.error.InvalidPath if the path is the root
   */
  public FolderItem ensureFolder(String path) {
    return engine.creation().ensureFolder(session, Destination.at(path));
  }

  /**
   * Creates a link; see {@link #createLink(Destination, LinkUrl, CreateOptions)}.
   *
   * @param path the path of the new link, whose parent exists
   * @param url an absolute URL
   * @return the new link
   */
  public LinkItem createLink(String path, String url) {
    return createLink(Destination.at(path), LinkUrl.of(url), CreateOptions.DEFAULT);
  }

  /**
   * Creates a link.
   *
   * @param destination where
   * @param url what it points to
   * @param options how
   * @return the new link
   * @throws io.filelibrary.error.InvalidLink if the library does not allow the URL's scheme
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     #createFolder(Destination, CreateOptions)}
   */
  public LinkItem createLink(Destination destination, LinkUrl url, CreateOptions options) {
    return engine.creation().link(session, destination, url, options);
  }

  /**
   * Uploads bytes; see {@link #upload(Destination, InputStream, UploadOptions)}.
   *
   * @param path the path of the new file, whose parent exists
   * @param bytes the content
   * @return the completed file
   */
  public FileItem upload(String path, byte[] bytes) {
    return upload(Destination.at(path), bytes, UploadOptions.DEFAULT);
  }

  /**
   * Uploads a file of the disk; see {@link #upload(Destination, Path, UploadOptions)}.
   *
   * @param path the path of the new file, whose parent exists
   * @param source the file to read
   * @return the completed file
   */
  public FileItem upload(String path, Path source) {
    return upload(Destination.at(path), source, UploadOptions.DEFAULT);
  }

  /**
   * Uploads a stream; see {@link #upload(Destination, InputStream, UploadOptions)}.
   *
   * @param path the path of the new file, whose parent exists
   * @param source read to its end; the caller closes it
   * @return the completed file
   */
  public FileItem upload(String path, InputStream source) {
    return upload(Destination.at(path), source, UploadOptions.DEFAULT);
  }

  /**
   * Uploads bytes; see {@link #upload(Destination, InputStream, UploadOptions)}.
   *
   * @param destination where
   * @param bytes the content
   * @param options how
   * @return the completed file
   */
  public FileItem upload(Destination destination, byte[] bytes, UploadOptions options) {
    return engine.uploads().upload(session, destination, bytes, options);
  }

  /**
   * Uploads a file of the disk. Its size when it is opened is the declared size, unless the options
   * declare another.
   *
   * @param destination where
   * @param source the file to read
   * @param options how
   * @return the completed file
   * @throws io.filelibrary.error.SourceFailed if the file cannot be read
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #upload(Destination,
   *     InputStream, UploadOptions)}
   */
  public FileItem upload(Destination destination, Path source, UploadOptions options) {
    return engine.uploads().upload(session, destination, source, options);
  }

  /**
   * Uploads a stream of any length. When this returns, the file is complete, durable and visible;
   * when it throws, there is no new file. Memory use does not grow with the size.
   *
   * @param destination where
   * @param source read to its end, or one byte past the declared or allowed size; the caller closes
   *     it
   * @param options how
   * @return the completed file
   * @throws io.filelibrary.error.SourceFailed if the stream throws
   * @throws io.filelibrary.error.SizeMismatch if more or fewer bytes come than declared
   * @throws io.filelibrary.error.ChecksumMismatch if the bytes do not have the declared hash
   * @throws io.filelibrary.error.FileTooLarge if more bytes come than allowed
   * @throws io.filelibrary.error.QuotaExceeded if the channel has no room for them
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     #createFolder(Destination, CreateOptions)}
   */
  public FileItem upload(Destination destination, InputStream source, UploadOptions options) {
    return engine.uploads().upload(session, destination, source, options);
  }

  /**
   * Reads a living item, or a pending file, by its id. A pending file is looked for in the storage
   * where clients send bytes to it directly, and completed if they have come; see {@link
   * UploadDesk#complete}. If that fails, the answer is the pending file.
   *
   * @param id the item's id
   * @return the item
   * @throws io.filelibrary.error.ItemNotFound if there is no such item, or it is in the trash
   */
  public Item get(ItemId id) {
    return engine.listings().get(session, id);
  }

  /**
   * Finds the living item at a path. Pending files are not found, nor what the actor may not read;
   * a pending file whose bytes have come to the storage is completed as by {@link #get}.
   *
   * @param path the path; the root is no item and is not found
   * @return the item, or empty if there is none
   * @throws io.filelibrary.error.InvalidPath if the path is not well-formed
   */
  public Optional<Item> find(String path) {
    return engine.listings().find(session, ItemPath.parse(path));
  }

  /**
   * Lists one page of the children of a folder. Where pending files are asked for, the first 20 of
   * the page that the actor began to upload are completed as by {@link #get} if their bytes have
   * come to the storage.
   *
   * @param folder the folder
   * @param options in which order, from where, how many
   * @return the page
   * @throws io.filelibrary.error.ItemNotFound if there is no such folder
   * @throws io.filelibrary.error.NotAFolder if it is a file or link
   * @throws io.filelibrary.error.InvalidCursor if the cursor is not one of this listing
   */
  public Page<Item> list(FolderRef folder, ListOptions options) {
    return engine.listings().children(session, folder, options);
  }

  /**
   * Lists all children of a folder lazily, page by page. The folder is fixed by its id when the
   * stream begins; each page is a transaction of its own.
   *
   * @param folder the folder
   * @param options in which order; the page size is how many are read at once
   * @return the children; needs no closing
   * @throws io.filelibrary.error.FileLibraryException as for {@link #list}, here or while the
   *     stream is read
   */
  public Stream<Item> stream(FolderRef folder, ListOptions options) {
    return engine.listings().childrenStream(session, folder, options);
  }

  /**
   * Lists one page of all that is below a folder, each folder before what it holds, siblings by
   * name. Pending files are completed as by {@link #list}.
   *
   * @param folder the folder, itself not listed
   * @param options {@code foldersFirst}, {@code includePending}, page size and cursor; sorted by
   *     name, ascending
   * @return the page
   * @throws io.filelibrary.error.InvalidChange if the options ask for another order
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #list}
   */
  public Page<Item> listTree(FolderRef folder, ListOptions options) {
    return engine.subtrees().page(session, folder, options);
  }

  /**
   * Lists all that is below a folder lazily, page by page, in the order of {@link #listTree}.
   *
   * @param folder the folder, itself not listed
   * @param options as for {@link #listTree}
   * @return the items; needs no closing
   * @throws io.filelibrary.error.FileLibraryException as for {@link #listTree}, here or while the
   *     stream is read
   */
  public Stream<Item> streamTree(FolderRef folder, ListOptions options) {
    return engine.subtrees().stream(session, folder, options);
  }

  /**
   * Finds a file together with its bytes, for who needs both as they belong together: a server that
   * tells the size and the hash before it sends the bytes.
   *
   * @param id the file's id
   * @return the file and its bytes
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.NotAFile if it is a folder or link
   * @throws io.filelibrary.error.FilePending if its upload is not completed
   */
  public FileContent content(ItemId id) {
    Downloads.Located located = engine.downloads().content(session, id);
    return new FileContent(
        located.item(), range -> engine.downloads().open(session, located, range));
  }

  /**
   * Opens the whole content of a file; see {@link #open(ItemId, ByteRange)}. At its end the bytes
   * are checked against the stored size and CRC-32C, or SHA-256 where that is all that is known.
   *
   * @param id the file's id
   * @return its bytes; the caller closes it
   */
  public InputStream open(ItemId id) {
    return open(id, ByteRange.ALL);
  }

  /**
   * Opens the whole content of the file at a path: {@link #find} and {@link #open(ItemId)} in one
   * transaction. Bytes that have come to the storage directly, and are not those declared, fail it
   * as {@link UploadDesk#complete}; {@link #find} finds nothing then.
   *
   * @param path the path
   * @return its bytes; the caller closes it
   * @throws io.filelibrary.error.InvalidPath if the path is not well-formed
   * @throws io.filelibrary.error.ItemNotFound if {@link #find} finds nothing there
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #open(ItemId,
   *     ByteRange)}
   */
  public InputStream open(String path) {
    return engine.downloads().open(session, ItemPath.parse(path));
  }

  /**
   * Opens a part of the content of a file. What the stream fails with is a {@link
   * io.filelibrary.error.FileLibraryException}; it never ends early. A file that is deleted or
   * replaced meanwhile can be read for the deletion grace. A pending file whose bytes have come to
   * the storage directly is completed first, and fails as {@link UploadDesk#complete} if they are
   * not those declared.
   *
   * @param id the file's id
   * @param range the part; what reaches past the end is cut
   * @return its bytes; the caller closes it
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.NotAFile if it is a folder or link
   * @throws io.filelibrary.error.FilePending if its upload is not completed
   * @throws io.filelibrary.error.RangeNotSatisfiable if the range begins at or past the end, but
   *     for the whole of an empty file
   * @throws io.filelibrary.error.ContentCorrupt if the stored bytes are missing; while reading, if
   *     they are not those that were uploaded
   */
  public InputStream open(ItemId id, ByteRange range) {
    return engine.downloads().open(session, id, range);
  }

  /**
   * Copies the content of a file to a stream, and checks it as {@link #open(ItemId)} does.
   *
   * @param id the file's id
   * @param target written, and neither flushed nor closed
   * @return the number of bytes
   * @throws io.filelibrary.error.DestinationFailed if the target throws
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #open(ItemId,
   *     ByteRange)}
   */
  public long download(ItemId id, OutputStream target) {
    return engine.downloads().download(session, id, target);
  }

  /**
   * Copies the content of a file to the disk: into a temporary file beside the target, which is
   * checked and then takes the target's name. When this throws, the target is as it was.
   *
   * @param id the file's id
   * @param target the file to create
   * @param options {@code REPLACE_EXISTING} to replace a file that is there; otherwise that fails
   * @return the number of bytes
   * @throws io.filelibrary.error.DestinationFailed if the target exists or cannot be written
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #open(ItemId,
   *     ByteRange)}
   */
  public long download(ItemId id, Path target, CopyOption... options) {
    return engine.downloads().download(session, id, target, options);
  }

  /**
   * Tells the key of a file's content, whether the storage or the catalog holds it. The key is
   * another whenever the bytes are, and when the visibility changes; copies share it.
   *
   * @param id the file's id
   * @return the key, or empty for a pending file
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.NotAFile if it is a folder or link
   */
  public Optional<ContentKey> contentKey(ItemId id) {
    return engine.listings().contentKey(session, id);
  }

  /**
   * Returns the stable URL of a public file, where the storage serves public content.
   *
   * @param id the file's id
   * @return the URL, or empty for a private file or a storage that serves none
   * @throws io.filelibrary.error.FileLibraryException as for {@link #open(ItemId, ByteRange)}
   */
  public Optional<URI> publicUrl(ItemId id) {
    return engine.downloads().publicUrl(session, id);
  }

  /**
   * Grants the download of a file from the storage directly, past this process, to whoever has the
   * grant. It ends before its time only where the file is deleted or replaced meanwhile: with its
   * bytes.
   *
   * @param id the file's id
   * @param options for how long, and what a browser is to do with the file
   * @return how to read the bytes, whole or in ranges, with the file's name and type as headers of
   *     the answer; empty where they can come through the library alone, since the storage grants
   *     nothing or the catalog holds them
   * @throws io.filelibrary.error.FileLibraryException as for {@link #open(ItemId, ByteRange)}
   */
  public Optional<TransferGrant> grantDownload(ItemId id, DownloadOptions options) {
    return engine.downloads().grant(session, id, options);
  }

  /**
   * Changes an item's name, folder, link URL, attributes, visibility or content type, all in one
   * transaction and as one change. Changes that change nothing leave the revision as it is. Into
   * another folder the item goes as by {@link #move}.
   *
   * @param id the item's id
   * @param changes what should change
   * @return the item after the change
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.StaleRevision if it is not at the expected revision
   * @throws io.filelibrary.error.InvalidChange if its kind has no such property
   * @throws io.filelibrary.error.FilePending if the visibility of a pending file should change
   * @throws io.filelibrary.error.WouldCycle if a folder would come to be inside itself
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     #createLink(Destination, LinkUrl, CreateOptions)}
   */
  public Item update(ItemId id, ItemChanges changes) {
    return engine.updates().update(session, id, changes);
  }

  /**
   * Renames an item in its folder; see {@link #update}.
   *
   * @param id the item's id
   * @param name the new name
   * @return the item after the change
   */
  public Item rename(ItemId id, String name) {
    return update(id, ItemChanges.NONE.withName(ItemName.of(name)));
  }

  /**
   * Moves an item, a folder with all that it holds; the cost does not depend on how much that is.
   * Whoever changes more of the item at once calls {@link #update}. A pending file can be moved,
   * unless it waits to replace another: then it is not found here.
   *
   * @param id the item's id
   * @param destination where; without a name it keeps its own
   * @param options how
   * @return the item after the move
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.StaleRevision if it is not at the expected revision
   * @throws io.filelibrary.error.WouldCycle if a folder would come to be inside itself
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     #createFolder(Destination, CreateOptions)}
   */
  public Item move(ItemId id, Destination destination, PlaceOptions options) {
    return engine.updates().move(session, id, destination, options);
  }

  /**
   * Copies an item. Contents are shared, not copied. A folder is copied with all completed files,
   * folders and links that it holds at the moment each is reached; the copy appears as a whole.
   *
   * @param id the item's id
   * @param destination where; without a name the copy keeps the item's
   * @param options how
   * @return the copy
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.FilePending if it is a pending file
   * @throws io.filelibrary.error.WouldCycle if a folder would be copied into itself
   * @throws io.filelibrary.error.QuotaExceeded if the channel has no room for the copy
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link #move}
   */
  public Item copy(ItemId id, Destination destination, PlaceOptions options) {
    return engine.copies().copy(session, id, destination, options);
  }

  /**
   * Puts an item into the trash, a folder with all that it holds; see {@link #trashBin} to get it
   * back.
   *
   * @param id the item's id
   * @return the item as it is in the trash
   * @throws io.filelibrary.error.ItemNotFound if there is no such item, or it is in the trash
   *     already
   * @throws io.filelibrary.error.FilePending if it is a pending file; abort its upload instead
   */
  public Item trash(ItemId id) {
    return engine.trash().put(session, id, DeleteOptions.DEFAULT);
  }

  /**
   * Puts an item into the trash if it is at an expected revision; see {@link #trash(ItemId)}.
   *
   * @param id the item's id
   * @param expectedRevision the revision that it must still have
   * @return the item as it is in the trash
   * @throws io.filelibrary.error.StaleRevision if it is not at the expected revision
   */
  public Item trash(ItemId id, long expectedRevision) {
    return engine
        .trash()
        .put(session, id, DeleteOptions.DEFAULT.withExpectedRevision(expectedRevision));
  }

  /**
   * Deletes an item for good, be it living or in the trash. What a folder holds goes with it at
   * once; the space is free when the collector has run.
   *
   * @param id the item's id
   * @param options whether a folder may hold something
   * @throws io.filelibrary.error.ItemNotFound if there is no such item
   * @throws io.filelibrary.error.FolderNotEmpty if a folder holds something, without {@code
   *     recursive}
   * @throws io.filelibrary.error.StaleRevision if it is not at the expected revision
   */
  public void delete(ItemId id, DeleteOptions options) {
    engine.deletion().delete(session, id, options);
  }

  /**
   * Reads the change feed of the channel: every change that was made, in order, without gaps.
   *
   * @param after the sequence of the last change that is known; 0 for all
   * @param limit the most changes wanted, 1 to 1,000
   * @return the changes after it
   * @throws io.filelibrary.error.InvalidSize if the sequence is negative or the limit out of bounds
   */
  public List<Change> changes(long after, int limit) {
    return engine.listings().changes(session, after, limit);
  }
}
