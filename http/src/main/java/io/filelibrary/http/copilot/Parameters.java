package io.filelibrary.http.copilot;

import io.filelibrary.http.route.Exchange;
import io.filelibrary.model.ListOptions;
import java.util.Optional;

/** The parameters that lists of this dialect share. */
final class Parameters {
  /** Where the next page begins, in requests and in answers. */
  static final String NEXT_TOKEN = "nextToken";

  private Parameters() {}

  /** Returns a parameter; the vendor's client sends an empty one for what its caller left out. */
  static Optional<String> text(Exchange exchange, String name) {
    return exchange.query(name).filter(value -> !value.isEmpty());
  }

  /** Returns how many entries a page has at most. */
  static int limit(Exchange exchange) {
    return exchange.queryNumber("limit", 1, ListOptions.MAX_PAGE_SIZE).orElse(100);
  }
}
