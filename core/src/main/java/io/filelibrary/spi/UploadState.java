package io.filelibrary.spi;

/** How far a two-step upload has come. */
public enum UploadState {
  /** Begun: bytes may come, complete and abort are possible. */
  OPEN,
  /** Its file is completed; kept until it expires, so that completing it again answers the same. */
  COMPLETED
}
