package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a call comes to in the model.
 *
 * @param refusals the errors of which the call has to answer one; none if it succeeds
 * @param lines the result, in the words of {@link Words}
 * @param item the item that the call answers with
 */
record Answer(Set<ErrorCode> refusals, List<String> lines, Optional<Node> item) {
  Answer {
    refusals = Set.copyOf(refusals);
    lines = List.copyOf(lines);
  }

  static Answer refused(Set<ErrorCode> codes) {
    return new Answer(codes, List.of(), Optional.empty());
  }

  static Answer refused(ErrorCode code) {
    return refused(Set.of(code));
  }

  static Answer of(List<String> lines) {
    return new Answer(Set.of(), lines, Optional.empty());
  }

  static Answer of(String line) {
    return of(List.of(line));
  }

  static Answer of(Node item) {
    return new Answer(Set.of(), List.of(Words.item(item)), Optional.of(item));
  }

  static Answer nothing() {
    return of(List.of());
  }
}
