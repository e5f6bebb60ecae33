package io.filelibrary.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Times one store, in a process of its own: {@code StoreRun CLASS DIRECTORY SECONDS LISTED}. Prints
 * a line for each figure: a name, a tab, a number. Figures: creations in a second by one and by
 * eight threads, reads at random, milliseconds for the first page of a folder of so many files, and
 * for moving it.
 */
public final class StoreRun {
  private static final int FILE_BYTES = 4096;
  private static final int PAGE = 100;
  private static final int MOVES = 5;
  private static final double LONGEST_MOVES = 10;
  private static final int PAGES = 20;

  private final Store store;
  private final Duration time;
  private final Random random = new Random(1);
  private final List<String> handles = new ArrayList<>();
  private long next;

  private StoreRun(Store store, Duration time) {
    this.store = store;
    this.time = time;
  }

  /** Times the store that the first argument names, and leaves its files where they are. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
    int listed = Integer.parseInt(arguments[3]);
    try (Store store =
        Class.forName(arguments[0])
            .asSubclass(Store.class)
            .getDeclaredConstructor()
            .newInstance()) {
      store.open(directory);
      new StoreRun(store, time).run(listed);
    }
  }

  private void run(int listed) throws Exception {
    System.out.println("title\t" + store.title());
    store.createFolder("warm");
    store.createFolder("small");
    creations("warm", 1);
    creations("warm", 8);
    print("create-1", creations("small", 1));
    print("create-8", creations("small", 8));
    reads();
    print("read-1", reads());
    store.createFolder("large");
    fill("large", listed);
    print("page-ms", pages("large") * 1000);
    print("move-ms", moves("large") * 1000);
  }

  private double creations(String folder, int threads) throws Exception {
    Stopwatch.Rate rate =
        Stopwatch.rate(
            threads,
            time,
            next,
            number -> {
              String handle = store.create(folder, name(number), Noise.bytes(number, FILE_BYTES));
              synchronized (handles) {
                handles.add(handle);
              }
            });
    next = rate.next();
    return rate.perSecond();
  }

  private double reads() throws Exception {
    return Stopwatch.rate(
            1,
            time,
            0,
            number -> {
              byte[] bytes = store.read(handles.get(random.nextInt(handles.size())));
              if (bytes.length != FILE_BYTES) {
                throw new IllegalStateException("read " + bytes.length + " bytes");
              }
            })
        .perSecond();
  }

  private void fill(String folder, int files) throws Exception {
    for (int i = 0; i < files; i++) {
      store.create(folder, name(next++), new byte[16]);
    }
  }

  private double pages(String folder) throws Exception {
    return Stopwatch.seconds(
        PAGES,
        number -> {
          int found = store.firstPage(folder, PAGE).size();
          if (found != PAGE) {
            throw new IllegalStateException("a page of " + found);
          }
        });
  }

  /** The median of up to five moves; of fewer where one takes as long as all was to take. */
  private double moves(String folder) throws Exception {
    List<Double> times = new ArrayList<>();
    double sum = 0;
    while (times.size() < MOVES && sum < LONGEST_MOVES) {
      int run = times.size();
      times.add(Stopwatch.seconds(1, once -> store.move(at(folder, run), at(folder, run + 1))));
      sum += times.get(run);
    }
    return Stopwatch.median(times.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String at(String folder, long move) {
    return move == 0 ? folder : folder + "-" + move;
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "file-%09d.bin", number);
  }

  private static void print(String figure, double value) {
    System.out.printf(Locale.ROOT, "%s\t%.4f%n", figure, value);
  }
}
