package io.filelibrary.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of the repository in a temporary directory, whose sources are changed and tested. */
final class MutationSandbox implements AutoCloseable {
  private static final Set<String> NOT_COPIED = Set.of("target", ".git");
  private static final int MOST_MINUTES = 15;
  private static final Pattern TEST_CASE =
      Pattern.compile(
          "<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*[^/]>\\s*<(?:failure|error)\\b");

  private final Path root;

  private MutationSandbox(Path root) {
    this.root = root;
  }

  /**
   * What came of the tests.
   *
   * @param failed those that failed, each once
   * @param problem what else is to be said where none failed
   */
  record Outcome(List<String> failed, String problem) {}

  /** Copies the sources of a repository. */
  static MutationSandbox copyOf(Path repository) throws IOException {
    Path root = Files.createTempDirectory("filelibrary-mutations");
    Files.walkFileTree(
        repository,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_COPIED.contains(String.valueOf(directory.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(root.resolve(repository.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && !NOT_COPIED.contains(file.getFileName() + "")) {
              Files.copy(file, root.resolve(repository.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new MutationSandbox(root);
  }

  /** Compiles, and fails unless the tests of all mutations pass as long as nothing is changed. */
  void requireSound(List<Mutation> mutations) throws IOException, InterruptedException {
    Set<String> modules = new TreeSet<>();
    Set<String> tests = new TreeSet<>();
    for (Mutation mutation : mutations) {
      modules.add(mutation.module());
      tests.addAll(mutation.tests());
    }
    Outcome outcome = test(String.join(",", modules), tests);
    if (!outcome.failed().isEmpty() || !outcome.problem().equals("SURVIVED")) {
      throw new IllegalStateException("without any mutation: " + outcome);
    }
  }

  /** Runs the tests of a mutation with the mutation in place, and takes it out again. */
  Outcome run(Mutation mutation) throws IOException, InterruptedException {
    Path source = root.resolve(mutation.file());
    String before = Files.readString(source);
    Files.writeString(source, mutation.applyTo(before));
    try {
      return test(mutation.module(), mutation.tests());
    } finally {
      Files.writeString(source, before);
    }
  }

  /** Deletes the copy. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(root)) {
      all = new ArrayList<>(paths.toList());
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(all.get(i));
    }
  }

  private Outcome test(String modules, Iterable<String> tests)
      throws IOException, InterruptedException {
    for (Path report : reports()) {
      Files.delete(report);
    }
    Path log = root.resolve("run.log");
    // Lint would refuse some mutations, such as one that leaves a parameter unused.
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-o",
                "-B",
                "-pl",
                modules,
                "-am",
                "test",
                "-Dtest=" + String.join(",", tests),
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip",
                "-Dcheckstyle.skip",
                "-Denforcer.skip",
                "-Derror-prone.options=-XepDisableAllChecks",
                "-fae")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!maven.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly().waitFor();
      return new Outcome(List.of(), "DID NOT END");
    }
    return outcome(maven.exitValue(), Files.readString(log));
  }

  private Outcome outcome(int exit, String log) throws IOException {
    List<String> failed = failedTests();
    if (!failed.isEmpty()) {
      return new Outcome(failed, "");
    }
    if (log.contains("COMPILATION ERROR")) {
      return new Outcome(failed, "DOES NOT COMPILE");
    }
    if (exit != 0 || reports().isEmpty()) {
      return new Outcome(failed, "DID NOT RUN");
    }
    return new Outcome(failed, "SURVIVED");
  }

  private List<String> failedTests() throws IOException {
    Set<String> failed = new TreeSet<>();
    for (Path report : reports()) {
      Matcher matcher = TEST_CASE.matcher(Files.readString(report));
      while (matcher.find()) {
        String type = matcher.group(2).replaceFirst(".*\\.", "");
        failed.add(type + "." + matcher.group(1).replaceFirst("[^\\w].*", ""));
      }
    }
    return List.copyOf(failed);
  }

  private List<Path> reports() throws IOException {
    List<Path> reports = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path module : modules) {
        Path directory = module.resolve("target").resolve("surefire-reports");
        if (Files.isDirectory(directory)) {
          try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            files.forEach(reports::add);
          }
        }
      }
    }
    return reports;
  }
}
