package io.filelibrary.server;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes. Text is UTF-8 whatever the locale says. Messages may come from
 * any thread; they and the status line do not get into each other's way.
 */
final class Terminal {
  private static final String BACK_TO_AN_EMPTY_LINE = "\r\u001b[K";

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream messages;
  private final BooleanSupplier interactive;
  private boolean statusIsShown;

  /**
   * Creates a terminal.
   *
   * @param interactive whether a person watches the messages, so that a status line makes sense
   */
  Terminal(InputStream in, OutputStream out, OutputStream messages, BooleanSupplier interactive) {
    this.in = in;
    this.out = new Output(out);
    this.messages = messages;
    this.interactive = interactive;
  }

  static Terminal standard() {
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminal::messagesAreWatched);
  }

  InputStream in() {
    return in;
  }

  /** Returns the standard output; it fails with {@link OutputFailed} and nothing else. */
  OutputStream out() {
    return out;
  }

  /** Says whether a person watches the messages; asks the system, so call it once. */
  boolean interactive() {
    return interactive.getAsBoolean();
  }

  /** Writes a line to the standard output. */
  void line(String text) throws OutputFailed {
    try {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (OutputFailed e) {
      throw e;
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  /** Writes a line to the standard error; a message that cannot be written is lost. */
  synchronized void message(String text) {
    clearStatus();
    write(text + System.lineSeparator());
  }

  /** Shows a line that the next message or status takes the place of. */
  synchronized void status(String text) {
    write(BACK_TO_AN_EMPTY_LINE + text);
    statusIsShown = true;
  }

  synchronized void clearStatus() {
    if (statusIsShown) {
      write(BACK_TO_AN_EMPTY_LINE);
      statusIsShown = false;
    }
  }

  private void write(String text) {
    try {
      messages.write(text.getBytes(StandardCharsets.UTF_8));
      messages.flush();
    } catch (IOException e) {
      // There is no other place left to report this to.
      statusIsShown = false;
    }
  }

  /** Java does not tell whether the standard error is a terminal. */
  private static boolean messagesAreWatched() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static final class Output extends FilterOutputStream {
    Output(OutputStream target) {
      super(new BufferedOutputStream(target, 1 << 16));
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw new OutputFailed(e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new OutputFailed(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw new OutputFailed(e);
      }
    }
  }
}
