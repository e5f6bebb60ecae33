package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Directory trees on the disk, made and read with their exact names in every locale. */
final class Trees {
  private Trees() {}

  /** Creates a file and the directories above it. */
  static Path file(Path top, String path, byte[] content) throws IOException {
    Path file = at(top, path);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  static Path file(Path top, String path, String content) throws IOException {
    return file(top, path, content.getBytes(UTF_8));
  }

  static Path directory(Path top, String path) throws IOException {
    return Files.createDirectories(at(top, path));
  }

  static Path at(Path top, String path) {
    Path result = top;
    for (String name : path.split("/", 0)) {
      result = DiskName.child(result, name);
    }
    return result;
  }

  /** Returns bytes that are the same for the same seed. */
  static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Returns all paths below a directory with a digest of what is there. */
  static Map<String, String> read(Path top) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    read(top, "", tree);
    return tree;
  }

  private static void read(Path directory, String prefix, Map<String, String> tree)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String path = prefix + DiskName.of(entry).orElseThrow();
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          tree.put(path + "/", "");
          read(entry, path + "/", tree);
        } else {
          byte[] bytes = Files.readAllBytes(entry);
          tree.put(path, bytes.length + " bytes, " + Arrays.hashCode(bytes));
        }
      }
    }
  }
}
