package io.filelibrary.server;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidInput;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.SourceFailed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;

/** Says in a few words why something failed, for a line that names the file already. */
final class Reasons {
  private Reasons() {}

  /** Returns a failure and its causes, the outermost first. */
  static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure; each != null && !chain.contains(each); each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the directory is not empty";
    }
    if (failure instanceof FileSystemException at && at.getReason() != null) {
      return at.getReason();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  static String of(DirectoryIteratorException failure) {
    IOException cause = failure.getCause();
    return cause == null ? "it cannot be listed" : of(cause);
  }

  static String of(FileLibraryException failure) {
    if (failure instanceof InvalidInput invalid) {
      return invalid.rule();
    }
    if (failure instanceof NameTaken taken) {
      return "a " + taken.itemType() + " of that name is there already";
    }
    if (failure instanceof SourceFailed && failure.getCause() instanceof IOException cause) {
      return "reading it failed: " + of(cause);
    }
    return String.valueOf(failure.getMessage());
  }
}
