package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.Contest;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.benchmarks.suite.large.NoiseStream;
import io.filelibrary.storage.s3.S3Credentials;
import io.filelibrary.storage.s3.S3Options;
import io.filelibrary.storage.s3.S3Server;
import io.filelibrary.storage.s3.S3Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Contents in an S3 store, beside the client that the storage makes its requests with. */
public final class ObjectStore implements Comparison {
  private static final double BOUND = 0.9;
  private static final int SMALL = 4096;
  private static final int MANY = 8;
  private static final int LISTED = 200;
  private static final String RAW = "client alone";
  private static final String RECORDED = "client and a durable row";
  private static final String ALONE = "storage alone";
  private static final String WHOLE = "library";

  @Override
  public String id() {
    return "7";
  }

  @Override
  public String title() {
    return "Contents in an S3 store";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    try (StoreProcess store = StoreProcess.start();
        Side raw = new RawClient(store, store.bucket(0));
        Side recorded =
            RecordedClient.open(
                new RawClient(store, store.bucket(3)), bench.directory("recorded"));
        Side alone = new StorageAlone(storage(store, 1))) {
      CountedStorage counted = new CountedStorage(storage(store, 2));
      try (WholeLibrary whole = WholeLibrary.open(bench.directory("s3"), counted.storage())) {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put(RAW, raw);
        sides.put(RECORDED, recorded);
        sides.put(ALONE, alone);
        sides.put(WHOLE, whole);
        List<Ratio> ratios = new ArrayList<>();
        // Many first: they have client, library and store compiled in a part of the time.
        for (int threads : List.of(MANY, 1)) {
          ratios.addAll(small(bench, sides, threads));
        }
        ratios.addAll(large(bench, sides));
        list(bench, whole, counted);
        bench.note(
            "The store is S3Proxy with its objects in memory, in a process of its own on the same"
                + " processors: its puts are faster than those of any store that keeps objects on a"
                + " disk, and one durable commit of the catalog weighs more beside them.");
        return ratios;
      }
    }
  }

  private static S3Storage storage(StoreProcess store, int bucket) throws IOException {
    S3Credentials credentials = S3Credentials.of(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    return S3Storage.open(S3Options.of(store.endpoint(), credentials, store.bucket(bucket)));
  }

  private static List<Ratio> small(Workbench bench, Map<String, Side> sides, int threads)
      throws Exception {
    String tail = threads == 1 ? ", 1 thread" : ", " + threads + " threads";
    Contest puts = threads == MANY ? Contest.ofColdServers() : Contest.create();
    Contest gets = Contest.create();
    for (Map.Entry<String, Side> side : sides.entrySet()) {
      SmallObjects objects = new SmallObjects(side.getValue(), threads);
      puts.with(side.getKey(), () -> objects.puts(bench));
      gets.with(side.getKey(), () -> objects.gets(bench));
    }
    Contest.Result put = puts.run(bench.rounds());
    return List.of(
        ratio(bench, "put of 4 KiB" + tail, put, "1/s", RAW),
        ratio(bench, "put of 4 KiB and a durable row" + tail, put, "1/s", RECORDED),
        ratio(bench, "get of 4 KiB" + tail, gets.run(bench.rounds()), "1/s", RAW));
  }

  private static List<Ratio> large(Workbench bench, Map<String, Side> sides) throws Exception {
    int mebibytes = bench.scaled(256, 16);
    long size = (long) mebibytes << 20;
    String last = "large-last";
    Contest puts = Contest.create();
    Contest gets = Contest.create();
    for (Map.Entry<String, Side> entry : sides.entrySet()) {
      Side side = entry.getValue();
      puts.with(
          entry.getKey(),
          () -> {
            double figure =
                Contest.megabytes(size, run -> side.put("large", new NoiseStream(size), size));
            side.delete(List.of("large"));
            return figure;
          });
      side.put(last, new NoiseStream(size), size);
      gets.with(entry.getKey(), () -> Contest.megabytes(size, run -> check(side.get(last), size)));
    }
    List<Ratio> ratios =
        List.of(
            ratio(bench, "upload of " + mebibytes + " MiB", puts.run(bench.rounds()), "MB/s", RAW),
            ratio(
                bench, "download of " + mebibytes + " MiB", gets.run(bench.rounds()), "MB/s", RAW));
    for (Side side : sides.values()) {
      side.delete(List.of(last));
    }
    return ratios;
  }

  private static Ratio ratio(
      Workbench bench, String what, Contest.Result result, String unit, String limit) {
    Ratio ratio =
        bench.printed(Ratio.atLeast(BOUND, what, result.of(WHOLE), result.of(limit), unit));
    if (limit.equals(RAW)) {
      bench.note(what + ": " + result.sentence(unit));
    }
    return ratio;
  }

  private static void list(Workbench bench, WholeLibrary whole, CountedStorage counted)
      throws Exception {
    for (int file = 0; file < LISTED; file++) {
      whole.put("listed-" + file, new NoiseStream(SMALL), SMALL);
    }
    long before = counted.calls();
    long listed = whole.list();
    long calls = counted.calls() - before;
    bench.note(
        String.format(
            Locale.ROOT,
            "A listing of %,d files made %d calls of the storage%s.",
            listed,
            calls,
            calls == 0 ? ", and so no request to the store" : ""));
  }

  private static void check(long read, long size) throws IOException {
    if (read != size) {
      throw new IOException(read + " bytes were read, not " + size);
    }
  }

  /** Small objects that one side makes and reads. */
  private static final class SmallObjects {
    private static final int MOST_KEPT = 500;

    private final Side side;
    private final int threads;
    private final String prefix = "small-" + Long.toHexString(new Random().nextLong()) + "-";
    private List<String> kept = List.of();
    private long next;

    SmallObjects(Side side, int threads) {
      this.side = side;
      this.threads = threads;
    }

    /**
     * Measures puts alone, and deletes all objects but those that are to be read: the store has
     * them in memory, and on a fast machine spends its time on its heap where they stay.
     */
    double puts(Workbench bench) throws Exception {
      ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>(kept);
      Stopwatch.Rate rate =
          Stopwatch.rate(
              threads,
              bench.turn(),
              next,
              number -> {
                String name = prefix + number;
                side.put(name, new NoiseStream(SMALL), SMALL);
                made.add(name);
              });
      next = rate.next();
      List<String> all = List.copyOf(made);
      int surplus = Math.max(0, all.size() - MOST_KEPT);
      kept = all.subList(surplus, all.size());
      side.delete(all.subList(0, surplus));
      return rate.perSecond();
    }

    double gets(Workbench bench) throws Exception {
      return Stopwatch.rate(
              threads,
              bench.turn(),
              0,
              number -> {
                String name = kept.get(ThreadLocalRandom.current().nextInt(kept.size()));
                check(side.get(name), SMALL);
              })
          .perSecond();
    }
  }
}
