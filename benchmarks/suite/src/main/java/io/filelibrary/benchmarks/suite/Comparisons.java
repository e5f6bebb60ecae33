package io.filelibrary.benchmarks.suite;

import io.filelibrary.benchmarks.suite.catalog.FileCreates;
import io.filelibrary.benchmarks.suite.catalog.FolderMoves;
import io.filelibrary.benchmarks.suite.catalog.FolderPages;
import io.filelibrary.benchmarks.suite.catalog.RandomReads;
import io.filelibrary.benchmarks.suite.catalog.Scale;
import io.filelibrary.benchmarks.suite.catalog.SmallCreates;
import io.filelibrary.benchmarks.suite.catalog.Start;
import io.filelibrary.benchmarks.suite.http.HttpTransfers;
import io.filelibrary.benchmarks.suite.large.LargeFiles;
import io.filelibrary.benchmarks.suite.s3.ObjectStore;
import java.util.List;

/** All comparisons, in the order of the report. */
final class Comparisons {
  private Comparisons() {}

  static List<Comparison> all() {
    return List.of(
        new SmallCreates(),
        new FileCreates(),
        new RandomReads(),
        new FolderPages(),
        new FolderMoves(),
        new LargeFiles(),
        new ObjectStore(),
        new HttpTransfers(),
        new Scale(),
        new Start(),
        new Stores());
  }
}
