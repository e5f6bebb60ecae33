package io.filelibrary.check;

import io.filelibrary.model.CollectionReport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check came to. A library is known to be sound only if {@link #isClean} says so and the
 * options left nothing out: what was not looked at may be anything.
 *
 * @param findings how many things are wrong of each kind that there is; unmodifiable
 * @param repaired how many of them were mended
 * @param examined what was looked at
 * @param unchecked what could not be looked at, the first 100 of it; unmodifiable
 * @param uncheckedCount how much could not be looked at
 * @param resume where another run can go on, if this one ended early
 * @param standing how catalog and storage stand to each other in time
 * @param collected what the collector did, if {@link RepairLevel#GARBAGE} had it run
 */
public record CheckReport(
    Map<FindingKind, Long> findings,
    long repaired,
    Examined examined,
    List<Unchecked> unchecked,
    long uncheckedCount,
    Optional<CheckPoint> resume,
    Standing standing,
    Optional<CollectionReport> collected) {
  /** Copies the counts. */
  public CheckReport {
    Map<FindingKind, Long> copy = new EnumMap<>(FindingKind.class);
    copy.putAll(findings);
    findings = Collections.unmodifiableMap(copy);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * Returns whether all that the options asked for was looked at, and nothing is wrong or was.
   *
   * @return whether there are no findings, nothing unchecked and no early end
   */
  public boolean isClean() {
    return findings.isEmpty() && uncheckedCount == 0 && resume.isEmpty();
  }

  /**
   * Returns how many things are wrong, mended ones included.
   *
   * @return the sum of the findings
   */
  public long total() {
    return findings.values().stream().mapToLong(Long::longValue).sum();
  }
}
