package io.filelibrary.error;

/** What a failed call has changed. */
public enum Effect {
  /** Nothing has changed. */
  NONE,
  /** The change was made, although the call failed afterwards. */
  DONE,
  /** The change may or may not have been made; look before calling again. */
  UNKNOWN
}
