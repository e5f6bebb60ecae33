package io.filelibrary.e2e;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts each mutation into a copy of its module, runs the tests that are to find it, and prints a
 * table of those that did. A program of its own, since it takes long; {@link MutationTest} is what
 * each build runs. It needs the JDK and Maven alone.
 */
final class MutationRun {
  private static final int BATCH = 50;
  private static final int MOST_SHOWN = 3;

  private final MutationSandbox sandbox;
  private final PrintStream out;
  private final List<String> rows = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

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
      throw new IllegalArgumentException("not all of these are mutations: " + wanted);
    }
    boolean allCaught;
    try (MutationSandbox sandbox = MutationSandbox.copyOf(repository)) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      allCaught = new MutationRun(sandbox, out).run(mutations);
    }
    System.exit(allCaught ? 0 : 1);
  }

  private boolean run(List<Mutation> mutations) throws Exception {
    for (int from = 0; from < mutations.size(); from += BATCH) {
      List<Mutation> batch = mutations.subList(from, Math.min(from + BATCH, mutations.size()));
      sandbox.run(batch).forEach(this::tell);
    }
    printTable(mutations.size());
    return missed.isEmpty();
  }

  private void tell(Mutation mutation, MutationSandbox.Outcome outcome) {
    String seen = describe(outcome);
    out.println(mutation.id() + ": " + seen);
    rows.add("| " + mutation.id() + " | " + mutation.breaks() + " | " + seen + " |");
    if (!(outcome instanceof MutationSandbox.Outcome.Caught)) {
      missed.add(mutation.id());
    }
  }

  private void printTable(int all) {
    out.println();
    out.println("| Mutation | What it breaks | Caught by |");
    out.println("| --- | --- | --- |");
    rows.forEach(out::println);
    out.println();
    out.println((all - missed.size()) + " of " + all + " caught; not caught: " + missed);
  }

  private static String describe(MutationSandbox.Outcome outcome) {
    if (outcome instanceof MutationSandbox.Outcome.Caught caught) {
      return describe(caught.tests());
    }
    if (outcome instanceof MutationSandbox.Outcome.NotCompiled) {
      return "DOES NOT COMPILE";
    }
    return outcome instanceof MutationSandbox.Outcome.NotRun ? "DID NOT RUN" : "SURVIVED";
  }

  /** The first tests that failed, and how many others did. */
  private static String describe(List<String> failed) {
    List<String> shown = failed.subList(0, Math.min(MOST_SHOWN, failed.size()));
    int others = failed.size() - shown.size();
    return "`" + String.join("`, `", shown) + "`" + (others == 0 ? "" : " and " + others + " more");
  }
}
