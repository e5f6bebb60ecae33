package io.filelibrary.benchmarks.suite.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/** A server, and how its clients ask for the same as those of the others. */
interface Target extends Closeable {
  /** Where it is. */
  URI url();

  /** Asks for one of the small files. */
  byte[] small(ThreadLocalRandom random);

  /** Asks for the large file. */
  byte[] large();

  /** Sends a file under a new name by one request. */
  void upload(Connection connection, String name, byte[] bytes) throws IOException;

  /** Sends a file under a new name by two requests: one says what comes, one sends it. */
  void uploadByTwo(Connection connection, String name, byte[] bytes) throws IOException;
}
