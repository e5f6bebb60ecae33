package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.testkit.fault.BackendCall;
import io.filelibrary.testkit.fault.BackendCall.Target;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import java.io.IOException;
import java.util.Optional;

/**
 * Runs an operation again and again on equal trees, with a fault at the first, the second, the
 * third... call of a backend, until it makes fewer calls than that. After each run the library has
 * to be whole, and the operation done or undone; undone, it has to succeed when repeated: at once,
 * or after further statements of it failed on the same tree.
 */
final class FaultSweep {
  private final LibraryProbe probe;
  private final Faults faults;
  private int scenarios;

  FaultSweep(LibraryProbe probe, Faults faults) {
    this.probe = probe;
    this.faults = faults;
  }

  /** What an operation does to a tree where nothing fails. */
  private record Course(
      LibraryOperation operation, LibraryState before, String answer, LibraryState after) {}

  private LibraryScenario scenario() {
    return LibraryScenario.prepare(probe, scenarios++);
  }

  /**
   * Sweeps one operation with one kind of fault.
   *
   * @return how many calls were hit
   */
  int run(Fault fault, LibraryOperation operation) {
    LibraryScenario untouched = scenario();
    LibraryState before = LibraryState.of(untouched.files);
    String answer = operation.outcome(untouched);
    Course course = new Course(operation, before, answer, LibraryState.of(untouched.files));
    LibraryScenario scenario = scenario();
    int call = 1;
    while (runWithFaultAt(call, fault, course, scenario)) {
      call++;
      // A statement's failure takes its transaction along: the next run repeats it on this tree.
      boolean sameTree =
          faults.hit().orElseThrow().target() == Target.STATEMENT
              && LibraryState.of(scenario.files).equals(before);
      scenario = sameTree ? scenario : scenario();
    }
    return call - 1;
  }

  private boolean runWithFaultAt(int call, Fault fault, Course course, LibraryScenario scenario) {
    faults.failAt(fault, call);
    Optional<String> answer = Optional.empty();
    Optional<Effect> effect = Optional.empty();
    try {
      answer = Optional.of(course.operation().call().on(scenario));
    } catch (FileLibraryException e) {
      if (course.answer().equals(e.code().name())) {
        answer = Optional.of(course.answer());
      } else {
        effect = Optional.of(e.effect());
      }
    } catch (IOException e) {
      effect = Optional.of(Effect.NONE);
    }
    faults.stop();
    String hit = faults.hit().map(Object::toString).orElse("nothing");
    String what = course.operation() + " with " + fault + " at call " + call + ", " + hit;
    probe.check(scenario.files);
    LibraryState state = LibraryState.of(scenario.files);
    if (effect.isEmpty()) {
      assertThat(answer).as("the answer of " + what).hasValue(course.answer());
      state.assertIs(course.after(), "after " + what);
    } else {
      assertDoneOrUndone(what, effect.get(), state, course);
      boolean statement = faults.hit().map(BackendCall::target).orElseThrow() == Target.STATEMENT;
      if (!statement && state.equals(course.before())) {
        repeat(what, scenario, course);
      }
    }
    return faults.hit().isPresent();
  }

  private static void assertDoneOrUndone(
      String what, Effect effect, LibraryState state, Course course) {
    boolean undone =
        effect == Effect.NONE || (effect == Effect.UNKNOWN && state.equals(course.before()));
    state.assertIs(undone ? course.before() : course.after(), effect + " by " + what);
  }

  private void repeat(String what, LibraryScenario scenario, Course course) {
    String answer = course.operation().outcome(scenario);
    assertThat(answer).as("repeated after " + what).isEqualTo(course.answer());
    LibraryState.of(scenario.files).assertIs(course.after(), "repeated after " + what);
    probe.check(scenario.files);
  }
}
