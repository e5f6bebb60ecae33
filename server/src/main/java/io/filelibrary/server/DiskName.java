package io.filelibrary.server;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a file on disk, byte by byte. On Unix a name is bytes, which Java shows in the
 * encoding of the locale: with {@code LC_ALL=C} every other character becomes U+FFFD, and a name
 * that is not UTF-8 does so everywhere. The URI of a path keeps the bytes, both ways.
 */
final class DiskName {
  private static final boolean NAMES_ARE_BYTES = File.separatorChar == '/';
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";

  private DiskName() {}

  /** Returns the exact name of an entry, or empty if its bytes are not UTF-8. */
  static Optional<String> of(Path entry) {
    String text = lastName(entry).toString();
    if (!NAMES_ARE_BYTES || isAscii(text)) {
      return Optional.of(text);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(entry));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Returns the name for the terminal; bytes that are not UTF-8 appear as {@code \xE9}. */
  static String shown(Path entry) {
    return of(entry).map(SafeText::name).orElseGet(() -> shownBytes(bytes(entry)));
  }

  /** Returns the path of a child with exactly this name, whatever the locale. */
  static Path child(Path directory, String name) {
    if (!NAMES_ARE_BYTES || isAscii(name)) {
      return directory.resolve(name);
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(each) >= 0) {
        uri.append((char) each);
      } else {
        uri.append(String.format("%%%02X", each));
      }
    }
    return directory.resolve(lastName(Path.of(URI.create(uri.toString()))));
  }

  private static Path lastName(Path entry) {
    Path name = entry.getFileName();
    return name == null ? entry : name;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static byte[] bytes(Path entry) {
    String raw = Path.of("/").resolve(lastName(entry)).toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int at = 0; at < raw.length(); at++) {
      char c = raw.charAt(at);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw.substring(at + 1, at + 3), 16));
        at += 2;
      } else if (c != '/') {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String shownBytes(byte[] name) {
    StringBuilder shown = new StringBuilder(name.length);
    for (byte each : name) {
      if (each > ' ' && each < 0x7F && each != '\\') {
        shown.append((char) each);
      } else {
        shown.append(String.format("\\x%02X", each));
      }
    }
    return shown.toString();
  }
}
