package io.filelibrary.e2e;

import com.google.common.base.Throwables;
import io.filelibrary.storage.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Kills processes that use a library, over SQLite with each storage that lasts, until there were
 * enough kills or the time is over. A program of its own, since it takes long; {@link
 * CrashHarnessTest} is what each build runs.
 */
final class CrashRun {
  static final List<LibraryPair> PAIRS =
      List.of(LibraryPair.SQLITE_LOCAL, LibraryPair.SQLITE_SQLITE, LibraryPair.SQLITE_S3);

  private static final long STRIDE = 7919;

  private final Path directory;
  private final Map<LibraryPair, CrashTally> tallies = new EnumMap<>(LibraryPair.class);
  private final Map<LibraryPair, List<String>> steps;

  /**
   * Creates a run without kills.
   *
   * @param directory for all that it makes
   * @param steps of the pairs that were rehearsed before; the others are added
   */
  CrashRun(Path directory, Map<LibraryPair, List<String>> steps) {
    this.directory = directory;
    this.steps = steps;
    PAIRS.forEach(pair -> tallies.put(pair, new CrashTally(pair)));
  }

  /**
   * How long a run is.
   *
   * @param kills after how many it ends
   * @param seed of its first library; the next ones have the next
   * @param minutes after which it ends, too
   * @param pairs which libraries are killed, in turn
   * @param steps the pattern of the only steps to kill at; all, and random moments, if empty
   */
  record Extent(long kills, long seed, long minutes, List<LibraryPair> pairs, String steps) {
    private static final int NO_END = Integer.MAX_VALUE;

    /** Reads {@code crash.kills} and the other system properties; without kills, none. */
    static Extent ofProperties() {
      String pair = System.getProperty("crash.pair", "");
      return new Extent(
          Long.getLong("crash.kills", 0),
          Long.getLong("crash.seed", newSeed()),
          Long.getLong("crash.minutes", NO_END),
          pair.isEmpty() ? PAIRS : List.of(LibraryPair.valueOf(pair)),
          System.getProperty("crash.steps", ""));
    }

    /** Reads {@code --kills N --seed N --minutes N --pair NAME --steps PATTERN}, each optional. */
    static Extent ofArguments(String[] arguments) {
      Extent extent = new Extent(500, newSeed(), NO_END, PAIRS, "");
      for (int i = 0; i < arguments.length; i += 2) {
        extent = extent.with(arguments[i], arguments[i + 1]);
      }
      return extent;
    }

    private Extent with(String option, String value) {
      return switch (option) {
        case "--kills" -> new Extent(Long.parseLong(value), seed, minutes, pairs, steps);
        case "--seed" -> new Extent(kills, Long.parseLong(value), minutes, pairs, steps);
        case "--minutes" -> new Extent(kills, seed, Long.parseLong(value), pairs, steps);
        case "--pair" ->
            new Extent(kills, seed, minutes, List.of(LibraryPair.valueOf(value)), steps);
        case "--steps" -> new Extent(kills, seed, minutes, pairs, value);
        default -> throw new IllegalArgumentException("no such option: " + option);
      };
    }

    private static long newSeed() {
      return System.nanoTime() & 0xffffff;
    }
  }

  /** Runs until there were 500 kills, or what the arguments say: see {@link Extent#ofArguments}. */
  public static void main(String[] arguments) {
    int exit = 1;
    try {
      Map<LibraryPair, List<String>> steps = new EnumMap<>(LibraryPair.class);
      new CrashRun(Files.createTempDirectory("crash"), steps).run(Extent.ofArguments(arguments));
      exit = 0;
    } catch (Exception | AssertionError e) {
      System.out.println(Throwables.getStackTraceAsString(e));
    }
    // The store has threads that nobody ends.
    System.exit(exit);
  }

  void run(Extent extent) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(extent.minutes());
    for (long seed = extent.seed();
        kills() < extent.kills() && System.nanoTime() - end < 0;
        seed++) {
      for (LibraryPair pair : extent.pairs()) {
        if (extent.steps().isEmpty()) {
          live(pair, seed);
        } else {
          killAtSteps(pair, seed, Pattern.compile(extent.steps()));
        }
        System.out.println("seed " + seed + ", " + tally(pair));
      }
    }
    System.out.println(kills() + " kills, seeds from " + extent.seed());
    extent.pairs().forEach(pair -> System.out.println(tally(pair)));
  }

  int kills() {
    return tallies.values().stream().mapToInt(CrashTally::kills).sum();
  }

  CrashTally tally(LibraryPair pair) {
    return Objects.requireNonNull(tallies.get(pair));
  }

  /**
   * Lets a library live. Seven seeds of eight make a new one that is killed at a step, another one
   * with each seed, and every second of them once more at a random moment; the eighth makes one
   * that is killed eight times at random moments.
   */
  void live(LibraryPair pair, long seed) throws Exception {
    if (seed % 8 == 7) {
      killAtRandom(pair, seed, 8);
    } else {
      killAtStep(pair, seed, (int) (seed % 2));
    }
  }

  void killAtRandom(LibraryPair pair, long seed, int times) throws Exception {
    CrashLibrary library = new CrashLibrary(place(pair, seed + ""), seed, tally(pair));
    for (int i = 0; i < times; i++) {
      library.killAtRandom();
    }
    library.delete();
  }

  void killAtStep(LibraryPair pair, long seed, int moreTimes) throws Exception {
    List<String> all = steps(pair);
    CrashLibrary library = new CrashLibrary(place(pair, seed + ""), seed, tally(pair));
    library.killAtStep((int) Math.floorMod(seed * STRIDE, (long) all.size()) + 1, all);
    for (int i = 0; i < moreTimes; i++) {
      library.killAtRandom();
    }
    library.delete();
  }

  /** Kills a new library at each step whose name, after its number, has the pattern in it. */
  private void killAtSteps(LibraryPair pair, long seed, Pattern pattern) throws Exception {
    List<String> all = steps(pair);
    for (int i = 0; i < all.size(); i++) {
      String name = (i + 1) + " " + all.get(i);
      if (pattern.matcher(name).find()) {
        System.out.println(name);
        CrashLibrary library = new CrashLibrary(place(pair, seed + ""), seed, tally(pair));
        library.killAtStep(i + 1, all);
        library.delete();
      }
    }
  }

  private CrashPlace place(LibraryPair pair, String name) throws IOException {
    S3Server.Buckets buckets =
        pair == LibraryPair.SQLITE_S3
            ? S3Server.shared().create()
            : new S3Server.Buckets("none", "none");
    String endpoint =
        pair == LibraryPair.SQLITE_S3 ? S3Server.shared().endpoint().toString() : "none";
    Path home = Files.createDirectories(directory.resolve(pair + "-" + name));
    return new CrashPlace(pair, home, endpoint, buckets.bucket());
  }

  /** The steps of the story, from one that is not killed. */
  List<String> steps(LibraryPair pair) throws Exception {
    List<String> known = steps.get(pair);
    if (known == null) {
      CrashPlace place = place(pair, "rehearsal");
      CrashTally ignored = new CrashTally(pair);
      known = new ArrayList<>(new CrashLibrary(place, 0, ignored).rehearse());
      steps.put(pair, known);
    }
    return known;
  }
}
