package io.filelibrary.benchmarks.suite.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One of those that keep objects in the store. Safe for use by several threads. */
interface Side extends AutoCloseable {
  /** Stores so many bytes under a name that is new. */
  void put(String name, InputStream bytes, long size) throws Exception;

  /** Reads an object to its end, and returns how long it is. */
  long get(String name) throws Exception;

  /** Deletes objects. */
  void delete(List<String> names) throws Exception;

  @Override
  void close() throws IOException;

  /** Reads a stream to its end by one buffer. */
  static long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
    }
    return size;
  }
}
