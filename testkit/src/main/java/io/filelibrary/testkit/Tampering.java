package io.filelibrary.testkit;

import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What somebody makes of a grant who wants more than was granted. */
final class Tampering {
  private Tampering() {}

  /** Every grant that differs in one parameter of the query or in one field of the form. */
  static List<TransferGrant> variants(TransferGrant grant) {
    List<TransferGrant> variants = new ArrayList<>();
    String query = grant.url().getRawQuery();
    String[] parameters = query == null ? new String[0] : query.split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      String[] changed = parameters.clone();
      changed[i] = changed(parameters[i]);
      variants.add(withUrl(grant, withQuery(grant.url(), String.join("&", changed))));
    }
    for (Map.Entry<String, String> field : grant.formFields().entrySet()) {
      Map<String, String> fields = new LinkedHashMap<>(grant.formFields());
      fields.put(field.getKey(), changed(field.getValue()));
      variants.add(withFields(grant, fields));
    }
    variants.add(bare(grant));
    return variants;
  }

  /** The grant without what could be a signature. */
  static TransferGrant bare(TransferGrant grant) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (grant.formFields().containsKey("key")) {
      fields.put("key", grant.formFields().getOrDefault("key", ""));
    }
    return withFields(withUrl(grant, withoutQuery(grant.url())), fields);
  }

  /** The grant as if it had been made for another key. */
  static TransferGrant forKey(TransferGrant grant, ContentKey key, ContentKey other) {
    Map<String, String> fields = new LinkedHashMap<>(grant.formFields());
    fields.replaceAll((name, value) -> forKey(value, key, other));
    return withFields(withUrl(grant, forKey(grant.url(), key, other)), fields);
  }

  static URI forKey(URI url, ContentKey key, ContentKey other) {
    return URI.create(forKey(url.toString(), key, other));
  }

  /** The text with the other key, whatever there is in it for the slashes of the keys. */
  private static String forKey(String text, ContentKey key, ContentKey other) {
    String[] segments = key.value().split("/", -1);
    String[] others = other.value().split("/", -1);
    if (segments.length != others.length) {
      throw new IllegalArgumentException("keys of different depth: " + key + ", " + other);
    }
    StringBuilder found = new StringBuilder(Pattern.quote(segments[0]));
    StringBuilder changed = new StringBuilder(others[0]);
    for (int i = 1; i < segments.length; i++) {
      found.append("([^a-z0-9-]|%2[Ff])").append(Pattern.quote(segments[i]));
      changed.append('$').append(i).append(others[i]);
    }
    return text.replaceAll(found.toString(), changed.toString());
  }

  static TransferGrant withoutHeaders(TransferGrant grant) {
    return new TransferGrant(
        grant.method(), grant.url(), Map.of(), grant.formFields(), grant.expiresAt());
  }

  static TransferGrant withUrl(TransferGrant grant, URI url) {
    return new TransferGrant(
        grant.method(), url, grant.headers(), grant.formFields(), grant.expiresAt());
  }

  static URI withoutQuery(URI url) {
    return URI.create(url.toString().replaceFirst("\\?.*", ""));
  }

  private static TransferGrant withFields(TransferGrant grant, Map<String, String> fields) {
    return new TransferGrant(
        grant.method(), grant.url(), grant.headers(), fields, grant.expiresAt());
  }

  private static URI withQuery(URI url, String query) {
    return URI.create(withoutQuery(url) + "?" + query);
  }

  /** The text with another last character of the same kind, so that it stays well-formed. */
  private static String changed(String text) {
    int last = text.length() - 1;
    if (last < 0 || text.charAt(last) == '=') {
      return text + "1";
    }
    char c = text.charAt(last);
    char other = c >= '0' && c <= '9' ? (char) ('0' + (c - '0' + 1) % 10) : c == 'a' ? 'b' : 'a';
    return text.substring(0, last) + other;
  }
}
