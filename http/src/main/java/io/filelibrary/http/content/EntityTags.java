package io.filelibrary.http.content;

import io.filelibrary.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What If-Match and If-None-Match list (RFC 9110 sections 8.8.3 and 13.1): entity tags, or any at
 * all.
 *
 * @param any whether the list is {@code *}
 * @param tags the tags as they were sent, such as {@code "abc"} and {@code W/"abc"}
 */
record EntityTags(boolean any, List<String> tags) {
  private static final String WEAK = "W/";

  /** Commas may come without a tag between them, and inside of a tag. */
  private static final Pattern NEXT =
      Pattern.compile(
          "[ \\t]*+(?<tag>(?:W/)?+\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")?+[ \\t]*+(?:,|$)");

  EntityTags {
    tags = List.copyOf(tags);
  }

  /** The strong tag of a content. */
  static String of(Sha256 content) {
    return "\"" + content.hex() + "\"";
  }

  /** Reads the values of a header, joined by commas; empty if they are no list of tags. */
  static Optional<EntityTags> parse(String text) {
    if (text.strip().equals("*")) {
      return Optional.of(new EntityTags(true, List.of()));
    }
    List<String> tags = new ArrayList<>();
    Matcher matcher = NEXT.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        return Optional.empty();
      }
      Optional.ofNullable(matcher.group("tag")).ifPresent(tags::add);
      position = matcher.end();
    }
    return tags.isEmpty() ? Optional.empty() : Optional.of(new EntityTags(false, tags));
  }

  /** Whether the list has a strong tag, which names the same bytes. */
  boolean matchStrongly(String tag) {
    return any || tags.contains(tag);
  }

  /** Whether the list has a tag, be it marked weak or not. */
  boolean matchWeakly(String tag) {
    return matchStrongly(tag) || tags.contains(WEAK + tag);
  }
}
