package io.filelibrary.storage.s3;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which promises a store keeps, as {@link S3Storage#verify} found it.
 *
 * @param checks the promises, in the order in which they were tried
 */
public record S3Verification(List<Check> checks) {
  /** Copies the list. */
  public S3Verification {
    checks = List.copyOf(checks);
  }

  /**
   * One promise.
   *
   * @param promise what the store should do
   * @param kept whether it did
   * @param detail what it did instead; empty if the promise was kept
   */
  public record Check(String promise, boolean kept, String detail) {}

  /**
   * Returns whether all promises were kept.
   *
   * @return whether all promises were kept
   */
  public boolean allKept() {
    return checks.stream().allMatch(Check::kept);
  }

  /** Returns one line for each promise. */
  @Override
  public String toString() {
    return checks.stream()
        .map(
            it ->
                (it.kept ? "kept    " : "broken  ")
                    + it.promise
                    + (it.kept ? "" : ": " + it.detail))
        .collect(Collectors.joining("\n"));
  }
}
