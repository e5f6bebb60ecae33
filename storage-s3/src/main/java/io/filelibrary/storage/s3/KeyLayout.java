package io.filelibrary.storage.s3;

import io.filelibrary.error.InvalidId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectForms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which object a key is. This is the stored format: an object's name is the prefix and the key with
 * dots for its slashes. Where there is a public bucket it has the objects whose keys are public,
 * and no other.
 *
 * <p>Stores that keep objects as files have no room for an object below another one, hence no
 * slashes. A dot comes, as a slash does, after the hyphen and before the digits, so that the names
 * are in the order of the keys.
 *
 * <p>What clients send by forms is kept aside, in the bucket of its key, below a name that begins
 * no key's: the prefix, {@code _forms/} and the rest of the object's name.
 */
final class KeyLayout {
  private static final String ASIDE = "_forms/";

  private final String bucket;
  private final Optional<String> publicBucket;
  private final String prefix;

  KeyLayout(S3Options options) {
    this.bucket = options.bucket();
    this.publicBucket = options.publicBucket();
    this.prefix = options.keyPrefix();
  }

  List<String> buckets() {
    return Stream.concat(Stream.of(bucket), publicBucket.stream()).toList();
  }

  String prefix() {
    return prefix;
  }

  Location of(ContentKey key) {
    boolean isPublic = key.visibility() == Visibility.PUBLIC;
    return new Location(isPublic ? publicBucket.orElse(bucket) : bucket, name(key));
  }

  String name(ContentKey key) {
    return prefix + segment(key);
  }

  /** Where what a form sent is kept until it is taken. */
  Location asideOf(ContentKey key) {
    return new Location(of(key).bucket(), prefix + ASIDE + segment(key));
  }

  private static String segment(ContentKey key) {
    return key.value().replace('/', '.');
  }

  /** The key of an object that was found, or empty if no key is this object. */
  Optional<ContentKey> keyOf(Location found) {
    if (!found.name().startsWith(prefix) || found.name().indexOf('/', prefix.length()) >= 0) {
      return Optional.empty();
    }
    try {
      ContentKey key = new ContentKey(found.name().substring(prefix.length()).replace('.', '/'));
      return Optional.of(key).filter(it -> of(it).equals(found));
    } catch (InvalidId foreign) {
      return Optional.empty();
    }
  }

  /**
   * The key of an object that came to be, or that was sent by a form and waits to be taken; empty
   * if no key is this object, nor would be.
   */
  Optional<ContentKey> keyOfArrival(Location found) {
    String aside = prefix + ASIDE;
    if (!found.name().startsWith(aside)) {
      return keyOf(found);
    }
    String taken = prefix + found.name().substring(aside.length());
    return keyOf(new Location(found.bucket(), taken))
        .filter(key -> key.value().endsWith(DirectForms.KEY_END));
  }
}
