package io.filelibrary.testkit.model;

import io.filelibrary.testkit.model.Operation.ItemRef;
import io.filelibrary.testkit.model.Operation.UploadRef;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a failing sequence shorter: leaves chunks out, then single operations, then makes arguments
 * simpler, as long as some difference remains and there is time. Items keep their meaning when
 * operations before them are left out: their numbers are counted anew.
 */
final class Shrinker {
  /** Runs a sequence and tells whether it still shows a difference. */
  @FunctionalInterface
  interface Attempt {
    Optional<Difference> run(List<Operation> operations) throws IOException;
  }

  /** A sequence and the difference that it shows. */
  record Result(List<Operation> operations, Difference difference) {}

  private final Attempt attempt;
  private final long deadline;
  private Result best;

  Shrinker(Attempt attempt, Duration time) {
    this.attempt = attempt;
    this.deadline = System.nanoTime() + time.toNanos();
    this.best = new Result(List.of(), new Difference("nothing"));
  }

  Result shrink(List<Operation> operations, Difference difference) throws IOException {
    best = new Result(List.copyOf(operations), difference);
    boolean better = true;
    while (better && hasTime()) {
      boolean shorter = leaveOut();
      better = simplify() || shorter;
    }
    return best;
  }

  private boolean hasTime() {
    return System.nanoTime() - deadline < 0;
  }

  private boolean leaveOut() throws IOException {
    boolean better = false;
    int chunk = Math.max(1, best.operations().size() / 2);
    while (chunk > 0) {
      int to = best.operations().size();
      while (to > 0 && hasTime()) {
        int from = Math.max(0, to - chunk);
        better |= tries(without(best.operations(), from, to));
        to = Math.min(from, best.operations().size());
      }
      chunk /= 2;
    }
    return better;
  }

  private boolean simplify() throws IOException {
    boolean better = false;
    for (int i = 0; i < best.operations().size(); i++) {
      boolean simpler = true;
      while (simpler && hasTime()) {
        simpler = simplifyAt(i);
        better |= simpler;
      }
    }
    return better;
  }

  private boolean simplifyAt(int index) throws IOException {
    Operation operation = best.operations().get(index);
    int before = OperationText.print(operation).length();
    for (Record simpler : Parts.simpler((Record) operation)) {
      if (OperationText.print(simpler).length() > before || !hasTime()) {
        continue;
      }
      List<Operation> changed = new ArrayList<>(best.operations());
      changed.set(index, (Operation) simpler);
      if (tries(changed)) {
        return true;
      }
    }
    return false;
  }

  private boolean tries(List<Operation> operations) throws IOException {
    Optional<Difference> difference = attempt.run(operations);
    difference.ifPresent(found -> best = new Result(List.copyOf(operations), found));
    return difference.isPresent();
  }

  /** Leaves a stretch out, and all later operations that name what it brought. */
  static List<Operation> without(List<Operation> operations, int from, int to) {
    ReferenceLibrary before = new ReferenceLibrary(Instant.EPOCH);
    ReferenceLibrary after = new ReferenceLibrary(Instant.EPOCH);
    Map<Object, Object> renumbered = new HashMap<>();
    List<Operation> kept = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      int items = before.world().nodes.size();
      int uploads = before.world().uploads.size();
      if (before.isMeant(operation)) {
        before.perform(operation);
      }
      if (i >= from && i < to) {
        continue;
      }
      Optional<Operation> changed = renumbered(operation, renumbered);
      if (changed.isEmpty()) {
        continue;
      }
      kept.add(changed.get());
      int newItems = after.world().nodes.size();
      int newUploads = after.world().uploads.size();
      if (after.isMeant(changed.get())) {
        after.perform(changed.get());
      }
      for (int n = 0; items + n < before.world().nodes.size(); n++) {
        if (newItems + n < after.world().nodes.size()) {
          renumbered.put(new ItemRef(items + n), new ItemRef(newItems + n));
        }
      }
      for (int n = 0; uploads + n < before.world().uploads.size(); n++) {
        if (newUploads + n < after.world().uploads.size()) {
          renumbered.put(new UploadRef(uploads + n), new UploadRef(newUploads + n));
        }
      }
    }
    return kept;
  }

  private static Optional<Operation> renumbered(
      Operation operation, Map<Object, Object> renumbered) {
    boolean[] known = {true};
    Object changed =
        Parts.mapped(
            operation,
            part -> {
              if (part instanceof ItemRef || part instanceof UploadRef) {
                known[0] &= renumbered.containsKey(part);
                return renumbered.getOrDefault(part, part);
              }
              return part;
            });
    return known[0] ? Optional.of((Operation) changed) : Optional.empty();
  }
}
