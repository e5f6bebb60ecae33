package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a thread behind or, where {@code /proc} shows them, an open file. Both
 * may take a moment to go. A test class asks for it by {@code @ExtendWith(LeakCheck.class)}; a
 * module asks for it for all of its tests by naming this class in {@code
 * META-INF/services/org.junit.jupiter.api.extension.Extension} and switching JUnit's detection of
 * extensions on. Tests that run at the same time would be taken for leaks of each other.
 *
 * <p>Threads whose names begin in a way that the configuration parameter {@value #FOREIGN_THREADS}
 * of JUnit lists, divided by commas, are let be: those of a server in the same process, or of a
 * pool that a client keeps for good.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
  /** The configuration parameter of JUnit with the names of threads that are no leaks. */
  public static final String FOREIGN_THREADS = "filelibrary.leaks.foreign-threads";

  /** How many milliseconds a leak has to last, for the tests of this class itself. */
  static final String PATIENCE_MILLIS = "filelibrary.leaks.patience-millis";

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakCheck.class);

  /** Threads that JUnit and the JDK start when they like, and keep. */
  private static final List<String> JDK_AND_JUNIT_THREADS =
      List.of("junit-", "surefire-", "ForkJoinPool.commonPool-", "process reaper", "HttpClient-");

  /** Creates the extension. */
  public LeakCheck() {}

  /** What the process holds at a moment. */
  private record Holdings(Set<Thread> threads, Set<String> files) {
    static Holdings now() {
      return new Holdings(Thread.getAllStackTraces().keySet(), LeakCheck.files());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Holdings.class, Holdings.now());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Holdings before = context.getStore(NAMESPACE).get(Holdings.class, Holdings.class);
    if (context.getExecutionException().isEmpty()) {
      List<String> foreign =
          Splitter.on(',')
              .trimResults()
              .omitEmptyStrings()
              .splitToList(context.getConfigurationParameter(FOREIGN_THREADS).orElse(""));
      Duration patience =
          context
              .getConfigurationParameter(PATIENCE_MILLIS, Long::valueOf)
              .map(Duration::ofMillis)
              .orElse(PATIENCE);
      assertThat(lasting(patience, () -> Sets.difference(threads(foreign), before.threads)))
          .as("threads left behind by %s", context.getDisplayName())
          .isEmpty();
      assertThat(lasting(patience, () -> Sets.difference(files(), before.files)))
          .as("files left open by %s", context.getDisplayName())
          .isEmpty();
    }
  }

  /** Returns what does not go within some time. */
  private static <T> Set<T> lasting(Duration patience, Supplier<Set<T>> leaks) {
    long end = System.nanoTime() + patience.toNanos();
    Set<T> left = Set.copyOf(leaks.get());
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      left = Set.copyOf(leaks.get());
    }
    return left;
  }

  private static Set<Thread> threads(List<String> foreign) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> JDK_AND_JUNIT_THREADS.stream().noneMatch(thread.getName()::startsWith))
        .filter(thread -> foreign.stream().noneMatch(thread.getName()::startsWith))
        .collect(Collectors.toSet());
  }

  /** Returns the open files that are neither a part of Java nor of the class path. */
  private static Set<String> files() {
    Set<String> files = new HashSet<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
        descriptors.forEach(descriptor -> target(descriptor, files));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static void target(Path descriptor, Set<String> files) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith("/")
          && !target.matches("/(dev|proc|sys)/.*|.*\\.(jar|so|jmod)|.*/modules")) {
        files.add(descriptor.getFileName() + " " + target);
      }
    } catch (IOException e) {
      // Closed since it was listed.
    }
  }
}
