package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import java.util.List;

/**
 * Lets one operation happen inside another, before each call that the other makes to its backends,
 * on equal trees. Whatever the point, the answers and the tree have to be those of the one
 * operation after the other, in either order.
 */
final class InterleavingSweep {
  private final LibraryProbe probe;
  private final Interleaver interleaver;
  private final Table<LibraryOperation, LibraryOperation, Course> serial = HashBasedTable.create();
  private int scenarios;

  InterleavingSweep(LibraryProbe probe, Interleaver interleaver) {
    this.probe = probe;
    this.interleaver = interleaver;
  }

  /** What two operations answer, and what they leave. */
  private record Course(String one, String other, LibraryState state) {
    Course unordered() {
      return new Course(one, other, state.unordered());
    }

    Course exchanged() {
      return new Course(/* one= */ other, /* other= */ one, state);
    }
  }

  /**
   * Lets each of some operations happen inside each of others.
   *
   * @return at how many points
   */
  int run(List<LibraryOperation> outers, List<LibraryOperation> inners) {
    int points = 0;
    for (LibraryOperation outer : outers) {
      // Before its first call, an operation has not begun: only later ones are of interest.
      if (calls(outer) < 2) {
        continue;
      }
      for (LibraryOperation inner : inners) {
        points += run(outer, inner);
      }
    }
    return points;
  }

  private int calls(LibraryOperation operation) {
    LibraryScenario scenario = scenario();
    interleaver.before(Integer.MAX_VALUE, () -> {});
    operation.outcome(scenario);
    return interleaver.calls();
  }

  private int run(LibraryOperation outer, LibraryOperation inner) {
    int call = 1;
    boolean happened;
    do {
      call++;
      happened = runAt(call, outer, inner);
    } while (happened);
    return call - 2;
  }

  private boolean runAt(int call, LibraryOperation outer, LibraryOperation inner) {
    LibraryScenario scenario = scenario();
    StringBuilder inside = new StringBuilder();
    interleaver.before(call, () -> inside.append(inner.outcome(scenario)));
    String answer = outer.outcome(scenario);
    boolean happened = interleaver.happened();
    if (happened) {
      String what = "%s before call %d of %s".formatted(inner, call, outer);
      probe.check(scenario.files);
      Course course = new Course(answer, inside.toString(), LibraryState.of(scenario.files));
      Course innerFirst = inOrder(inner, outer).exchanged();
      Course outerFirst = inOrder(outer, inner);
      if (outer.gradual()) {
        // Its result is of an earlier moment than the change that shows it.
        assertSameButForOrder(course, List.of(innerFirst, outerFirst), what);
      } else if (!course.equals(innerFirst)) {
        assertCourse(course, outerFirst, what);
      }
    }
    return happened;
  }

  private static void assertCourse(Course actual, Course expected, String what) {
    assertThat(actual.one()).as("the outer answer: " + what).isEqualTo(expected.one());
    assertThat(actual.other()).as("the inner answer: " + what).isEqualTo(expected.other());
    actual.state().assertIs(expected.state(), what);
  }

  private static void assertSameButForOrder(Course actual, List<Course> expected, String what) {
    assertThat(expected).as(what).extracting(Course::unordered).contains(actual.unordered());
  }

  /** What happens when one operation follows the other. */
  private Course inOrder(LibraryOperation first, LibraryOperation second) {
    Course known = serial.get(first, second);
    if (known != null) {
      return known;
    }
    LibraryScenario scenario = scenario();
    String answer = first.outcome(scenario);
    Course course = new Course(answer, second.outcome(scenario), LibraryState.of(scenario.files));
    serial.put(first, second, course);
    return course;
  }

  private LibraryScenario scenario() {
    return LibraryScenario.prepare(probe, scenarios++);
  }
}
