package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.ItemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fills a library with many items in little time. A folder and a file that the library itself wrote
 * are the templates of all others, which are inserted by SQL in the stored format: items, contents,
 * bytes, changes and counters, so that {@code fsck} finds the library whole. No sync is waited for,
 * and a generation that is killed leaves a broken file.
 *
 * <p>Below the folder {@code generated} there are folders of up to {@value #FOLDER_FILES} files
 * each, in groups of up to {@value #GROUP_FOLDERS}. A file in {@value #READABLE_EVERY} has 4 KiB,
 * the others have {@value #SMALL_BYTES} bytes.
 */
public final class Generation {
  static final int READABLE_BYTES = 4096;

  private static final String TREE = "generated";
  private static final int FOLDER_FILES = 1000;
  private static final int GROUP_FOLDERS = 100;
  static final int READABLE_EVERY = 100;
  private static final int SMALL_BYTES = 16;
  private static final int TOLD_EVERY = 1_000_000;

  private final Path directory;
  private final int readableEvery;
  private final List<ItemId> folders = new ArrayList<>();
  private final List<ItemId> readable = new ArrayList<>();
  private Optional<ItemId> root = Optional.empty();

  private Generation(Path directory, int readableEvery) {
    this.directory = directory;
    this.readableEvery = readableEvery;
  }

  /**
   * Generates a library: {@code Generation DIRECTORY ITEMS}. The directory is laid out as the
   * server's data directory.
   */
  public static void main(String... arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: Generation DIRECTORY ITEMS");
      System.exit(2);
    }
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    Tree tree = tree(directory, Integer.parseInt(arguments[1]));
    System.out.println("generated the folder " + tree.root());
  }

  /**
   * What was generated.
   *
   * @param root the folder that all of it is in
   * @param folders those that files are in
   * @param readable the files of 4 KiB
   */
  record Tree(ItemId root, List<ItemId> folders, List<ItemId> readable) {
    /** The path of a file of 4 KiB of a tree: four names. */
    static String path(int number) {
      int folder = number / (FOLDER_FILES / READABLE_EVERY);
      int file = number % (FOLDER_FILES / READABLE_EVERY) * READABLE_EVERY;
      return String.format(
          Locale.ROOT,
          "%s/group-%05d/folder-%03d/file-%09d.bin",
          TREE,
          folder / GROUP_FOLDERS,
          folder % GROUP_FOLDERS,
          file);
    }
  }

  /** Fills the library of a directory, which is not open, with so many items in folders. */
  static Tree tree(Path directory, int items) throws IOException, SQLException {
    Generation generation = new Generation(directory, READABLE_EVERY);
    generation.generate(TREE, rows -> generation.folders(rows, items));
    return generation.made();
  }

  /**
   * Fills the library of a directory, which is not open, with so many files in one folder.
   *
   * @param readableEvery one file in so many has 4 KiB
   */
  static Tree folder(Path directory, String path, int files, int readableEvery)
      throws IOException, SQLException {
    Generation generation = new Generation(directory, readableEvery);
    generation.generate(
        path,
        rows -> {
          generation.root = Optional.of(rows.top());
          generation.files(rows, rows.top(), files);
        });
    return generation.made();
  }

  private Tree made() {
    return new Tree(root.orElseThrow(), List.copyOf(folders), List.copyOf(readable));
  }

  /** What is written in the one transaction. */
  private interface Content {
    void write(GeneratedRows rows) throws SQLException;
  }

  private void generate(String path, Content content) throws IOException, SQLException {
    FolderItem folder;
    FileItem file;
    try (LocalLibrary library = LocalLibrary.open(directory)) {
      ChannelFiles files = library.files();
      folder = files.ensureFolder(path);
      file = files.upload(path + "/template.bin", Noise.bytes(0, SMALL_BYTES));
    }
    Path catalog = LocalLibrary.catalogFile(directory);
    try (Connection connection = RawDatabase.openWriter(catalog);
        Statement statement = connection.createStatement()) {
      // The log would hold a page again each time that it leaves the cache: more than the disk has.
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -1000000");
      connection.setAutoCommit(false);
      try (GeneratedRows rows = new GeneratedRows(connection, folder.id(), file.id())) {
        content.write(rows);
        rows.writeCounters();
      }
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  private void folders(GeneratedRows rows, int items) throws SQLException {
    root = Optional.of(rows.top());
    ItemId group = rows.top();
    int made = 0;
    for (int folder = 0; made < items; folder++) {
      if (folder % GROUP_FOLDERS == 0) {
        group = rows.folder(rows.top(), number("group-%05d", folder / GROUP_FOLDERS));
        made++;
      }
      ItemId parent = rows.folder(group, number("folder-%03d", folder % GROUP_FOLDERS));
      folders.add(parent);
      made++;
      int files = Math.min(FOLDER_FILES, items - made);
      files(rows, parent, files);
      made += files;
    }
  }

  private void files(GeneratedRows rows, ItemId parent, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      boolean large = i % readableEvery == 0;
      int size = large ? READABLE_BYTES : SMALL_BYTES;
      ItemId id = rows.file(parent, number("file-%09d.bin", i), size);
      if (large) {
        readable.add(id);
      }
      if (rows.written() % TOLD_EVERY == 0) {
        System.out.printf(Locale.ROOT, "    generated %,d items%n", rows.written());
      }
    }
  }

  private static String number(String format, int number) {
    return String.format(Locale.ROOT, format, number);
  }
}
