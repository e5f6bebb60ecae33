package io.filelibrary.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts one mutation after the other into a copy of the repository, runs the tests that are to find
 * it, and prints a table of those that did. A program of its own, since it takes long; {@link
 * MutationTest} is what each build runs. It needs the JDK alone.
 */
final class MutationRun {
  private static final int MOST_SHOWN = 3;

  private final MutationSandbox sandbox;
  private final PrintStream out;
  private final List<String> rows = new ArrayList<>();
  private final List<String> survivors = new ArrayList<>();

  private MutationRun(MutationSandbox sandbox, PrintStream out) {
    this.sandbox = sandbox;
    this.out = out;
  }

  /** Runs in the root of the repository. The arguments are ids of mutations; none means all. */
  public static void main(String[] arguments) throws Exception {
    Path repository = Path.of("").toAbsolutePath();
    Set<String> wanted = new TreeSet<>(List.of(arguments));
    List<Mutation> mutations =
        Mutation.all(repository).stream()
            .filter(mutation -> wanted.isEmpty() || wanted.contains(mutation.id()))
            .toList();
    if (mutations.isEmpty() || (!wanted.isEmpty() && mutations.size() != wanted.size())) {
      throw new IllegalArgumentException("there are not all of these mutations: " + wanted);
    }
    boolean allCaught;
    try (MutationSandbox sandbox = MutationSandbox.copyOf(repository)) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      allCaught = new MutationRun(sandbox, out).run(mutations);
    }
    System.exit(allCaught ? 0 : 1);
  }

  private boolean run(List<Mutation> mutations) throws IOException, InterruptedException {
    out.println("compiling, and running the tests of " + mutations.size() + " mutations unchanged");
    sandbox.requireSound(mutations);
    for (Mutation mutation : mutations) {
      long begin = System.nanoTime();
      MutationSandbox.Outcome outcome = sandbox.run(mutation);
      long seconds = (System.nanoTime() - begin) / 1_000_000_000;
      String seen = describe(outcome);
      out.println(mutation.id() + ": " + seen + " (" + seconds + " s)");
      rows.add("| " + mutation.id() + " | " + mutation.breaks() + " | " + seen + " |");
      if (outcome.failed().isEmpty()) {
        survivors.add(mutation.id());
      }
    }
    printTable(mutations.size());
    return survivors.isEmpty();
  }

  private void printTable(int all) {
    out.println();
    out.println("| Mutation | What it breaks | Caught by |");
    out.println("| --- | --- | --- |");
    rows.forEach(out::println);
    out.println();
    out.println((all - survivors.size()) + " of " + all + " caught; not caught: " + survivors);
  }

  /** The first tests that failed, and how many others did. */
  private static String describe(MutationSandbox.Outcome outcome) {
    List<String> failed = outcome.failed();
    if (failed.isEmpty()) {
      return outcome.problem();
    }
    List<String> shown = failed.subList(0, Math.min(MOST_SHOWN, failed.size()));
    int others = failed.size() - shown.size();
    return "`" + String.join("`, `", shown) + "`" + (others == 0 ? "" : " and " + others + " more");
  }
}
