package io.filelibrary.storage.s3;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Response;
import okio.BufferedSource;

/** A store's answer that goes on for as long as someone listens: events, one a line, and blanks. */
final class EventStream implements Closeable {
  private static final String TYPE = "text/event-stream";

  private final Response answer;

  EventStream(Response answer) {
    this.answer = answer;
  }

  /** Whether these are events; a store that ignores the question lists its objects instead. */
  boolean hasEvents() {
    String type = answer.header("Content-Type", "");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
  }

  /**
   * Waits for the next line that is not blank.
   *
   * @return the line, or empty if the store has ended the answer
   * @throws IOException if the connection breaks, is silent for too long, or brings too long a line
   */
  Optional<String> next() throws IOException {
    BufferedSource bytes = answer.body().source();
    while (!bytes.exhausted()) {
      byte first = bytes.getBuffer().getByte(0);
      if (first != ' ' && first != '\n' && first != '\r') {
        return Optional.of(bytes.readUtf8LineStrict(NotificationReader.MAX_LENGTH));
      }
      bytes.skip(1);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    answer.close();
  }
}
