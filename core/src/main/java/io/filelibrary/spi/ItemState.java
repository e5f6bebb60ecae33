package io.filelibrary.spi;

/** Whether and how an item hangs in the tree. All but living items are parked below the root. */
public enum ItemState {
  /** A child of its parent; its name is unique among the parent's living children. */
  LIVING,
  /** In the trash: the whole subtree below it is hidden with it. */
  TRASHED,
  /** Not yet hooked in: a subtree being copied, or a pending file that will replace another. */
  DETACHED,
  /** Deleted for good; the collector reclaims it with all that is below. */
  DELETED
}
