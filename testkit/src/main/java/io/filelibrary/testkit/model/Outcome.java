package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.Item;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a call of the library came to.
 *
 * @param error what it failed with
 * @param item the item that it answered with
 * @param lines the result in words, once new items have their numbers
 */
record Outcome(
    Optional<ErrorCode> error, Optional<Item> item, Function<Numbers, List<String>> lines) {
  static Outcome failed(ErrorCode code) {
    return new Outcome(Optional.of(code), Optional.empty(), numbers -> List.of());
  }

  static Outcome of(Item item) {
    return new Outcome(
        Optional.empty(), Optional.of(item), numbers -> List.of(Words.item(item, numbers)));
  }

  static Outcome of(List<Item> items) {
    return of(numbers -> items.stream().map(item -> Words.item(item, numbers)).toList());
  }

  static Outcome of(Function<Numbers, List<String>> lines) {
    return new Outcome(Optional.empty(), Optional.empty(), lines);
  }

  static Outcome of(String line) {
    return of(numbers -> List.of(line));
  }

  static Outcome nothing() {
    return of(numbers -> List.of());
  }
}
