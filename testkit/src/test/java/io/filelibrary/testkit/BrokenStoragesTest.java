package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A storage that breaks a promise fails on the rules that tell of it, and on no other. */
class BrokenStoragesTest {

  static Stream<Arguments> brokenStorages() {
    return Stream.of(
        arguments(BrokenStorages.Overwriting.class, List.of("S10", "S11", "S92", "S94")),
        arguments(BrokenStorages.Cutting.class, List.of("S04", "S07", "S08")),
        arguments(BrokenStorages.ReadingOn.class, List.of("S06")),
        arguments(BrokenStorages.TakingFailureForEnd.class, List.of("S07", "S08")),
        arguments(BrokenStorages.WrappingFailures.class, List.of("S08")),
        arguments(BrokenStorages.ClosingTheSource.class, List.of("S12")),
        arguments(BrokenStorages.ShowingUnfinished.class, List.of("S20")),
        arguments(BrokenStorages.HalvingOnInterrupt.class, List.of("S24")),
        arguments(BrokenStorages.IgnoringTheLength.class, List.of("S30", "S34")),
        arguments(BrokenStorages.OpeningLate.class, List.of("S35")),
        arguments(BrokenStorages.EndingEarly.class, List.of("S40")),
        arguments(BrokenStorages.DeletingOnlyThePresent.class, List.of("S53", "S54", "S56")),
        arguments(BrokenStorages.DeletingAThousand.class, List.of("S54")),
        arguments(BrokenStorages.ListingAThousand.class, List.of("S64")),
        arguments(BrokenStorages.ListingByFolder.class, List.of("S60", "S61", "S62")),
        arguments(BrokenStorages.NeverClosing.class, List.of("S70", "S95")),
        arguments(BrokenStorages.Hanging.class, List.of("S90", "S91", "S92", "S93", "S94", "S95")),
        arguments(BrokenStorages.ClosingOnce.class, List.of("S71", "S72")),
        arguments(BrokenLeftovers.ListingSmallObjects.class, List.of("S100")),
        arguments(BrokenLeftovers.ListingBackwards.class, List.of("S101")),
        arguments(BrokenLeftovers.DroppingEverything.class, List.of("S102", "S103")),
        arguments(BrokenLeftovers.CountingOne.class, List.of("S102")),
        arguments(BrokenLeftovers.GoingOnRegardless.class, List.of("S104")),
        arguments(BrokenLeftovers.NeverClosing.class, List.of("S105")));
  }

  @ParameterizedTest
  @MethodSource("brokenStorages")
  void brokenStorageFailsOnExactlyItsRules(Class<?> broken, List<String> rules) {
    assertThat(ContractRun.failedRules(broken)).containsExactlyElementsOf(rules);
  }

  @Test
  void storageThatIsNotSharedFailsOnExactlyItsRules() {
    SortedSet<String> failed = ContractRun.failedRules(BrokenStorages.NotShared.class);
    // S85 asks another instance only if the put was quicker than the close.
    assertThat(failed)
        .contains("S80", "S81", "S82", "S83")
        .isSubsetOf("S80", "S81", "S82", "S83", "S85");
  }
}
