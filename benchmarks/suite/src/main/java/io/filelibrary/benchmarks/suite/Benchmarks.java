package io.filelibrary.benchmarks.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures every target and writes the report. Ends with 1 if a comparison failed; a target that is
 * not met is a figure, and no failure.
 */
public final class Benchmarks {
  private final Settings settings;
  private final PrintStream out;

  private Benchmarks(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Runs what the arguments ask for; {@code --help} tells what they are. */
  public static void main(String... arguments) throws Exception {
    Settings settings;
    List<Comparison> chosen;
    try {
      settings = Settings.of(arguments);
      chosen = chosen(settings);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (!new Benchmarks(settings, System.out).run(chosen)) {
      System.exit(1);
    }
  }

  private static List<Comparison> chosen(Settings settings) {
    List<Comparison> all = Comparisons.all();
    List<String> ids = all.stream().map(Comparison::id).toList();
    for (String id : settings.only()) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException("no comparison " + id + "; there are " + ids);
      }
    }
    return all.stream()
        .filter(one -> settings.only().isEmpty() || settings.only().contains(one.id()))
        .toList();
  }

  private boolean run(List<Comparison> comparisons) throws IOException {
    long start = System.nanoTime();
    Path scratch = scratch();
    try {
      Machine machine = Machine.describe(scratch);
      machine.lines().forEach(out::println);
      List<Section> sections = new ArrayList<>();
      for (Comparison comparison : comparisons) {
        sections.add(measure(comparison, Files.createDirectory(scratch.resolve(comparison.id()))));
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      new Report(settings, machine, taken, sections).write();
      out.println("wrote " + settings.out() + " after " + taken.toSeconds() + " s");
      return sections.stream().allMatch(section -> section.failure().isEmpty());
    } finally {
      Files.delete(scratch);
    }
  }

  private Section measure(Comparison comparison, Path directory) throws IOException {
    out.println(comparison.id() + ". " + comparison.title());
    try (Workbench bench = new Workbench(settings, directory, out)) {
      List<Ratio> ratios = new ArrayList<>();
      Optional<String> failure = Optional.empty();
      try {
        ratios.addAll(comparison.measure(bench));
      } catch (Exception e) {
        // The others are measured all the same: a run is long.
        e.printStackTrace(out);
        failure = Optional.of(e.toString());
      }
      return new Section(comparison, ratios, bench.notes(), bench.plots(), failure);
    }
  }

  /** On the disk that is asked for, which has to be one: memory has no fsync to wait for. */
  private Path scratch() throws IOException {
    Path parent = Files.createDirectories(settings.directory().orElse(Settings.target()));
    if (Files.getFileStore(parent).type().equals("tmpfs")) {
      throw new IOException(parent + " is in memory; give --directory one on a disk");
    }
    return Files.createTempDirectory(parent, "scratch");
  }
}
