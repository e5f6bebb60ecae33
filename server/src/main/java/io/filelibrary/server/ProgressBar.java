package io.filelibrary.server;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far an import or export has come, once it is started. How much there is in all is
 * counted meanwhile where that can be known.
 */
final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 20;

  private final Terminal terminal;
  private final Tally tally;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<TreeMeasure> measure = Optional.empty();

  ProgressBar(Terminal terminal, Tally tally) {
    this.terminal = terminal;
    this.tally = tally;
  }

  /** Starts to show it, and to measure how much there is in all. */
  void start(Optional<TreeMeasure> all) {
    measure = all;
    all.ifPresent(each -> startDaemon("measure", each::run));
    startDaemon("progress", this::draw);
  }

  @Override
  public void close() {
    closed.countDown();
    terminal.clearStatus();
  }

  private static void startDaemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void draw() {
    try {
      while (!closed.await(200, TimeUnit.MILLISECONDS)) {
        terminal.status(line());
      }
      terminal.clearStatus();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line() {
    long bytes = tally.bytesSoFar();
    String rate = Amounts.bytes((double) bytes / tally.seconds()) + "/s";
    String line =
        Amounts.counted(tally.files(), "file") + "  " + Amounts.bytes((double) bytes) + "  " + rate;
    return measure.filter(TreeMeasure::complete).map(all -> bar(all) + "  ").orElse("") + line;
  }

  /** A small file takes time for itself, so files count as well as bytes. */
  private String bar(TreeMeasure all) {
    double ofBytes = (double) tally.bytesSoFar() / Math.max(1, all.bytes());
    double ofFiles = (double) tally.files() / Math.max(1, all.files());
    double part = Math.min(1, (ofBytes + ofFiles) / 2);
    int full = (int) (part * CELLS);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d%%",
        "#".repeat(full),
        ".".repeat(CELLS - full),
        (int) (part * 100));
  }
}
