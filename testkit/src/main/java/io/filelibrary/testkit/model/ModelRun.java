package io.filelibrary.testkit.model;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of the seeded model test. Immutable; {@link #run} and {@link #replay} do the work.
 *
 * <pre>{@code
 * ModelRun.of("my storage", MyBackends::create).withSeed(1).withSteps(500).run();
 * }</pre>
 *
 * <p>The same seed makes the same calls, in every version of this class alone: what lasts is the
 * line that a failure prints.
 */
public final class ModelRun {
  private static final int DEFAULT_STEPS = 500;
  private static final Duration DEFAULT_SHRINKING = Duration.ofSeconds(60);

  private final String name;
  private final ModelBackends.Source source;
  private final long seed;
  private final int steps;
  private final Duration shrinking;

  private ModelRun(
      String name, ModelBackends.Source source, long seed, int steps, Duration shrinking) {
    this.name = name;
    this.source = source;
    this.seed = seed;
    this.steps = steps;
    this.shrinking = shrinking;
  }

  /**
   * Prepares a run of 500 calls with seed 1.
   *
   * @param name what the failure calls the catalog and the storage
   * @param source makes the catalog and the storage
   * @return the run
   */
  public static ModelRun of(String name, ModelBackends.Source source) {
    return new ModelRun(name, source, 1, DEFAULT_STEPS, DEFAULT_SHRINKING);
  }

  /**
   * Returns a copy with another seed.
   *
   * @param other the seed
   * @return the copy
   */
  public ModelRun withSeed(long other) {
    return new ModelRun(name, source, other, steps, shrinking);
  }

  /**
   * Returns a copy with another number of calls.
   *
   * @param other how many calls
   * @return the copy
   */
  public ModelRun withSteps(int other) {
    return new ModelRun(name, source, seed, other, shrinking);
  }

  /**
   * Returns a copy with another limit for making a failing sequence shorter.
   *
   * @param other how long that may take
   * @return the copy
   */
  public ModelRun withShrinking(Duration other) {
    return new ModelRun(name, source, seed, steps, other);
  }

  /**
   * Runs the calls.
   *
   * @throws ModelFailure if library and model differ
   * @throws IOException if the backends cannot be opened or closed
   */
  public void run() throws IOException {
    List<Operation> operations = new ArrayList<>();
    Optional<Difference> difference;
    try (Trial trial = new Trial(source.create())) {
      difference = generate(trial, operations);
    }
    if (difference.isPresent()) {
      throw failure("seed " + seed, operations, difference.get());
    }
  }

  private Optional<Difference> generate(Trial trial, List<Operation> operations) {
    Generator generator = new Generator(seed, trial.world());
    try {
      for (int i = 0; i < steps; i++) {
        Operation operation = generator.next();
        operations.add(operation);
        trial.step(operation);
      }
      trial.finish();
      return Optional.empty();
    } catch (Difference e) {
      return Optional.of(e);
    }
  }

  /**
   * Runs the calls of a line that a failure printed.
   *
   * @param line the line
   * @throws ModelFailure if library and model differ
   * @throws IllegalArgumentException if the line is not well-formed
   * @throws IOException if the backends cannot be opened or closed
   */
  public void replay(String line) throws IOException {
    List<Operation> operations = OperationText.parse(line);
    Optional<Difference> difference = attempt(operations);
    if (difference.isPresent()) {
      throw failure("a replayed line", operations, difference.get());
    }
  }

  private Optional<Difference> attempt(List<Operation> operations) throws IOException {
    try (Trial trial = new Trial(source.create())) {
      for (Operation operation : operations) {
        trial.step(operation);
      }
      trial.finish();
      return Optional.empty();
    } catch (Difference e) {
      return Optional.of(e);
    }
  }

  private ModelFailure failure(String origin, List<Operation> operations, Difference difference)
      throws IOException {
    Shrinker shrinker = new Shrinker(this::attempt, shrinking);
    Shrinker.Result shortest = shrinker.shrink(operations, difference);
    return new ModelFailure(
        name, origin, operations.size(), shortest.operations(), shortest.difference());
  }
}
