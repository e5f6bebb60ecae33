package io.filelibrary.storage.s3;

import io.filelibrary.error.InvalidId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
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
 * <p>What clients send by forms and plain PUTs is kept aside below a name that begins no key's: the
 * prefix, {@code _forms/} and the rest of the object's name. It is in the bucket that is not
 * public, whatever its key: the holder of the grant can send it again after the library has
 * verified what came.
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

  /** Where what was sent is kept until it is taken: where nobody reads it but the library. */
  Location asideOf(ContentKey key) {
    return new Location(bucket, prefix + ASIDE + segment(key));
  }

  private static String segment(ContentKey key) {
    return key.value().replace('/', '.');
  }

  /** The key of an object that was found, or empty if no key is this object. */
  Optional<ContentKey> keyOf(Location found) {
    return key(found.name(), prefix).filter(key -> of(key).equals(found));
  }

  /**
   * The key of an object that came to be, or that was sent aside and waits to be taken; empty if no
   * key is this object, nor would be.
   */
  Optional<ContentKey> keyOfArrival(Location found) {
    return keyOf(found)
        .or(
            () ->
                key(found.name(), prefix + ASIDE)
                    .filter(key -> key.value().endsWith(StagedUploads.KEY_END))
                    .filter(key -> asideOf(key).equals(found)));
  }

  /** The key whose name, after what it begins with, this may be. */
  private static Optional<ContentKey> key(String name, String beginning) {
    if (!name.startsWith(beginning) || name.indexOf('/', beginning.length()) >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ContentKey(name.substring(beginning.length()).replace('.', '/')));
    } catch (InvalidId foreign) {
      return Optional.empty();
    }
  }
}
