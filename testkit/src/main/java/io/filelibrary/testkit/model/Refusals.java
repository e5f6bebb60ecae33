package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rules that a call breaks. Where it breaks several, the contract does not say which of them
 * the error names, so that any of these is right.
 */
final class Refusals {
  private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);

  void add(ErrorCode code) {
    codes.add(code);
  }

  void addIf(boolean broken, ErrorCode code) {
    if (broken) {
      codes.add(code);
    }
  }

  boolean any() {
    return !codes.isEmpty();
  }

  Answer answer() {
    return Answer.refused(codes);
  }
}
