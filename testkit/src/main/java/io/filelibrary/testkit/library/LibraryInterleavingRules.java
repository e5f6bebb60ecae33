package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of operations that others come between, at each point where they can. */
interface LibraryInterleavingRules extends LibraryLocation {

  @Test
  @DisplayName("L80 Of two uploads to one path, one comes after the other, as a whole")
  default void uploadsToOnePathComeOneAfterTheOther() throws Exception {
    List<LibraryOperation> uploads = LibraryOperations.matching(".*upload.*");
    assertThat(interleave(uploads, uploads)).isGreaterThan(uploads.size());
  }

  @Test
  @DisplayName("L81 Of a completion and a collection of the expired upload exactly one wins")
  default void completionAndCollectionHaveOneWinner() throws Exception {
    Interleaver interleaver = new Interleaver();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), interleaver)) {
      ExpiryRace race = new ExpiryRace(probe, interleaver);
      assertThat(race.collectDuringCompletion()).as("points in a completion").isPositive();
      assertThat(race.collectDuringUpload()).as("points in an upload").isPositive();
      assertThat(race.completeDuringCollection()).as("points in a collection").isPositive();
    }
  }

  @Test
  @DisplayName("L82 Of two moves one comes after the other, and they never make a cycle")
  default void movesComeOneAfterTheOther() throws Exception {
    List<LibraryOperation> moves = LibraryOperations.matching("(move|rename|copy).*");
    assertThat(interleave(moves, moves)).isPositive();
  }

  @Test
  @DisplayName("L83 What comes to a folder that is deleted meanwhile comes before, or not at all")
  default void deletionOfAFolderAndWhatComesToItAreOneAfterTheOther() throws Exception {
    List<LibraryOperation> deletions = LibraryOperations.matching("(delete|trash) .*");
    assertThat(interleave(LibraryOperations.CREATING, deletions)).isPositive();
  }

  @Test
  @DisplayName("L84 Of a restore and what takes its place meanwhile one comes after the other")
  default void restoreAndCreationAreOneAfterTheOther() throws Exception {
    List<LibraryOperation> restores = LibraryOperations.matching("restore .*");
    List<LibraryOperation> rivals =
        List.of(
            LibraryOperations.upload("upload in the place of the file", "docs/gone"),
            LibraryOperations.upload("upload in the place of the folder", "docs/old"));
    assertThat(interleave(rivals, restores)).isPositive();
  }

  @Test
  @DisplayName("L85 Operations of several steps are as a whole before or after any other")
  default void operationsOfSeveralStepsAreWhole() throws Exception {
    List<LibraryOperation> slow =
        LibraryOperations.matching("(make|receive bytes|complete|ensure|empty|copy) .*");
    List<LibraryOperation> quick =
        LibraryOperations.matching("(rename a file|move a f|make a large|restore a folder).*");
    // L83 lets them happen inside those that create something, slow or not.
    List<LibraryOperation> deletions = LibraryOperations.matching("(delete|trash) .*");
    List<LibraryOperation> others = new ArrayList<>(slow);
    others.removeAll(LibraryOperations.CREATING);
    assertThat(interleave(sweep -> sweep.run(slow, quick) + sweep.run(others, deletions)))
        .as("points")
        .isGreaterThan(100);
  }

  private int interleave(List<LibraryOperation> outers, List<LibraryOperation> inners)
      throws Exception {
    return interleave(sweep -> sweep.run(outers, inners));
  }

  private int interleave(ToIntFunction<InterleavingSweep> sweeping) throws Exception {
    Interleaver interleaver = new Interleaver();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), interleaver)) {
      int points = sweeping.applyAsInt(new InterleavingSweep(probe, interleaver));
      probe.check();
      probe.collectEverything();
      probe.check();
      return points;
    }
  }
}
