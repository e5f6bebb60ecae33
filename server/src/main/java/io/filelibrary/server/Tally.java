package io.filelibrary.server;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an import or export has done so far; any thread may add and read. */
final class Tally {
  private final LongAdder folders = new LongAdder();
  private final LongAdder files = new LongAdder();
  private final LongAdder links = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private final LongAdder bytesUnderWay = new LongAdder();
  private final long start = System.nanoTime();

  void folder() {
    folders.increment();
  }

  void file(long size) {
    files.increment();
    bytes.add(size);
  }

  void link() {
    links.increment();
  }

  void leftOut(long items) {
    leftOut.add(items);
  }

  /** Adds to the bytes of the files under way; what was added is taken back when a file ends. */
  void underWay(long moreBytes) {
    bytesUnderWay.add(moreBytes);
  }

  long files() {
    return files.sum();
  }

  long leftOut() {
    return leftOut.sum();
  }

  /** Returns the bytes of the finished files and of those under way. */
  long bytesSoFar() {
    return bytes.sum() + bytesUnderWay.sum();
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  String summary(String verb) {
    String linked = links.sum() == 0 ? "" : Amounts.counted(links.sum(), "link") + ", ";
    return String.format(
        Locale.ROOT,
        "%s %s, %s, %s%s; %d left out; %.2f seconds",
        verb,
        Amounts.counted(folders.sum(), "folder"),
        Amounts.counted(files.sum(), "file"),
        linked,
        Amounts.counted(bytes.sum(), "byte"),
        leftOut.sum(),
        seconds());
  }
}
