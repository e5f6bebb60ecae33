package io.filelibrary.internal;

import io.filelibrary.error.ContentCorrupt;
import io.filelibrary.error.DestinationFailed;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.error.RangeNotSatisfiable;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentDisposition;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.PublicUrls;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads contents: finds them in a transaction, then opens them outside of it. */
public final class Downloads {
  private final Transactions transactions;
  private final ContentRows rows;
  private final StorageBackend storage;
  private final Ids ids;
  private final Clock clock;
  private final UnannouncedArrivals arrivals;

  Downloads(
      Transactions transactions,
      Catalog catalog,
      StorageBackend storage,
      Ids ids,
      Clock clock,
      UnannouncedArrivals arrivals) {
    this.transactions = transactions;
    this.rows = new ContentRows(catalog);
    this.storage = storage;
    this.ids = ids;
    this.clock = clock;
    this.arrivals = arrivals;
  }

  /**
   * Finds a file and its bytes.
   *
   * @param session where and for whom
   * @param id the file
   * @return the file and where its bytes are
   */
  public Located content(Session session, ItemId id) {
    return locate(session, id, true);
  }

  /**
   * Opens a part of bytes that were found before.
   *
   * @param session where and for whom
   * @param located the file and where its bytes are
   * @param range the part
   * @return its bytes
   */
  public InputStream open(Session session, Located located, ByteRange range) {
    ItemId id = located.node.id();
    return open(id, located, range)
        .orElseThrow(
            () -> {
              Located now = locate(session, id, true);
              return now.key().equals(located.key())
                  ? missing(id)
                  : new StaleRevision(
                      id.toString(), located.item().revision(), now.item().revision());
            });
  }

  private static ContentCorrupt missing(ItemId id) {
    return new ContentCorrupt(id.toString(), "its bytes are missing from the storage");
  }

  /**
   * Opens a part of a file.
   *
   * @param session where and for whom
   * @param id the file
   * @param range the part
   * @return its bytes
   */
  public InputStream open(Session session, ItemId id, ByteRange range) {
    return open(session, id, range, locate(session, id));
  }

  /**
   * Opens the whole content of the file at a path.
   *
   * @param session where and for whom
   * @param path the path
   * @return its bytes
   */
  public InputStream open(Session session, ItemPath path) {
    Located located = locate(session, path);
    return open(session, located.node.id(), ByteRange.ALL, located);
  }

  private InputStream open(Session session, ItemId id, ByteRange range, Located first) {
    Located located = first;
    Optional<InputStream> opened = open(id, located, range);
    while (opened.isEmpty()) {
      // The file may have been deleted or replaced since, and its former bytes collected.
      Located now = locate(session, id);
      if (now.key().equals(located.key())) {
        throw missing(id);
      }
      located = now;
      opened = open(id, located, range);
    }
    return opened.get();
  }

  /**
   * Copies a file to a stream.
   *
   * @param session where and for whom
   * @param id the file
   * @param target where to
   * @return the number of bytes
   */
  public long download(Session session, ItemId id, OutputStream target) {
    try (InputStream bytes = open(session, id, ByteRange.ALL)) {
      return bytes.transferTo(target);
    } catch (IOException e) {
      throw new DestinationFailed(e);
    }
  }

  /**
   * Copies a file to the disk.
   *
   * @param session where and for whom
   * @param id the file
   * @param target the file to create
   * @param options whether to replace what is there
   * @return the number of bytes
   */
  public long download(Session session, ItemId id, Path target, CopyOption... options) {
    boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
    // Not made from the target's name, which may have the greatest length there is.
    Path temporary = target.resolveSibling(".filelibrary-" + ids.next() + ".part");
    try {
      if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString(), null, "the file exists");
      }
      try (InputStream bytes = open(session, id, ByteRange.ALL)) {
        long size = write(bytes, temporary);
        publish(temporary, target, replace);
        return size;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new DestinationFailed(e);
    }
  }

  /**
   * Returns the stable URL of a public file.
   *
   * @param session where and for whom
   * @param id the file
   * @return the URL, or empty where there is none
   */
  public Optional<URI> publicUrl(Session session, ItemId id) {
    Located located = locate(session, id);
    boolean served = located.key().visibility() == Visibility.PUBLIC && located.inline.isEmpty();
    return storage instanceof PublicUrls urls && served
        ? Optional.of(urls.publicUrl(located.key()))
        : Optional.empty();
  }

  /**
   * Grants the download of a file from the storage directly.
   *
   * @param session where and for whom
   * @param id the file
   * @param options how
   * @return the grant, or empty where there is none
   */
  public Optional<TransferGrant> grant(Session session, ItemId id, DownloadOptions options) {
    Located located = locate(session, id);
    if (!(storage instanceof DirectDownloads downloads) || located.inline.isPresent()) {
      return Optional.empty();
    }
    FileItem item = located.item();
    try {
      return Optional.of(
          downloads.grantDownload(
              located.key(),
              ContentDisposition.of(item, options.disposition()).value(),
              new ContentHints(item.contentType()),
              clock.instant().plus(options.lifetime())));
    } catch (IllegalArgumentException e) {
      throw ErrorTranslation.tooLate(e);
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /** Opens the whole content that a file has or had, wherever it is; nobody is asked. */
  InputStream openContent(Session session, ItemId id, FileRecord file) throws IOException {
    ContentKey key = file.content().orElseThrow();
    Optional<byte[]> inline =
        transactions.unrestricted().read(session, tree -> rows.inline(tree, key));
    InputStream stored =
        inline.isPresent() ? part(inline.get(), ByteRange.ALL) : storage.open(key, ByteRange.ALL);
    ByteCheck check = ByteCheck.of(OptionalInt.empty(), file.sha256());
    return new VerifiedStream(stored, id.toString(), file.size(), check);
  }

  /** Finds where the bytes of the file at a path are, as long as the caller may know of it. */
  private Located locate(Session session, ItemPath path) {
    Optional<Sighted> seen = sight(session, path);
    if (seen.filter(file -> file.located.isEmpty()).isPresent()
        && arrivals.fetch(seen.get().node.item())) {
      seen = sight(session, path);
    }
    return seen.flatMap(Sighted::located).orElseThrow(() -> new ItemNotFound(path.toString()));
  }

  private Located locate(Session session, ItemId id) {
    return locate(session, id, false);
  }

  /** Finds where a file's bytes are; the item is shown to the caller, or only its bytes are. */
  private Located locate(Session session, ItemId id, boolean shown) {
    Sighted seen = sight(session, id, shown);
    if (seen.located.isEmpty() && arrivals.fetch(seen.node.item())) {
      seen = sight(session, id, shown);
    }
    if (seen.located.isPresent()) {
      return seen.located.get();
    }
    throw seen.node.isLiving() ? new FilePending(id.toString()) : new ItemNotFound(id.toString());
  }

  private Sighted sight(Session session, ItemId id, boolean shown) {
    return transactions.read(
        session,
        tree -> {
          Optional<ItemWithContent> row = rows.item(tree, id);
          Optional<Node> found =
              row.isPresent() ? Optional.of(tree.node(row.get().item())) : Optional.empty();
          // The bytes of one that will replace another may have come: then it is in the tree.
          Node node =
              arrivals.arePossible() ? TreeReader.visible(id, found) : TreeReader.living(id, found);
          if (shown) {
            tree.require(Action.READ, node);
          }
          return sighted(tree, node, row.get());
        });
  }

  private Optional<Sighted> sight(Session session, ItemPath path) {
    return transactions.read(
        session,
        tree -> {
          Optional<Node> folder =
              path.isRoot() ? Optional.empty() : tree.find(path.parent().orElseThrow());
          Optional<ItemWithContent> row =
              folder.isPresent()
                  ? rows.child(tree, folder.get(), tree.key(path.name().orElseThrow()))
                  : Optional.empty();
          if (row.isEmpty()) {
            return Optional.empty();
          }
          Node node = folder.get().child(row.get().item());
          if (!tree.allows(Action.READ, node)) {
            return Optional.empty();
          }
          // Nothing is refused of what is not found.
          return Optional.of(
              node.isPending()
                  ? new Sighted(node, Optional.empty())
                  : sighted(tree, node, row.get()));
        });
  }

  private static Sighted sighted(TreeReader tree, Node node, ItemWithContent row) {
    if (node.record().kind() != ItemKind.FILE) {
      throw new NotAFile(node.id().toString());
    }
    tree.require(Action.DOWNLOAD, node);
    return new Sighted(
        node,
        node.isPending()
            ? Optional.empty()
            : Optional.of(new Located(node, row.inline(), row.crc32c())));
  }

  private static ContentKey key(Node file) {
    return file.record().file().orElseThrow().content().orElseThrow();
  }

  /** Opens a part of located bytes, or answers nothing where the storage does not have them. */
  private Optional<InputStream> open(ItemId id, Located located, ByteRange range) {
    long size = located.file().size();
    long length = range.lengthWithin(size);
    boolean all = range.offset() == 0 && length == size;
    boolean whole = all && (size > 0 || range.length().isEmpty());
    if (range.offset() >= size && !whole) {
      throw new RangeNotSatisfiable(range.offset(), size);
    }
    ByteCheck check =
        whole ? ByteCheck.of(located.crc32c, located.file().sha256()) : ByteCheck.none();
    // Of the whole, more than the size is asked for, so that bytes too many are noticed.
    return stored(located, whole ? ByteRange.ALL : ByteRange.of(range.offset(), length))
        .map(bytes -> new VerifiedStream(bytes, id.toString(), length, check));
  }

  private Optional<InputStream> stored(Located located, ByteRange range) {
    if (located.inline.isPresent()) {
      return Optional.of(part(located.inline.get(), range));
    }
    try {
      return Optional.of(storage.open(located.key(), range));
    } catch (BackendException e) {
      if (e.reason() == BackendException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw ErrorTranslation.translate(e, Effect.NONE);
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  private static InputStream part(byte[] bytes, ByteRange range) {
    int offset = (int) Math.min(range.offset(), bytes.length);
    return new ByteArrayInputStream(bytes, offset, (int) range.lengthWithin(bytes.length));
  }

  private static long write(InputStream bytes, Path temporary) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return bytes.transferTo(out);
    }
  }

  private static void publish(Path temporary, Path target, boolean replace) throws IOException {
    if (replace) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(temporary, target);
    }
  }

  /** A file, and where its bytes are unless it is pending. */
  private record Sighted(Node node, Optional<Located> located) {}

  /** A file, and its bytes if the catalog has them, or else their CRC-32C if that is known. */
  public static final class Located {
    private final Node node;
    private final Optional<byte[]> inline;
    private final OptionalInt crc32c;

    private Located(Node node, Optional<byte[]> inline, OptionalInt crc32c) {
      this.node = node;
      this.inline = inline;
      this.crc32c = crc32c;
    }

    /**
     * Returns the file.
     *
     * @return the file
     */
    public FileItem item() {
      return (FileItem) node.item();
    }

    private FileRecord file() {
      return node.record().file().orElseThrow();
    }

    private ContentKey key() {
      return Downloads.key(node);
    }
  }
}
