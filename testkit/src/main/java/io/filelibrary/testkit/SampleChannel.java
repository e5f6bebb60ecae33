package io.filelibrary.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes valid rows of one channel, to be inserted into a {@link Catalog}. Each row has an id of its
 * own, and is as plain as it can be; the copies that the records offer make it special. The same
 * calls make the same rows. Safe for use by many threads, in whose order the ids then come.
 */
public final class SampleChannel {
  /** The moment that all times of the rows follow by nanoseconds. */
  public static final Instant TIME = Instant.parse("2024-05-06T07:08:09.123456789Z");

  private static final ActorId ACTOR = ActorId.of("sample");

  private final ChannelId id;
  private final ItemId root;
  private final AtomicInteger count = new AtomicInteger();

  private SampleChannel(ChannelId id) {
    this.id = id;
    this.root = newItemId();
  }

  /**
   * Makes rows for a channel, and inserts none.
   *
   * @param id the channel's id
   * @return the maker of its rows
   */
  public static SampleChannel of(String id) {
    return new SampleChannel(ChannelId.of(id));
  }

  /**
   * Inserts a channel and its root.
   *
   * @param catalog the catalog, which has no such channel yet
   * @param id the channel's id
   * @return the maker of further rows
   * @throws BackendException if the catalog fails
   */
  public static SampleChannel create(Catalog catalog, String id) throws BackendException {
    SampleChannel channel = of(id);
    ItemRecord rootRow = channel.rootRecord();
    boolean created =
        catalog.write(
            channel.id,
            Durability.DURABLE,
            writer -> {
              writer.insertChannel(channel.channelRecord());
              writer.insertItem(rootRow);
              return true;
            });
    if (!created) {
      throw new AssertionError("write did not return what its work returned");
    }
    return channel;
  }

  /**
   * Returns the channel's id.
   *
   * @return the id
   */
  public ChannelId id() {
    return id;
  }

  /**
   * Returns the id of the channel's root.
   *
   * @return the id
   */
  public ItemId root() {
    return root;
  }

  /**
   * Makes an id for an item.
   *
   * @return an id that no other row has
   */
  public ItemId newItemId() {
    return new ItemId(newUuid());
  }

  /**
   * Makes a key for a content.
   *
   * @return a key that no other row has
   */
  public ContentKey newKey() {
    return new ContentKey("private/" + newUuid().toString().replace("-", ""));
  }

  /**
   * Makes the row of the channel: a group without members, quota and usage.
   *
   * @return the row
   */
  public ChannelRecord channelRecord() {
    ChannelSpec spec = ChannelSpec.of(id, TenantId.of("tenant"));
    return new ChannelRecord(new Channel(spec, Usage.NONE, TIME, TIME), root, 0);
  }

  /**
   * Makes the row of the channel's root.
   *
   * @return the row
   */
  public ItemRecord rootRecord() {
    return item(root, ItemKind.FOLDER, Placement.ROOT, "", Optional.empty(), Optional.empty());
  }

  /**
   * Makes a living folder.
   *
   * @param parent the folder it is in
   * @param name its name, which is its name's key as well
   * @return the row
   */
  public ItemRecord folder(ItemId parent, String name) {
    return item(
        newItemId(),
        ItemKind.FOLDER,
        Placement.living(parent),
        name,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Makes a living link.
   *
   * @param parent the folder it is in
   * @param name its name, which is its name's key as well
   * @return the row
   */
  public ItemRecord link(ItemId parent, String name) {
    return item(
        newItemId(),
        ItemKind.LINK,
        Placement.living(parent),
        name,
        Optional.of(LinkUrl.of("https://example.org/")),
        Optional.empty());
  }

  /**
   * Makes a living file that waits for its bytes.
   *
   * @param parent the folder it is in
   * @param name its name, which is its name's key as well
   * @return the row
   */
  public ItemRecord pendingFile(ItemId parent, String name) {
    FileRecord pending =
        new FileRecord(
            FileStatus.PENDING,
            0,
            ContentType.OCTET_STREAM,
            0,
            Optional.empty(),
            Optional.empty(),
            false);
    return item(
        newItemId(),
        ItemKind.FILE,
        Placement.living(parent),
        name,
        Optional.empty(),
        Optional.of(pending));
  }

  /**
   * Makes a living file in its first version.
   *
   * @param parent the folder it is in
   * @param name its name, which is its name's key as well
   * @param content its content, whose bytes have arrived, to be inserted first
   * @return the row
   */
  public ItemRecord file(ItemId parent, String name, ContentRecord content) {
    FileRecord completed =
        new FileRecord(
            FileStatus.COMPLETED,
            content.size().orElseThrow(),
            ContentType.of("text/plain"),
            1,
            Optional.of(content.key()),
            content.sha256(),
            content.encrypted());
    return item(
        newItemId(),
        ItemKind.FILE,
        Placement.living(parent),
        name,
        Optional.empty(),
        Optional.of(completed));
  }

  /**
   * Makes a content that one file uses.
   *
   * @param size its size in bytes
   * @return the row, LIVE
   */
  public ContentRecord live(long size) {
    return arrivedIntent(size, TIME).live(1);
  }

  /**
   * Makes a content whose bytes are on their way.
   *
   * @param due when the collector may doom it
   * @return the row, INTENT
   */
  public ContentRecord intent(Instant due) {
    return new ContentRecord(
        newKey(),
        id,
        ContentState.INTENT,
        0,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        Optional.of(due));
  }

  /**
   * Makes a content that nothing uses any more.
   *
   * @param due when the collector may delete its bytes
   * @return the row, DOOMED
   */
  public ContentRecord doomed(Instant due) {
    return live(1).doomed(due);
  }

  /**
   * Makes an earlier version.
   *
   * @param file the file, to be inserted first
   * @param number the version's number
   * @param content its content, to be inserted first
   * @return the row
   */
  public VersionRecord version(ItemRecord file, int number, ContentRecord content) {
    return new VersionRecord(
        file.id(), number, content.key(), ContentType.of("text/plain"), newStamp());
  }

  /**
   * Makes a two-step upload that is open.
   *
   * @param file the pending file, to be inserted first
   * @param expiresAt when it ends
   * @return the row
   */
  public UploadRecord upload(ItemRecord file, Instant expiresAt) {
    return new UploadRecord(
        new UploadId(newUuid()),
        id,
        file.id(),
        UploadState.OPEN,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        ConflictPolicy.FAIL,
        expiresAt);
  }

  /**
   * Makes an entry of the change feed that tells of an item's creation.
   *
   * @param sequence its number
   * @param item the item, which has a parent
   * @return the entry
   */
  public Change change(long sequence, ItemRecord item) {
    return new Change(
        sequence,
        id,
        ChangeAction.CREATED,
        item.kind(),
        item.id(),
        item.placement().parent().filter(parent -> !parent.equals(root)),
        ItemName.of(item.name()),
        item.revision(),
        newStamp(),
        new TreeMap<>());
  }

  /**
   * Makes a stamp, later than all before.
   *
   * @return the stamp
   */
  public Stamp newStamp() {
    return new Stamp(TIME.plusNanos(count.incrementAndGet()), ACTOR);
  }

  private ContentRecord arrivedIntent(long size, Instant due) {
    ContentRecord intent = intent(due);
    Sha256 hash = StorageProbe.hash(intent.key().value().getBytes(UTF_8));
    return intent.arrived(size, hash, OptionalInt.of(hash.hashCode()), false);
  }

  private ItemRecord item(
      ItemId itemId,
      ItemKind kind,
      Placement placement,
      String name,
      Optional<LinkUrl> linkUrl,
      Optional<FileRecord> file) {
    Stamp stamp = newStamp();
    return new ItemRecord(
        itemId,
        id,
        kind,
        placement,
        name,
        name,
        stamp,
        stamp,
        1,
        Visibility.PRIVATE,
        Attributes.NONE,
        linkUrl,
        file);
  }

  private UUID newUuid() {
    String text = id.value() + '\n' + count.incrementAndGet();
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
  }
}
