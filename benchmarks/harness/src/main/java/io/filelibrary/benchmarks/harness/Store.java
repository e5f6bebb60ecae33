package io.filelibrary.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A library that keeps small files, or a limit of one, as far as all of them can do the same. Each
 * has a public constructor without parameters. Calls of several threads at once are allowed once it
 * is open, but for {@link #move}.
 */
public interface Store extends AutoCloseable {
  /** What the tables call it, with its version, and whether a created file survives a power cut. */
  String title();

  /** Opens an empty store below an empty directory. */
  void open(Path directory) throws Exception;

  /** Makes a folder at the top. */
  void createFolder(String name) throws Exception;

  /**
   * Creates a file with its metadata in a folder at the top.
   *
   * @return by what {@link #read} finds it
   */
  String create(String folder, String name, byte[] bytes) throws Exception;

  /** Reads all bytes of a file. */
  byte[] read(String handle) throws Exception;

  /** The names of the first files of a folder, in the order of their names if it can. */
  List<String> firstPage(String folder, int limit) throws Exception;

  /** Renames a folder at the top, with all that is in it. */
  void move(String folder, String target) throws Exception;

  @Override
  void close() throws IOException;
}
