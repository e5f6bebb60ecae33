package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one thread has begun and what it was told is done, one line each: {@code begin} with the
 * operation before it, {@code done} with its outcome after it, forced to the disk before the next
 * one begins. Each line starts with a checksum of the rest, so that a last line that a crash has
 * torn is told from a whole one.
 */
final class CrashLog implements Closeable {
  private static final String BEGIN = "begin ";
  private static final String DONE = "done ";
  private static final int CHECKSUM_LENGTH = 8;

  private final FileOutputStream out;

  CrashLog(Path file) throws IOException {
    this.out = new FileOutputStream(file.toFile(), true);
  }

  /**
   * An operation that was acknowledged.
   *
   * @param operation the operation
   * @param outcome what it came to
   */
  record Entry(String operation, String outcome) {}

  /**
   * What a log holds.
   *
   * @param acknowledged what was acknowledged, in its order
   * @param inFlight what had begun and was not
   */
  record Content(List<Entry> acknowledged, Optional<String> inFlight) {}

  void begin(String operation) throws IOException {
    out.write(line(BEGIN + operation));
  }

  void done(String outcome) throws IOException {
    out.write(line(DONE + outcome));
    out.getFD().sync();
  }

  void add(Entry entry) throws IOException {
    out.write(line(BEGIN + entry.operation));
    out.write(line(DONE + entry.outcome));
  }

  private static byte[] line(String text) {
    return (checksum(text) + " " + text + "\n").getBytes(UTF_8);
  }

  private static String checksum(String text) {
    return Hashing.crc32c().hashString(text, UTF_8).toString();
  }

  /** Reads a log; of one that is not there, nothing. */
  static Content read(Path file) throws IOException {
    List<Entry> acknowledged = new ArrayList<>();
    Optional<String> begun = Optional.empty();
    List<String> lines =
        Files.exists(file) ? List.of(Files.readString(file, UTF_8).split("\n")) : List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean whole =
          line.length() > CHECKSUM_LENGTH
              && line.startsWith(checksum(line.substring(CHECKSUM_LENGTH + 1)));
      if (!whole && i < lines.size() - 1) {
        throw new IOException(file + " is damaged before its end: " + line);
      }
      String text = whole ? line.substring(CHECKSUM_LENGTH + 1) : "";
      if (text.startsWith(BEGIN)) {
        begun = Optional.of(text.substring(BEGIN.length()));
      } else if (text.startsWith(DONE)) {
        acknowledged.add(new Entry(begun.orElseThrow(), text.substring(DONE.length())));
        begun = Optional.empty();
      }
    }
    return new Content(List.copyOf(acknowledged), begun);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
