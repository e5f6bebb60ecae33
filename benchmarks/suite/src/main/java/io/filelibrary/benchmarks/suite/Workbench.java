package io.filelibrary.benchmarks.suite;

import io.filelibrary.benchmarks.harness.Stopwatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one comparison measures with: a directory of its own, turns that both sides take, and what
 * the report shows beside the ratios. Used by one thread. Closing it deletes its directory.
 */
public final class Workbench implements AutoCloseable {
  private static final double MILLIS = 1000;
  private static final int WARM_UP_TURNS = 2;
  private static final int WARM_UP_PART = 4;

  private final Settings settings;
  private final Path directory;
  private final PrintStream out;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> plots = new LinkedHashMap<>();
  private long nextNumber;

  /**
   * Makes a bench.
   *
   * @param settings how long to measure
   * @param directory an empty directory on the disk that is measured
   * @param out where each figure is printed as it comes
   */
  public Workbench(Settings settings, Path directory, PrintStream out) {
    this.settings = settings;
    this.directory = directory;
    this.out = out;
  }

  /** Whether this only tries that everything runs. */
  public boolean isQuick() {
    return settings.quick();
  }

  /** How often each side has its turn, which is an odd number unless this is quick. */
  public int rounds() {
    return settings.rounds();
  }

  /** How long a turn is. */
  public Duration turn() {
    return settings.turn();
  }

  /** A number of things for a real run, or another one to try that everything runs. */
  public int scaled(int full, int quick) {
    return isQuick() ? quick : full;
  }

  /** How many items a large library has. */
  public int items() {
    return settings.items();
  }

  /** Makes an empty directory on the disk that is measured. */
  public Path directory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /**
   * Compares how often two things are done in a second, in turns of the same length: ours, limit,
   * ours, limit and so on, after two turns of each to warm up. The figures are medians.
   *
   * @param bound the least quotient that is wanted
   * @param what is done
   * @param threads how many do it at once
   * @param ours done by the library; its number is never the same twice in one bench
   * @param limit what it is held against
   * @return the ratio, which was printed
   */
  public Ratio rates(double bound, String what, int threads, Side ours, Side limit)
      throws Exception {
    double[][] figures =
        turns(() -> rate(threads, ours), () -> rate(threads, limit), "%s: %,.0f/s beside %,.0f/s");
    return printed(
        Ratio.atLeast(
            bound, what, Stopwatch.median(figures[0]), Stopwatch.median(figures[1]), "1/s"));
  }

  /**
   * Compares how long two things take, in turns of so many runs, after two turns of each to warm
   * up. The figures are medians of the turns' medians, in milliseconds.
   *
   * @param bound the greatest quotient that is wanted
   * @param what is done
   * @param runs how often it is done in one turn
   * @param ours done by the library; its number is never the same twice in one bench
   * @param limit what it is held against
   * @return the ratio, which was printed
   */
  public Ratio times(
      double bound, String what, int runs, Stopwatch.Action ours, Stopwatch.Action limit)
      throws Exception {
    double[][] figures =
        turns(() -> millis(runs, ours), () -> millis(runs, limit), "%s: %,.4f ms beside %,.4f ms");
    return printed(
        Ratio.atMost(
            bound, what, Stopwatch.median(figures[0]), Stopwatch.median(figures[1]), "ms"));
  }

  /**
   * Measures how long several things take that have to be done one after the other, such as to put
   * something away and to take it out again.
   *
   * @param runs how often all of them are done, after some runs to warm up
   * @param actions each gets numbers that are never the same twice in one bench
   * @return the median of each in milliseconds
   */
  public double[] medians(int runs, List<Stopwatch.Action> actions) throws Exception {
    int warmUp = Math.max(1, runs / WARM_UP_PART);
    double[][] times = new double[actions.size()][runs];
    for (int run = -warmUp; run < runs; run++) {
      for (int action = 0; action < times.length; action++) {
        double time = millis(1, actions.get(action));
        if (run >= 0) {
          times[action][run] = time;
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Stopwatch::median).toArray();
  }

  /** Prints a ratio that was measured otherwise. */
  public Ratio printed(Ratio ratio) {
    out.println("  " + Figures.line(ratio));
    return ratio;
  }

  /** Prints what goes on. */
  public void progress(String line) {
    out.println("    " + line);
  }

  /** Adds a paragraph, in Markdown, to what the report says below the ratios, and prints it. */
  public void note(String paragraph) {
    out.println("  " + paragraph.replace("\n", "\n  "));
    notes.add(paragraph);
  }

  /**
   * Adds a picture to the report.
   *
   * @param name of its file, without the extension
   * @param svg the picture
   */
  public void plot(String name, String svg) {
    plots.put(name, svg);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  Map<String, String> plots() {
    return Collections.unmodifiableMap(plots);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private double[][] turns(Turn ours, Turn limit, String format) throws Exception {
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      ours.figure();
      limit.figure();
    }
    double[][] figures = new double[2][rounds()];
    for (int round = 0; round < rounds(); round++) {
      figures[0][round] = ours.figure();
      figures[1][round] = limit.figure();
      out.printf(
          Locale.ROOT, "    " + format + "%n", round + 1, figures[0][round], figures[1][round]);
    }
    return figures;
  }

  private double rate(int threads, Side side) throws Exception {
    Stopwatch.Rate rate = Stopwatch.rate(threads, turn(), nextNumber, side);
    nextNumber = rate.next();
    side.endTurn();
    return rate.perSecond();
  }

  private double millis(int runs, Stopwatch.Action action) throws Exception {
    long first = nextNumber;
    nextNumber += runs;
    return Stopwatch.seconds(runs, number -> action.run(first + number)) * MILLIS;
  }

  /** What one side of a comparison does again and again. */
  public interface Side extends Stopwatch.Action {
    /** Tidies up after each turn, while no clock runs. */
    default void endTurn() throws Exception {}
  }

  /** One side's turn. */
  private interface Turn {
    double figure() throws Exception;
  }
}
