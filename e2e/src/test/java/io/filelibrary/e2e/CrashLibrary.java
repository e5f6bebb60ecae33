package io.filelibrary.e2e;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One library that is killed, checked, opened again and killed again. All that is random follows
 * from its seed, so that a step that ended a process does so again; the moment of a random kill,
 * given by what was acknowledged before it and a pause, comes again as nearly as threads allow.
 */
final class CrashLibrary {
  /** What a process that SIGKILL ended exits with. */
  private static final int KILLED = 128 + 9;

  private static final int DEFAULT_INLINE_LIMIT = 64 * 1024;
  private static final int SMALL_INLINE_LIMIT = 1024;
  private static final int MOST_ACKNOWLEDGED = 120;
  private static final int LONGEST_PAUSE_MICROS = 4000;
  private static final List<Integer> CLOCK_MOVES = List.of(0, 0, 60, 7200, 100_000, 500_000);
  private static final List<String> JVM =
      List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private final CrashTally tally;
  private final CrashPlace place;
  private final long seed;
  private final Random random;
  private final boolean collected;
  private final int inlineLimit;
  private final Instant beginning = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private int life;

  CrashLibrary(CrashPlace place, long seed, CrashTally tally) {
    this.place = place;
    this.seed = seed;
    this.random = new Random(seed);
    random.nextInt(); // of seeds that follow each other, much the same
    this.collected = random.nextBoolean();
    this.inlineLimit = random.nextInt(3) > 0 ? SMALL_INLINE_LIMIT : DEFAULT_INLINE_LIMIT;
    this.tally = tally;
    tally.library();
  }

  private CrashPlan plan(int limit, List<String> script, int step, boolean collecting) {
    return new CrashPlan(
        place,
        beginning,
        seed * 1000 + life,
        limit,
        script,
        step,
        collected,
        collected && collecting);
  }

  /** Goes through the story in this process, and answers its steps. */
  List<String> rehearse() throws Exception {
    CrashPlan plan = plan(SMALL_INLINE_LIMIT, CrashStory.of(place.pair()), 0, false);
    CrashSteps steps = new CrashSteps(0);
    new CrashChild(plan, steps, () -> {}).run();
    requireMeant(CrashLog.read(plan.log(0)).acknowledged());
    new CrashCheck(plan, tally).run(true);
    delete();
    return steps.names();
  }

  /** A story that fails where it should not would pass fewer steps than it seems to. */
  private static void requireMeant(List<CrashLog.Entry> told) {
    for (CrashLog.Entry entry : told) {
      if (!entry.outcome().startsWith("ok") && !entry.operation().contains("refused")) {
        throw new AssertionError("the story is out of step at " + entry);
      }
    }
  }

  /**
   * Kills a process at a step of the story, on a new library.
   *
   * @param step which one, from 1
   * @param all the names of the steps
   */
  void killAtStep(int step, List<String> all) throws Exception {
    List<String> story = CrashStory.of(place.pair());
    CrashPlan plan = plan(SMALL_INLINE_LIMIT, story, step, false);
    check(
        plan,
        "step " + step + ", " + all.get(step - 1),
        () -> {
          int exit = waitFor(start(), -1, 0);
          if (exit != CrashSteps.EXIT) {
            throw new AssertionError("the process ended with " + exit + " and not at its step");
          }
          tally.stepKill(step, all.size());
        });
  }

  /** Kills a process at a random moment. */
  void killAtRandom() throws Exception {
    CrashPlan plan = plan(inlineLimit, List.of(), 0, random.nextInt(3) > 0);
    if (life > 0) {
      moveClock(plan, CLOCK_MOVES.get(random.nextInt(CLOCK_MOVES.size())));
    }
    int acknowledged = random.nextInt(8) == 0 ? 0 : random.nextInt(MOST_ACKNOWLEDGED);
    int micros = random.nextInt(LONGEST_PAUSE_MICROS);
    String moment = micros + " us after " + acknowledged + " acknowledgements";
    check(
        plan,
        moment,
        () -> {
          int exit = waitFor(start(), acknowledged, micros);
          if (exit == CrashChild.DIFFERS) {
            throw new AssertionError("library and model differ before the kill");
          }
          if (exit != KILLED) {
            throw new AssertionError("the process ended with " + exit + " before the kill");
          }
          tally.randomKill();
        });
  }

  private static void moveClock(CrashPlan plan, int seconds) throws IOException {
    for (int i = 0; i < CrashPlan.CHANNELS; i++) {
      CrashHistory.begin(plan, i).with("clock(" + seconds + ")", "ok").save();
    }
  }

  private interface Killing {
    void run() throws Exception;
  }

  private void check(CrashPlan plan, String moment, Killing killing) throws Exception {
    boolean settle = random.nextInt(3) > 0;
    try {
      plan.save(planFile());
      killing.run();
      new CrashCheck(plan, tally).run(settle);
      for (int i = 0; i < CrashPlan.CHANNELS; i++) {
        if (Files.exists(plan.log(i))) {
          Files.move(
              plan.log(i), place.directory().resolve("life-" + life + "-channel-" + i + ".log"));
        }
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(
          place.pair()
              + ", seed "
              + seed
              + ", life "
              + life
              + " of the library, killed at "
              + moment
              + "; all is kept in "
              + place.directory()
              + "\n"
              + e
              + "\n"
              + Files.readString(errors()),
          e);
    }
    life++;
  }

  private Path planFile() {
    return place.directory().resolve("plan");
  }

  private Path errors() {
    return place.directory().resolve("errors");
  }

  private Process start() throws IOException {
    return ChildJvm.running(JVM, CrashChild.class, planFile())
        .redirectError(errors().toFile())
        .start();
  }

  /**
   * Kills a process after so many acknowledgements, unless it ends before or the number is
   * negative.
   */
  private static int waitFor(Process process, int acknowledgements, int micros) throws Exception {
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      for (int i = 0; line != null && i != acknowledgements; i++) {
        line = said.readLine();
      }
      long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /** Removes the library from the disk. */
  void delete() throws IOException {
    MoreFiles.deleteRecursively(place.directory(), RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
