package io.filelibrary.server.serve;

/** What waits in a library to be finished or deleted, as it was some seconds ago at most. */
interface Backlogs {
  long pendingUploads();

  long unfinishedContents();

  long doomedContents();
}
