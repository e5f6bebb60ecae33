package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A storage whose signed URLs have a flaw fails on the rules that tell of it, and on no other. */
class BrokenDirectStoragesTest {

  static Stream<Arguments> brokenStorages() {
    return Stream.of(
        arguments(BrokenDirectStorages.Overwrites.class, List.of("D04", "D05")),
        arguments(BrokenDirectStorages.NeedsHeadersToBeSafe.class, List.of("D05")),
        arguments(
            BrokenDirectStorages.TakesAnySignature.class,
            List.of("D08", "D09", "D26", "D27", "D63", "D81", "D82", "D95")),
        arguments(BrokenDirectStorages.TakesAnyMethod.class, List.of("D10", "D28", "D95")),
        arguments(
            BrokenDirectStorages.IgnoresExpiry.class, List.of("D11", "D29", "D64", "D83", "D96")),
        arguments(
            BrokenDirectStorages.KeepsWhatBrokeOff.class, List.of("D13", "D55", "D84", "D97")),
        arguments(BrokenDirectStorages.Cuts.class, List.of("D12", "D65", "D73")),
        arguments(BrokenDirectStorages.TrustsHashes.class, List.of("D19", "D89")),
        arguments(BrokenDirectStorages.ForgetsType.class, List.of("D21")),
        arguments(BrokenDirectStorages.ForgetsDisposition.class, List.of("D22", "D24")),
        arguments(BrokenDirectStorages.DecodesTwice.class, List.of("D22")),
        arguments(BrokenDirectStorages.TakesAnyHeader.class, List.of("D23")),
        arguments(BrokenDirectStorages.AnswersWhole.class, List.of("D25", "D42")),
        arguments(BrokenDirectStorages.ServesPrivate.class, List.of("D14", "D26", "D32", "D44")),
        arguments(BrokenDirectStorages.ServesTheDeleted.class, List.of("D30", "D31", "D43")),
        arguments(BrokenDirectStorages.Lists.class, List.of("D46")),
        arguments(BrokenDirectStorages.LetsAllWrite.class, List.of("D45")),
        arguments(BrokenDirectStorages.ChangesUrls.class, List.of("D40")),
        arguments(BrokenDirectStorages.JoinsAsTheyCame.class, List.of("D50")),
        arguments(BrokenDirectStorages.KeepsFormerPart.class, List.of("D54")),
        arguments(BrokenDirectStorages.JoinsAllParts.class, List.of("D56", "D57")),
        arguments(BrokenDirectStorages.CompletesOverObjects.class, List.of("D58", "D60")),
        arguments(BrokenDirectStorages.ForgetsToAbort.class, List.of("D61")),
        arguments(BrokenDirectStorages.AbortsYoungUploads.class, List.of("D62")),
        arguments(BrokenDirectStorages.IgnoresBounds.class, List.of("D72")),
        arguments(
            BrokenDirectStorages.ShowsWhatIsAside.class,
            List.of("D75", "D78", "D80", "D87", "D92", "D93", "D94", "D99")),
        arguments(BrokenDirectStorages.ListsWhatIsAside.class, List.of("D75", "D92", "D93")),
        arguments(BrokenDirectStorages.ServesWhatIsAside.class, List.of("D88", "D93", "D95")),
        arguments(
            BrokenDirectStorages.KeepsOneAside.class,
            List.of("D81", "D85", "D86", "D95", "D98", "D99")),
        arguments(BrokenDirectStorages.KeepsWhatCameFirst.class, List.of("D77", "D92", "D94")),
        arguments(BrokenDirectStorages.KeepsWhatIsAside.class, List.of("D85", "D86", "D98")),
        arguments(
            BrokenDirectStorages.TakesWhatDidNotCome.class,
            List.of(
                "D72", "D73", "D74", "D81", "D82", "D83", "D84", "D85", "D86", "D95", "D96", "D97",
                "D98", "D99")),
        arguments(
            BrokenDirectStorages.TakesWhatComesLater.class, List.of("D78", "D80", "D87", "D94")),
        arguments(
            BrokenDirectStorages.TakesOnce.class,
            List.of("D76", "D78", "D79", "D80", "D87", "D88", "D89", "D92", "D94", "D99")),
        arguments(BrokenDirectStorages.TakesAnySize.class, List.of("D92")),
        arguments(BrokenDirectStorages.HeedsTheType.class, List.of("D91")),
        arguments(BrokenDirectStorages.DropsNothing.class, List.of("D99")),
        arguments(BrokenDirectStorages.DropsObjectsToo.class, List.of("D99")),
        arguments(BrokenDirectStorages.GrantsOneForm.class, List.of("D100")),
        arguments(BrokenDirectStorages.NeverCloses.class, List.of("D18", "D34", "D67", "D90")));
  }

  @ParameterizedTest
  @MethodSource("brokenStorages")
  void flawedStorageFailsOnExactlyItsRules(Class<?> broken, List<String> rules) {
    assertThat(ContractRun.failedRules(broken)).containsExactlyElementsOf(rules);
  }
}
