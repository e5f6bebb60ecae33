package io.filelibrary.testkit.model;

import java.util.List;
import java.util.Optional;

/**
 * Where an item will go.
 *
 * @param folder the lowest folder that is there
 * @param missing the folders to create below it
 * @param name the name, if the call gave one
 * @param inTheWay the sibling to delete first
 */
record Landing(Node folder, List<String> missing, Optional<String> name, Optional<Node> inTheWay) {
  Landing {
    missing = List.copyOf(missing);
  }

  Landing named(String other, Optional<Node> removed) {
    return new Landing(folder, missing, Optional.of(other), removed);
  }

  /** Returns the bytes of the file that is replaced. */
  long freed() {
    return inTheWay.filter(node -> !node.isPending()).map(node -> node.size).orElse(0L);
  }
}
