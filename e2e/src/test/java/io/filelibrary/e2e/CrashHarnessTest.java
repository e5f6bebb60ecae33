package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A library whose process is killed has lost nothing that was acknowledged, breaks no invariant,
 * and leaves nothing that is not collected. {@code -Dcrash.kills}, {@code -Dcrash.seed}, {@code
 * -Dcrash.minutes} and {@code -Dcrash.pair} make a long run; where it fails, what was left is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashHarnessTest {
  /** Of the libraries that the first four make, some are collected while they run, and some not. */
  private static final long SEED = Long.getLong("crash.seed", 5);

  private static final int KILLS_OF_ONE = 3;
  private static final int KILLS_OF_ANOTHER = 2;
  private static final int STEP_KILLS = 4;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  /** What one test learns by a rehearsal, the other need not. */
  private final Map<LibraryPair, List<String>> steps = new EnumMap<>(LibraryPair.class);

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE", "SQLITE_S3"})
  void killedProcessLosesNothing(LibraryPair pair) throws Exception {
    CrashRun run = new CrashRun(directory, steps);
    run.killAtRandom(pair, SEED, KILLS_OF_ONE);
    run.killAtRandom(pair, SEED + 3, KILLS_OF_ANOTHER);
    for (int i = 0; i < STEP_KILLS; i++) {
      run.killAtStep(pair, SEED + 10 + i, 0);
    }

    System.out.println("CrashHarnessTest: seeds from " + SEED + ", " + run.tally(pair));
    assertThat(run.kills()).isEqualTo(KILLS_OF_ONE + KILLS_OF_ANOTHER + STEP_KILLS);
  }

  /** Each protocol has its steps, in each storage. */
  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE", "SQLITE_S3"})
  void storyGoesThroughEveryProtocol(LibraryPair pair) throws Exception {
    assertThat(new CrashRun(directory, steps).steps(pair))
        .anyMatch(step -> step.matches("after STORAGE put in upload.*"))
        .anyMatch(step -> step.matches("source at \\d+ before its end in receive.*"))
        .anyMatch(step -> step.matches("after WORK write in complete.*"))
        .anyMatch(step -> step.matches("after TRANSACTION write in copy.*"))
        .anyMatch(step -> step.matches("after STORAGE (put|copy) in update.*"))
        .anyMatch(step -> step.matches("before STORAGE delete in collect.*"))
        .anyMatch(step -> step.matches("after STORAGE put in opening"));
  }

  @Test
  void longRunThatWasAskedForLosesNothing() throws Exception {
    CrashRun.Extent extent = CrashRun.Extent.ofProperties();
    assumeTrue(extent.kills() > 0, "no long run was asked for by -Dcrash.kills");
    new CrashRun(directory, steps).run(extent);
  }
}
