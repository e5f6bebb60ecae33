package io.filelibrary.storage.local;

import io.filelibrary.spi.ContentKey;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where the file of a key is. This is a stored format:
 *
 * <pre>
 *   private/3f9c6e1d  -&gt;  objects/private_/3f/3f9c6e1d_
 *   catalog-id        -&gt;  objects/ca/catalog-id_
 *   a/b/c             -&gt;  objects/a_/b_/c/c_
 * </pre>
 *
 * <p>Each segment but the last is a directory. The last is a file in a directory named by its first
 * two characters (one, if it has no more). A whole segment carries an underscore, which no key
 * contains: so the key {@code a} can stand beside {@code a/b}, a segment {@code 3f} beside the
 * two-character directory {@code 3f}, and no name is one that Windows keeps for a device ({@code
 * con}, {@code nul}, {@code com1}), as those have three characters or more. Names hold lower case
 * alone, so that file systems that ignore case do no harm.
 *
 * <p>One level of two characters gives the library's hexadecimal keys 256 directories each for
 * private and public. They soon exist, and from then on a put forces one directory. A second level
 * would make nearly each of the first 65,536 puts create and force directories, to keep directories
 * small that file systems have long indexed.
 */
final class KeyLayout {
  private static final char END = '_';
  private static final int FAN_OUT = 2;
  private static final Pattern SEGMENT_NAME = Pattern.compile("[a-z0-9-]+" + END);
  private static final Pattern FAN_OUT_NAME = Pattern.compile("[a-z0-9-]{1," + FAN_OUT + "}");

  private final Path objects;

  KeyLayout(Path objects) {
    this.objects = objects;
  }

  /** Returns the directory that all the files are below. */
  Path objects() {
    return objects;
  }

  /** Returns the file of a key. */
  Path fileOf(ContentKey key) {
    Path directory = objects;
    String rest = key.value();
    for (int slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
      directory = directory.resolve(nameOf(rest.substring(0, slash)));
      rest = rest.substring(slash + 1);
    }
    return directory.resolve(fanOutOf(rest)).resolve(nameOf(rest));
  }

  /** Returns the name of a whole segment. */
  static String nameOf(String segment) {
    return segment + END;
  }

  /** Returns the name of the directory for a last segment. */
  static String fanOutOf(String segment) {
    return segment.substring(0, Math.min(FAN_OUT, segment.length()));
  }

  /** Returns whether a name is that of a whole segment. */
  static boolean isSegment(String name) {
    return SEGMENT_NAME.matcher(name).matches();
  }

  /** Returns whether a name is that of a directory for last segments. */
  static boolean isFanOut(String name) {
    return FAN_OUT_NAME.matcher(name).matches();
  }

  /** Returns the segment that a name stands for. */
  static String segmentOf(String name) {
    return name.substring(0, name.length() - 1);
  }
}
