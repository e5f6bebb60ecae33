package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.model.ModelBackends;
import io.filelibrary.testkit.model.ModelRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random calls, over every catalog with every storage, do what the model of the library does. The
 * seeds are the same in every build; {@code -Dmodel.seeds}, {@code -Dmodel.steps}, {@code
 * -Dmodel.from} and {@code -Dmodel.minutes} make a long run, {@code -Dmodel.replay} runs one line.
 */
final class ModelTest {
  private static final int SEEDS = Integer.getInteger("model.seeds", 2);
  private static final int STEPS = Integer.getInteger("model.steps", 150);
  private static final long FIRST_SEED = Long.getLong("model.from", 1);
  private static final long MINUTES = Long.getLong("model.minutes", 0);
  private static final String REPLAY = System.getProperty("model.replay", "");

  @TempDir(factory = MemoryDisk.class)
  private Path directory;

  private int places;

  /** A directory below that of the test, for one run. */
  private record Place(LibraryPair pair, Path directory) implements ModelBackends {
    @Override
    public Catalog openCatalog(Clock clock) throws IOException {
      return pair.catalog(directory);
    }

    @Override
    public StorageBackend openStorage(Clock clock) throws IOException {
      return pair.storage(directory);
    }

    @Override
    public boolean lasting() {
      return pair.isLasting();
    }

    @Override
    public void close() throws IOException {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private ModelRun run(LibraryPair pair) {
    return ModelRun.of(
        pair.name(),
        () -> new Place(pair, Files.createDirectory(directory.resolve("run " + places++))));
  }

  /** With minutes, as many seeds as there is time for; otherwise as many as were asked for. */
  @ParameterizedTest
  @EnumSource
  void libraryDoesAsTheModelDoes(LibraryPair pair) throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    int done = 0;
    while (MINUTES > 0 ? System.nanoTime() - end < 0 : done < SEEDS) {
      run(pair).withSeed(FIRST_SEED + done).withSteps(STEPS).run();
      done++;
    }
    System.out.println(
        "ModelTest "
            + pair
            + ": seeds "
            + FIRST_SEED
            + " to "
            + (FIRST_SEED + done - 1)
            + ", "
            + STEPS
            + " steps each");
    assertThat(done).isPositive();
  }

  /** The calls that once showed a defect. */
  @ParameterizedTest
  @EnumSource
  void linesThatFailedOncePass(LibraryPair pair) throws IOException {
    List<String> lines = regressions();

    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      run(pair).replay(line);
    }
  }

  private static List<String> regressions() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(ModelTest.class.getResourceAsStream("/model-regressions.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  @Test
  void lineThatWasAskedForPassesEverywhere() throws IOException {
    assumeTrue(!REPLAY.isEmpty(), "no line was given by -Dmodel.replay");
    for (LibraryPair pair : LibraryPair.values()) {
      run(pair).replay(REPLAY);
    }
  }
}
