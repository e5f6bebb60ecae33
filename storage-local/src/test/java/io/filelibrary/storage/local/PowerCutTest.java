package io.filelibrary.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.storage.local.PowerCutVariants.DeletesUnforced;
import io.filelibrary.storage.local.PowerCutVariants.ForcesLate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * After a power cut at any moment all that was acknowledged is there, nothing is there by half, and
 * the storage works. The seeds are fixed; {@code -Dpower.seeds} and {@code -Dpower.from} set
 * others.
 */
final class PowerCutTest {
  private static final int SEEDS = Integer.getInteger("power.seeds", 100);
  private static final long FROM = Long.getLong("power.from", 0);
  private static final int SEEDS_OF_A_DEFECT = 40;

  @Test
  void nothingAcknowledgedIsLostWhereverThePowerIsCut() throws IOException {
    assertNothingIsLost(SEEDS, seed -> new PowerCutRun(seed, true));
  }

  @Test
  void nothingAcknowledgedIsLostOnADiskWithoutLinks() throws IOException {
    assertNothingIsLost(SEEDS / 2, seed -> new PowerCutRun(seed, false));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncOfTheFile() {
    assertForceIsMissed(path -> path.toString().endsWith(".part"));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncOfTheObjectsDirectory() {
    assertForceIsMissed(path -> path.toString().matches(".*/objects/.*/0."));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncOfANewDirectorysParent() {
    assertForceIsMissed(path -> path.toString().matches(".*/objects/[a-z]+_"));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncOfTheTopDirectory() {
    assertForceIsMissed(path -> path.toString().endsWith("/objects"));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncOfTheRoot() {
    assertForceIsMissed(path -> path.toString().equals(PowerCutRun.ROOT));
  }

  @Test
  void thePowerCutNoticesAMissingFsyncAboveTheRoot() {
    assertForceIsMissed(path -> path.toString().equals("/"));
  }

  @Test
  void thePowerCutNoticesAFileThatGetsItsNameBeforeItIsForced() {
    assertNoticed(seed -> new PowerCutRun(seed, true).through(ForcesLate::new));
    assertNoticed(seed -> new PowerCutRun(seed, false).through(ForcesLate::new));
  }

  @Test
  void thePowerCutNoticesADeleteThatIsNotForced() {
    assertNoticed(seed -> new PowerCutRun(seed, true).through(DeletesUnforced::new));
  }

  private static void assertNothingIsLost(int seeds, LongFunction<PowerCutRun> runs)
      throws IOException {
    long cuts = 0;
    for (long seed = FROM; seed < FROM + seeds; seed++) {
      cuts += runs.apply(seed).run();
    }
    System.out.println(seeds + " seeds from " + FROM + ": the power was cut " + cuts + " times");
    assertThat(cuts).isGreaterThan(seeds * 50L);
  }

  private static void assertForceIsMissed(Predicate<Path> unforced) {
    assertNoticed(seed -> new PowerCutRun(seed, true).withoutForceOf(unforced));
    assertNoticed(seed -> new PowerCutRun(seed, false).withoutForceOf(unforced));
  }

  /** A defect has to be found within some seeds; each alone may miss it. */
  private static void assertNoticed(LongFunction<PowerCutRun> runs) {
    for (long seed = 0; seed < SEEDS_OF_A_DEFECT; seed++) {
      try {
        runs.apply(seed).run();
      } catch (AssertionError noticed) {
        return;
      } catch (IOException failure) {
        throw new AssertionError("the run itself failed", failure);
      }
    }
    throw new AssertionError("no seed below " + SEEDS_OF_A_DEFECT + " noticed the defect");
  }
}
