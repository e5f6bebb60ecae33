package io.filelibrary.error;

/**
 * What went wrong, for programs to act on. Codes are only ever added, never renamed or removed; the
 * texts of messages are not part of the API.
 */
public enum ErrorCode {
  /** {@link InvalidName}. */
  INVALID_NAME,
  /** {@link InvalidPath}. */
  INVALID_PATH,
  /** {@link InvalidId}. */
  INVALID_ID,
  /** {@link InvalidLink}. */
  INVALID_LINK,
  /** {@link InvalidSize}. */
  INVALID_SIZE,
  /** {@link InvalidHash}. */
  INVALID_HASH,
  /** {@link InvalidAttribute}. */
  INVALID_ATTRIBUTE,
  /** {@link InvalidContentType}. */
  INVALID_CONTENT_TYPE,
  /** {@link InvalidCursor}. */
  INVALID_CURSOR,
  /** {@link InvalidRange}. */
  INVALID_RANGE,
  /** {@link InvalidChange}. */
  INVALID_CHANGE,
  /** {@link ChannelNotFound}. */
  CHANNEL_NOT_FOUND,
  /** {@link ChannelExists}. */
  CHANNEL_EXISTS,
  /** {@link ItemNotFound}. */
  ITEM_NOT_FOUND,
  /** {@link ParentNotFound}. */
  PARENT_NOT_FOUND,
  /** {@link NameTaken}. */
  NAME_TAKEN,
  /** {@link NotAFolder}. */
  NOT_A_FOLDER,
  /** {@link NotAFile}. */
  NOT_A_FILE,
  /** {@link FolderNotEmpty}. */
  FOLDER_NOT_EMPTY,
  /** {@link WouldCycle}. */
  WOULD_CYCLE,
  /** {@link StaleRevision}. */
  STALE_REVISION,
  /** {@link QuotaExceeded}. */
  QUOTA_EXCEEDED,
  /** {@link AccessDenied}. */
  ACCESS_DENIED,
  /** {@link UploadNotFound}. */
  UPLOAD_NOT_FOUND,
  /** {@link UploadExpired}. */
  UPLOAD_EXPIRED,
  /** {@link UploadIncomplete}. */
  UPLOAD_INCOMPLETE,
  /** {@link UploadCompleted}. */
  UPLOAD_COMPLETED,
  /** {@link FilePending}. */
  FILE_PENDING,
  /** {@link SizeMismatch}. */
  SIZE_MISMATCH,
  /** {@link ChecksumMismatch}. */
  CHECKSUM_MISMATCH,
  /** {@link FileTooLarge}. */
  FILE_TOO_LARGE,
  /** {@link RangeNotSatisfiable}. */
  RANGE_NOT_SATISFIABLE,
  /** {@link SourceFailed}. */
  SOURCE_FAILED,
  /** {@link DestinationFailed}. */
  DESTINATION_FAILED,
  /** {@link ContentCorrupt}. */
  CONTENT_CORRUPT,
  /** {@link CatalogMismatch}. */
  CATALOG_MISMATCH,
  /** {@link LibraryClosed}. */
  LIBRARY_CLOSED,
  /** {@link StorageFull}. */
  STORAGE_FULL,
  /** {@link BackendUnavailable}. */
  BACKEND_UNAVAILABLE,
  /** {@link BackendFailed}. */
  BACKEND_FAILED,
  /** {@link TooManyUploads}. */
  TOO_MANY_UPLOADS
}
