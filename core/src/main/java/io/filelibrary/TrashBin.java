package io.filelibrary;

import io.filelibrary.internal.Engine;
import io.filelibrary.internal.Session;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import java.util.Optional;

/**
 * The trash of a channel. It holds each item that was put into it as a whole, and knows where it
 * was. Items stay until they are restored, deleted, or over the library's retention. Calls fail as
 * those of {@link ChannelFiles} do.
 */
public final class TrashBin {
  private final Engine engine;
  private final Session session;

  TrashBin(Engine engine, Session session) {
    this.engine = engine;
    this.session = session;
  }

  /**
   * Lists one page of the items that were put into the trash, the newest first. What a folder in
   * the trash holds is not listed.
   *
   * @param cursor where the page begins, or empty for the first page
   * @param pageSize the most items, 1 to 1,000
   * @return the page
   * @throws io.filelibrary.error.InvalidSize if the page size is out of bounds
   * @throws io.filelibrary.error.InvalidCursor if the cursor is not one of this listing
   */
  public Page<Item> list(Optional<Cursor> cursor, int pageSize) {
    return engine.trash().list(session, cursor, pageSize);
  }

  /**
   * Puts an item back to where it was; see {@link #restore(ItemId, Destination, PlaceOptions)}.
   *
   * @param id the id of an item that was put into the trash
   * @return the living item
   * @throws io.filelibrary.error.ParentNotFound if the folder it was in is gone or in the trash
   *     itself
   */
  public Item restore(ItemId id) {
    return engine.trash().restore(session, id, Optional.empty(), PlaceOptions.DEFAULT);
  }

  /**
   * Puts an item back to where it was; see {@link #restore(ItemId, Destination, PlaceOptions)}.
   *
   * @param id the id of an item that was put into the trash
   * @param options how; a folder that is gone is not created again, since its place is not known
   * @return the living item
   * @throws io.filelibrary.error.ParentNotFound if the folder it was in is gone or in the trash
   *     itself
   */
  public Item restore(ItemId id, PlaceOptions options) {
    return engine.trash().restore(session, id, Optional.empty(), options);
  }

  /**
   * Brings an item back to a place of the caller's choice, a folder with all that it holds.
   *
   * @param id the id of an item that was put into the trash
   * @param destination where; without a name it keeps its own
   * @param options how
   * @return the living item
   * @throws io.filelibrary.error.ItemNotFound if the trash has no such item
   * @throws io.filelibrary.error.StaleRevision if it is not at the expected revision
   * @throws io.filelibrary.error.FileLibraryException otherwise as for {@link
   *     ChannelFiles#createFolder(Destination, io.filelibrary.model.CreateOptions)}
   */
  public Item restore(ItemId id, Destination destination, PlaceOptions options) {
    return engine.trash().restore(session, id, Optional.of(destination), options);
  }

  /**
   * Deletes for good all that is in the trash when this is called, in several transactions. When
   * this throws, a part may be deleted; call again.
   *
   * @return how many items were deleted, each folder counted once
   */
  public long empty() {
    return engine.trash().empty(session);
  }
}
