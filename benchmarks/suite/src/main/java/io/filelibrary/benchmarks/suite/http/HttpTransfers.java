package io.filelibrary.benchmarks.suite.http;

import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.Contest;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Files over HTTP, beside a servlet that does the same to the disk without a library. */
public final class HttpTransfers implements Comparison {
  private static final double SMALL_BOUND = 0.5;
  private static final double LARGE_BOUND = 0.8;
  private static final int SMALL = 4096;
  private static final int CONNECTIONS = 8;
  private static final int SLOW = 200;
  private static final double KIB = 1024;
  private static final double MOST_KIB = 1024;
  private static final String BARE = "bare servlet";
  private static final String OURS = "library's servlet";
  private static final String SERVED = "as serve wires it";

  @Override
  public String id() {
    return "8";
  }

  @Override
  public String title() {
    return "Files over HTTP";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    Stock stock = new Stock(1000, SMALL, (long) bench.scaled(256, 16) << 20);
    try (Target bare = BareTarget.start(bench.directory("bare"), stock);
        Target ours = LibraryTarget.inPlainJetty(bench.directory("ours"), stock);
        Target served = LibraryTarget.asServed(bench.directory("served"), stock)) {
      Map<String, Target> targets = new LinkedHashMap<>();
      targets.put(OURS, ours);
      targets.put(BARE, bare);
      targets.put(SERVED, served);
      List<Ratio> ratios = new ArrayList<>();
      ratios.add(downloads(bench, targets));
      ratios.add(uploads(bench, targets));
      ratios.add(uploadsByTwo(bench, targets));
      ratios.add(large(bench, targets, stock, 1));
      ratios.add(large(bench, targets, stock, CONNECTIONS));
      ratios.add(memory(bench, targets));
      bench.note(
          "Clients are "
              + CONNECTIONS
              + " connections of this process, which take their time from the servers'"
              + " processors.");
      return ratios;
    }
  }

  private static Ratio downloads(Workbench bench, Map<String, Target> targets) throws Exception {
    Contest contest = Contest.ofColdServers();
    targets.forEach(
        (name, target) ->
            contest.with(
                name,
                () ->
                    rate(
                        bench,
                        target,
                        0,
                        (connection, number) ->
                            check(
                                connection.exchange(target.small(ThreadLocalRandom.current())),
                                SMALL))));
    return ratio(bench, SMALL_BOUND, "download of 4 KiB", contest, "1/s");
  }

  private static Ratio uploads(Workbench bench, Map<String, Target> targets) throws Exception {
    Contest contest = Contest.ofColdServers();
    for (Map.Entry<String, Target> each : targets.entrySet()) {
      Target target = each.getValue();
      Turns turns = new Turns("one-");
      contest.with(
          each.getKey(),
          () ->
              rate(
                  bench,
                  target,
                  turns.next(),
                  (connection, number) ->
                      target.upload(connection, turns.name(number), Noise.bytes(number, SMALL))));
    }
    return ratio(bench, SMALL_BOUND, "upload of 4 KiB by a form", contest, "1/s");
  }

  private static Ratio uploadsByTwo(Workbench bench, Map<String, Target> targets) throws Exception {
    Contest contest = Contest.ofColdServers();
    for (Map.Entry<String, Target> each : targets.entrySet()) {
      Target target = each.getValue();
      Turns turns = new Turns("two-");
      contest.with(
          each.getKey(),
          () ->
              rate(
                  bench,
                  target,
                  turns.next(),
                  (connection, number) ->
                      target.uploadByTwo(
                          connection, turns.name(number), Noise.bytes(number, SMALL))));
    }
    return ratio(bench, SMALL_BOUND, "upload of 4 KiB by POST and PUT", contest, "1/s");
  }

  private static Ratio large(
      Workbench bench, Map<String, Target> targets, Stock stock, int connections) throws Exception {
    long size = stock.largeBytes();
    Contest contest = Contest.create();
    targets.forEach(
        (name, target) -> contest.with(name, () -> megabytes(target, size, connections)));
    String what =
        String.format(
            Locale.ROOT,
            "download of %d MiB, %s",
            size >> 20,
            connections == 1 ? "1 connection" : connections + " connections");
    return ratio(bench, LARGE_BOUND, what, contest, "MB/s");
  }

  private static Ratio ratio(
      Workbench bench, double bound, String what, Contest contest, String unit) throws Exception {
    Contest.Result result = contest.run(bench.rounds());
    Ratio ratio = bench.printed(Ratio.atLeast(bound, what, result.of(OURS), result.of(BARE), unit));
    bench.note(what + ": " + result.sentence(unit));
    return ratio;
  }

  private static Ratio memory(Workbench bench, Map<String, Target> targets) throws IOException {
    Map<String, Double> most = new LinkedHashMap<>();
    for (Map.Entry<String, Target> each : targets.entrySet()) {
      Target target = each.getValue();
      SlowDownloads.Memory memory = SlowDownloads.each(target.url(), target.large(), SLOW);
      most.put(each.getKey(), (memory.heap() + memory.direct()) / KIB);
      bench.note(
          String.format(
              Locale.ROOT,
              "Each of %d downloads that stand still holds %.0f KiB of the heap and %.0f KiB"
                  + " beside it: %s.",
              SLOW,
              memory.heap() / KIB,
              memory.direct() / KIB,
              each.getKey()));
    }
    return bench.printed(
        Ratio.atMost(
            1,
            "memory of a download that stands still, beside 1 MiB",
            most.getOrDefault(OURS, 0.0),
            MOST_KIB,
            "KiB"));
  }

  /** What a client does again and again. */
  private interface Request {
    void run(Connection connection, long number) throws Exception;
  }

  private static double rate(Workbench bench, Target target, long first, Request request)
      throws Exception {
    Map<Thread, Connection> connections = new ConcurrentHashMap<>();
    try {
      return Stopwatch.rate(
              CONNECTIONS,
              bench.turn(),
              first,
              number -> request.run(own(connections, target), number))
          .perSecond();
    } finally {
      for (Connection connection : connections.values()) {
        connection.close();
      }
    }
  }

  private static Connection own(Map<Thread, Connection> connections, Target target)
      throws IOException {
    Connection known = connections.get(Thread.currentThread());
    if (known != null) {
      return known;
    }
    Connection fresh = new Connection(target.url());
    connections.put(Thread.currentThread(), fresh);
    return fresh;
  }

  private static double megabytes(Target target, long size, int connections) throws Exception {
    ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    double figure =
        Contest.megabytes(
            size * connections,
            run -> {
              List<Thread> clients = new ArrayList<>();
              for (int client = 0; client < connections; client++) {
                Thread thread = new Thread(() -> download(target, size, failures));
                thread.start();
                clients.add(thread);
              }
              for (Thread client : clients) {
                client.join();
              }
            });
    for (Exception failure : failures) {
      throw failure;
    }
    return figure;
  }

  private static void download(
      Target target, long size, ConcurrentLinkedQueue<Exception> failures) {
    try (Connection connection = new Connection(target.url())) {
      check(connection.exchange(target.large()), size);
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    }
  }

  private static void check(long read, long size) throws IOException {
    if (read != size) {
      throw new IOException(read + " bytes came, not " + size);
    }
  }

  /** Names that no turn has given before. */
  private static final class Turns {
    private static final long MOST_OF_ONE = 1_000_000_000;

    private final String prefix;
    private long turns;

    Turns(String prefix) {
      this.prefix = prefix;
    }

    long next() {
      return MOST_OF_ONE * ++turns;
    }

    String name(long number) {
      return prefix + number;
    }
  }
}
