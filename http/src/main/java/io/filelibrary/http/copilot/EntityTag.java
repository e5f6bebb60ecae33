package io.filelibrary.http.copilot;

import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Item;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tag of an item, its revision in quotes, by RFC 9110 section 8.8.3. */
final class EntityTag {
  private static final Pattern ANY_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");
  private static final Pattern OWN_TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private EntityTag() {}

  static String of(Item item) {
    return "\"" + item.revision() + "\"";
  }

  /**
   * Reads the revision that an If-Match header expects.
   *
   * @return the revision, or empty if there is no header, or it takes any
   * @throws HttpFailure if it expects what no item can have (412), or is no entity tag (400)
   */
  static OptionalLong expected(Exchange exchange) {
    Optional<String> header = exchange.header("If-Match");
    if (header.isEmpty() || header.get().equals("*")) {
      return OptionalLong.empty();
    }
    Matcher own = OWN_TAG.matcher(header.get());
    if (own.matches()) {
      return OptionalLong.of(Long.parseLong(own.group(1)));
    }
    if (ANY_TAG.matcher(header.get()).matches()) {
      throw new HttpFailure(
          412, "stale_revision", "If-Match: no revision of an item has this tag; read it again");
    }
    throw HttpFailure.invalid("If-Match", "it is one entity tag, such as \"7\" in quotes, or *");
  }
}
