package io.filelibrary.testkit.model;

import io.filelibrary.model.ItemKind;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A channel of the model: the even ones tell names apart by case, the odd ones do not. */
final class ModelChannel {
  final int number;
  final Node root;
  final List<String> feed = new ArrayList<>();
  OptionalLong quota = OptionalLong.empty();

  ModelChannel(int number, Instant now) {
    this.number = number;
    this.root = new Node(-1, number, ItemKind.FOLDER, Optional.empty(), "", now);
  }

  static String id(int number) {
    return "channel " + number;
  }

  static boolean isCaseSensitive(int number) {
    return number % 2 == 0;
  }

  boolean caseSensitive() {
    return isCaseSensitive(number);
  }

  /** Returns what tells siblings apart. The generator uses no letters whose cases are irregular. */
  String key(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return caseSensitive() ? composed : composed.toLowerCase(Locale.ROOT);
  }
}
