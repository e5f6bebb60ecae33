package io.filelibrary.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The calls that change the disk, in one place, so that tests can count them and make each of them
 * fail.
 */
interface FileSystemCalls {
  /** Creates a file that must not exist yet, for writing. */
  Output create(Path file) throws IOException;

  /** Gives an existing file a second name, which must not exist yet. */
  void link(Path existing, Path added) throws IOException;

  /** Moves a file in one step, over what is at the new name. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a name; it may be absent. */
  void delete(Path file) throws IOException;

  /** Creates a directory that must not exist yet. */
  void createDirectory(Path directory) throws IOException;

  /** Makes the names in a directory survive a power cut. */
  void syncDirectory(Path directory) throws IOException;

  /** A file that is being written. */
  interface Output extends Closeable {
    /**
     * Appends bytes.
     *
     * @param bytes holds them from index 0 on
     * @param length how many
     */
    void write(byte[] bytes, int length) throws IOException;

    /**
     * Makes what was written survive a power cut. Another thread than the one that writes may call
     * it meanwhile; then it covers what was written before.
     */
    void sync() throws IOException;

    /**
     * Tells whether {@link #sync} forces anything at all.
     *
     * @return whether it does
     */
    boolean reachesDisk();
  }
}
