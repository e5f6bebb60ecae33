package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A library whose catalog or storage breaks a promise fails on the rules that tell of it. The
 * sweeps, L70 to L89, are left out: they take long, and fail on nearly all of these.
 */
class BrokenLibrariesTest {

  static Stream<Arguments> narrowlyBrokenLibraries() {
    return Stream.of(
        arguments(BrokenLibraries.IgnoringTheLength.class, List.of("L29")),
        arguments(BrokenLibraries.MixingChannels.class, List.of("L19")),
        arguments(BrokenLibraries.IgnoringCase.class, List.of("L08", "L10", "L11", "L12", "L21")),
        arguments(BrokenLibraries.ListingPending.class, List.of("L35", "L40", "L47", "L59")),
        arguments(BrokenLibraries.RepeatingTheLast.class, List.of("L50")),
        arguments(BrokenLibraries.RepeatingTheLastChange.class, List.of("L60", "L61")),
        arguments(BrokenLibraries.NotPersistent.class, List.of("L95", "L96", "L97", "L98", "L99")));
  }

  static Stream<Arguments> widelyBrokenLibraries() {
    return Stream.of(
        arguments(BrokenLibraries.ForgettingObjects.class, List.of("L20", "L33", "L41")),
        arguments(BrokenLibraries.Truncating.class, List.of("L20", "L29", "L31", "L34")),
        arguments(BrokenLibraries.KeepingObjects.class, List.of("L33", "L45", "L46", "L59")),
        arguments(BrokenLibraries.ForgettingNames.class, List.of("L05", "L16", "L18", "L52")),
        arguments(BrokenLibraries.AnsweringFromACache.class, List.of("L14", "L64", "L66", "L67")),
        arguments(BrokenLibraries.CommittingOnFailure.class, List.of("L05", "L24", "L64")));
  }

  @ParameterizedTest
  @MethodSource("narrowlyBrokenLibraries")
  void narrowlyBrokenLibraryFailsOnExactlyItsRules(Class<?> broken, List<String> rules) {
    assertThat(failedRules(broken)).containsExactlyElementsOf(rules);
  }

  @ParameterizedTest
  @MethodSource("widelyBrokenLibraries")
  void widelyBrokenLibraryFailsOnItsRules(Class<?> broken, List<String> rules) {
    assertThat(failedRules(broken)).containsAll(rules);
  }

  private static SortedSet<String> failedRules(Class<?> broken) {
    return ContractRun.failedRules(broken, rule -> !rule.matches("L[78].*"));
  }
}
