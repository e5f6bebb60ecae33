package io.filelibrary.model;

/** How far the upload of a file has come. */
public enum FileStatus {
  /** Begun, without readable content. Hidden from listing and finding unless asked for. */
  PENDING,
  /** Its content is stored, durable and readable. */
  COMPLETED
}
