package io.filelibrary.testkit.model;

import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Visibility;

/**
 * One call of the library, as a value. Items and uploads are named by the order in which they came
 * into being, so that an operation means something in every run; one that names nothing is skipped.
 * {@link OperationText} gives each record its text.
 */
sealed interface Operation {
  /** The number of channels that exist; the next number names a channel that does not. */
  int CHANNELS = 2;

  /** The n-th item that ever came into being, from 0. */
  record ItemRef(int number) {}

  /** The n-th two-step upload that was ever begun, from 0. */
  record UploadRef(int number) {}

  /** A folder. */
  sealed interface FolderAt {}

  /** The folder at a path; the root at the empty one. */
  record ByPath(String path) implements FolderAt {}

  /** A folder by its id, be it one or not. */
  record ById(ItemRef item) implements FolderAt {}

  /** Where an item should go. */
  sealed interface Place {}

  /** A place by its path. */
  record At(String path) implements Place {}

  /** A name in a folder. */
  record In(FolderAt folder, String name) implements Place {}

  /** A folder, under the name that the item has. */
  record Into(FolderAt folder) implements Place {}

  /** What a call says of the revision that it expects. */
  enum Expected {
    /** Nothing. */
    ANY,
    /** The one that the item has. */
    CURRENT,
    /** One before that. */
    STALE
  }

  /** What an upload declares of its bytes. */
  enum Declared {
    /** Nothing. */
    NOTHING,
    /** Their number. */
    SIZE,
    /** One byte more than there are. */
    OTHER_SIZE,
    /** Their hash. */
    HASH,
    /** The hash of other bytes. */
    OTHER_HASH,
    /** A limit that they pass by one byte. */
    SMALLER_LIMIT
  }

  /** What an update makes of the visibility. */
  enum Showing {
    /** Nothing. */
    AS_IS,
    /** Private. */
    PRIVATE,
    /** Public. */
    PUBLIC
  }

  /** How an item is created; the attributes as {@code key=value,key=value}. */
  record How(ConflictPolicy conflict, boolean parents, Visibility visibility, String attributes) {}

  /** How an item is moved, copied or restored. */
  record Placing(ConflictPolicy conflict, boolean parents, Expected revision) {}

  /** Returns the number of the channel that the call is made to. */
  default int channel() {
    return 0;
  }

  record CreateFolder(int channel, Place place, How how) implements Operation {}

  record CreateLink(int channel, Place place, String url, How how) implements Operation {}

  record EnsureFolder(int channel, String path) implements Operation {}

  record Upload(int channel, Place place, int size, int salt, Declared declared, How how)
      implements Operation {}

  record Begin(int channel, Place place, int size, Declared declared, How how)
      implements Operation {}

  record Receive(int channel, UploadRef upload, int size, int salt) implements Operation {}

  record Complete(int channel, UploadRef upload) implements Operation {}

  record CompleteWith(int channel, UploadRef upload, int size, int salt) implements Operation {}

  record Abort(int channel, UploadRef upload) implements Operation {}

  record Get(int channel, ItemRef item) implements Operation {}

  record Find(int channel, String path) implements Operation {}

  record Open(int channel, ItemRef item) implements Operation {}

  record OpenRange(int channel, ItemRef item, int from, int length) implements Operation {}

  /** Changes an item; empty texts leave what they stand for as it is. */
  record Update(
      int channel,
      ItemRef item,
      String name,
      String attributes,
      String url,
      String type,
      Showing visibility,
      ConflictPolicy conflict,
      Expected revision)
      implements Operation {}

  record Move(int channel, ItemRef item, Place place, Placing placing) implements Operation {}

  record Copy(int channel, ItemRef item, Place place, Placing placing) implements Operation {}

  record Trash(int channel, ItemRef item, Expected revision) implements Operation {}

  record Restore(int channel, ItemRef item, Placing placing) implements Operation {}

  record RestoreTo(int channel, ItemRef item, Place place, Placing placing) implements Operation {}

  record Delete(int channel, ItemRef item, boolean recursive, Expected revision)
      implements Operation {}

  record ListFolder(
      int channel,
      FolderAt folder,
      int pageSize,
      SortField sort,
      boolean descending,
      boolean mixed,
      boolean pending)
      implements Operation {}

  record ListTree(int channel, FolderAt folder, int pageSize, boolean mixed, boolean pending)
      implements Operation {}

  record ListTrash(int channel, int pageSize) implements Operation {}

  record EmptyTrash(int channel) implements Operation {}

  record Changes(int channel, int after, int limit) implements Operation {}

  record CreateChannel(int channel) implements Operation {}

  record EnsureChannel(int channel) implements Operation {}

  /** Sets the quota of a channel; below 0 for none. */
  record Quota(int channel, int bytes) implements Operation {}

  /** Tries to change the case rule of a channel, which cannot be done. */
  record FlipCase(int channel) implements Operation {}

  /** Moves the clock, back if negative. */
  record Clock(int seconds) implements Operation {}

  record Collect() implements Operation {}

  /** Closes the library and opens it again, where it outlives that. */
  record Reopen() implements Operation {}
}
