package io.filelibrary.server;

import io.filelibrary.spi.BackendException;
import io.filelibrary.storage.sqlite.SqliteStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Writes a copy of the catalog to a new file, while the library is in use.",
      "Then copy the contents by the means of their storage, within an hour: contents are never"
          + " changed, and stay for an hour after they were deleted. Contents in SQLite are copied"
          + " by --contents.",
      "To restore, stop what uses the library, put the copies in the place of catalog.db (moving"
          + " catalog.db-wal and catalog.db-shm away with the old one) and of the contents, and run"
          + " fsck."
    },
    sortOptions = false)
final class BackupCommand extends LibraryCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "The copy of the catalog to write.")
  private Path file;

  @Option(
      names = "--contents",
      paramLabel = "FILE",
      description = "The copy of the contents to write, where they are in SQLite.")
  private Optional<Path> contents;

  @Override
  public Integer call() throws OutputFailed {
    try (OpenLibrary library = main().open()) {
      if (contents.isPresent() && !(library.contents() instanceof SqliteStorage)) {
        throw new CommandFailure(
            "--contents is for contents in SQLite; these are in "
                + library.storage()
                + ", copy them by its means");
      }
      // The catalog first: what it names is then among the contents that are copied after it.
      write(file, library.catalog()::backup);
      if (contents.isPresent() && library.contents() instanceof SqliteStorage storage) {
        write(contents.get(), storage::backup);
      }
      return ExitCode.OK;
    }
  }

  /** Writes one copy. */
  private interface Backup {
    void to(Path target) throws IOException;
  }

  private void write(Path target, Backup backup) throws OutputFailed {
    try {
      backup.to(target);
    } catch (BackendException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write " + SafeText.name(target.toString()) + ": " + Reasons.of(e), e);
    }
    terminal().line("wrote " + SafeText.name(target.toString()));
  }
}
