package io.filelibrary.server;

import io.filelibrary.model.CollectionReport;
import picocli.CommandLine.Command;

@Command(
    name = "gc",
    description = {
      "Frees the space of what was deleted for good, in all channels.",
      "What was deleted within the last hour stays for those who are reading it. Uploads that never"
          + " finished are given up after a day. Safe at any time."
    },
    sortOptions = false)
final class CollectCommand extends LibraryCommand {
  @Override
  public Integer call() throws OutputFailed {
    try (OpenLibrary library = main().open()) {
      CollectionReport report = library.library().collect();
      terminal()
          .line(
              "freed "
                  + Amounts.counted(report.deletedBytes(), "byte")
                  + " of "
                  + Amounts.counted(report.deletedContents(), "content")
                  + "; reclaimed "
                  + Amounts.counted(report.reclaimedItems(), "item")
                  + "; gave up "
                  + Amounts.counted(report.abandonedContents(), "abandoned content")
                  + ", "
                  + Amounts.counted(report.expiredUploads(), "upload"));
      return ExitCode.OK;
    }
  }
}
