package io.filelibrary.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the repository in a temporary directory. Each mutation gets a copy of its module there,
 * beside the module itself, so that one run of Maven tests many of them; the other modules are
 * compiled once and stay as they are.
 */
final class MutationSandbox implements AutoCloseable {
  private static final Set<String> NOT_COPIED = Set.of("target", ".git");
  private static final int MOST_MINUTES = 60;
  private static final Pattern FAILED_TEST =
      Pattern.compile(
          "<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*[^/]>\\s*<(?:failure|error)\\b");

  private final Path root;
  private final String pom;
  private int copies;

  private MutationSandbox(Path root) throws IOException {
    this.root = root;
    this.pom = Files.readString(root.resolve("pom.xml"));
  }

  /** What came of the tests of one copy of a module. */
  sealed interface Outcome {
    /**
     * Some failed.
     *
     * @param tests the class and method of each
     */
    record Caught(List<String> tests) implements Outcome {}

    /** All passed. */
    record Survived() implements Outcome {}

    /** It did not compile. */
    record NotCompiled() implements Outcome {}

    /** No report is there: there are no such tests, or they did not end. */
    record NotRun() implements Outcome {}
  }

  /** Copies the sources of a repository. */
  static MutationSandbox copyOf(Path repository) throws IOException {
    Path root = Files.createTempDirectory("filelibrary-mutations").toRealPath();
    copy(repository, root);
    return new MutationSandbox(root);
  }

  /**
   * Runs the tests of each mutation with that mutation alone in place, and all of these tests
   * without any.
   *
   * @throws IllegalStateException if one fails without a mutation, so that nothing is shown
   */
  Map<Mutation, Outcome> run(Collection<Mutation> mutations)
      throws IOException, InterruptedException {
    List<String> unchanged = copyUnchanged(mutations);
    Map<Mutation, String> mutants = new LinkedHashMap<>();
    for (Mutation mutation : mutations) {
      String copy = copyModule(mutation.module(), mutation.tests());
      Path inModule = Path.of(mutation.module()).relativize(Path.of(mutation.file()));
      Path source = root.resolve(copy).resolve(inModule);
      Files.writeString(source, mutation.applyTo(Files.readString(source)));
      mutants.put(mutation, copy);
    }
    List<String> copied = new ArrayList<>(unchanged);
    copied.addAll(mutants.values());
    runMaven(copied);
    for (String copy : unchanged) {
      Outcome outcome = outcome(copy);
      if (!(outcome instanceof Outcome.Survived)) {
        throw new IllegalStateException("without any mutation: " + outcome + "\n" + log());
      }
    }
    Map<Mutation, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<Mutation, String> mutant : mutants.entrySet()) {
      outcomes.put(mutant.getKey(), outcome(mutant.getValue()));
    }
    return outcomes;
  }

  /** Deletes the copy. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(root)) {
      all = paths.toList();
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(all.get(i));
    }
  }

  /** Copies each module once, with the tests of all its mutations. */
  private List<String> copyUnchanged(Collection<Mutation> mutations) throws IOException {
    Map<String, Set<String>> tests = new LinkedHashMap<>();
    for (Mutation mutation : mutations) {
      tests.computeIfAbsent(mutation.module(), module -> new TreeSet<>()).addAll(mutation.tests());
    }
    List<String> copied = new ArrayList<>();
    for (Map.Entry<String, Set<String>> module : tests.entrySet()) {
      copied.add(copyModule(module.getKey(), module.getValue()));
    }
    return copied;
  }

  /** Copies a module under another name, with these as its only tests. */
  private String copyModule(String module, Collection<String> tests) throws IOException {
    copies++;
    String copy = module + "-" + copies;
    copy(root.resolve(module), root.resolve(copy));
    Path file = root.resolve(copy).resolve("pom.xml");
    String artifact = "<artifactId>filelibrary-" + module + "</artifactId>";
    String renamed =
        "<artifactId>filelibrary-"
            + copy
            + "</artifactId>\n  <properties><skipTests>false</skipTests><test>"
            + String.join(",", tests)
            + "</test></properties>";
    Files.writeString(file, Files.readString(file).replace(artifact, renamed));
    return copy;
  }

  private void runMaven(Collection<String> modules) throws IOException, InterruptedException {
    StringBuilder added = new StringBuilder();
    for (String module : modules) {
      added.append("    <module>").append(module).append("</module>\n");
    }
    Files.writeString(
        root.resolve("pom.xml"),
        pom.replace("  </modules>\n", added + "  </modules>\n")
            .replaceFirst("<properties>", "<properties><skipTests>true</skipTests>"));
    // Without Error Prone, which refuses some mutations, such as a field that is not used any more.
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-o",
                "-B",
                "-fae",
                "-pl",
                String.join(",", modules),
                "-am",
                "test",
                "-Dspotless.check.skip",
                "-Dcheckstyle.skip",
                "-Denforcer.skip",
                "-Dsurefire.timeout=300",
                "-Derror-prone.options=-XepDisableAllChecks")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("run.log").toFile())
            .start();
    if (!maven.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly().waitFor();
      throw new IllegalStateException("Maven did not end");
    }
  }

  private Outcome outcome(String module) throws IOException {
    Path reports = root.resolve(module).resolve("target").resolve("surefire-reports");
    if (!Files.isDirectory(reports)) {
      // The compiler names the sources that it refuses.
      boolean refused = log().contains("[ERROR] " + root.resolve(module).resolve("src"));
      return refused ? new Outcome.NotCompiled() : new Outcome.NotRun();
    }
    Set<String> failed = new TreeSet<>();
    int suites = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (Path file : files) {
        suites++;
        Matcher test = FAILED_TEST.matcher(Files.readString(file));
        while (test.find()) {
          String type = test.group(2).replaceFirst(".*\\.", "");
          failed.add(type + "." + test.group(1).replaceFirst("\\W.*", ""));
        }
      }
    }
    if (!failed.isEmpty()) {
      return new Outcome.Caught(List.copyOf(failed));
    }
    // A run that was ended after its time may have reported the classes before.
    return suites > 0 && !log().contains("There was a timeout")
        ? new Outcome.Survived()
        : new Outcome.NotRun();
  }

  private String log() throws IOException {
    return Files.readString(root.resolve("run.log"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_COPIED.contains(String.valueOf(directory.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()
                && !NOT_COPIED.contains(String.valueOf(file.getFileName()))) {
              Files.copy(file, to.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
