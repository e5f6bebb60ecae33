package io.filelibrary.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.filelibrary.check.CheckPoint;
import io.filelibrary.check.CheckProgress;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Examined;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.Unchecked;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * What fsck writes: text for people, or lines of JSON that are told apart by their {@code type}.
 * Fields and types are only ever added.
 */
abstract class FsckOutput implements AutoCloseable {
  /** Of the reports of progress, about one in every 500 things looked at, this many become one. */
  private static final int PROGRESS = 20;

  private long reports;

  /** An output failed where no exception of its kind can be thrown. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException cause;

    Failed(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    IOException cause() {
      return cause;
    }
  }

  static FsckOutput on(Terminal terminal, boolean json) throws IOException {
    return json ? new Lines(terminal) : new Text(terminal);
  }

  final void found(Finding finding) {
    try {
      write(finding);
    } catch (IOException e) {
      throw new Failed(e);
    }
  }

  final void reached(CheckProgress progress) {
    reports++;
    if (reports % PROGRESS != 0) {
      return;
    }
    try {
      write(progress);
    } catch (IOException e) {
      throw new Failed(e);
    }
  }

  abstract void write(Finding finding) throws IOException;

  abstract void write(CheckProgress progress) throws IOException;

  abstract void end(CheckReport report) throws IOException;

  @Override
  public void close() throws IOException {}

  static String word(FindingKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static final class Text extends FsckOutput {
    private final Terminal terminal;
    private final boolean interactive;

    Text(Terminal terminal) {
      this.terminal = terminal;
      this.interactive = terminal.interactive();
    }

    @Override
    void write(Finding finding) throws IOException {
      StringBuilder line = new StringBuilder(word(finding.kind()));
      finding.channel().ifPresent(id -> line.append(" channel ").append(name(id.value())));
      finding.item().ifPresent(id -> line.append(" item ").append(id));
      finding.key().ifPresent(key -> line.append(" key ").append(key));
      line.append(": ").append(SafeText.message(finding.sentence()));
      terminal.line(line + (finding.repaired() ? " (mended)" : ""));
    }

    @Override
    void write(CheckProgress progress) {
      if (interactive) {
        terminal.status(words(progress.examined()));
      }
    }

    @Override
    void end(CheckReport report) throws IOException {
      terminal.clearStatus();
      for (Unchecked each : report.unchecked()) {
        terminal.message("not looked at: " + SafeText.message(each.what() + ": " + each.why()));
      }
      if (report.uncheckedCount() > report.unchecked().size()) {
        terminal.message("and " + (report.uncheckedCount() - report.unchecked().size()) + " more");
      }
      terminal.line("looked at " + words(report.examined()));
      terminal.line(
          Amounts.counted(report.total(), "finding")
              + ", "
              + report.repaired()
              + " mended; catalog and storage: "
              + report.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      if (report.resume().isPresent()) {
        terminal.message("ended early; go on with --resume=" + report.resume().get());
      }
    }

    private static String name(String text) {
      return SafeText.name(text);
    }

    private static String words(Examined examined) {
      return Amounts.counted(examined.channels(), "channel")
          + ", "
          + Amounts.counted(examined.items(), "item")
          + ", "
          + Amounts.counted(examined.contents(), "content")
          + ", "
          + Amounts.counted(examined.objects(), "object")
          + "; read "
          + Amounts.bytes((double) examined.bytes());
    }
  }

  private static final class Lines extends FsckOutput {
    private static final JsonFactory FACTORY =
        new JsonFactoryBuilder()
            .rootValueSeparator("")
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;

    Lines(Terminal terminal) throws IOException {
      this.json = FACTORY.createGenerator(terminal.out());
    }

    @Override
    void write(Finding finding) throws IOException {
      begin("finding");
      json.writeStringField("kind", word(finding.kind()));
      if (finding.channel().isPresent()) {
        json.writeStringField("channel", finding.channel().get().value());
      }
      if (finding.item().isPresent()) {
        json.writeStringField("item", finding.item().get().toString());
      }
      if (finding.key().isPresent()) {
        json.writeStringField("key", finding.key().get().value());
      }
      json.writeStringField("sentence", finding.sentence());
      json.writeBooleanField("repaired", finding.repaired());
      endLine();
    }

    @Override
    void write(CheckProgress progress) throws IOException {
      begin("progress");
      write(progress.examined());
      json.writeNumberField("findings", progress.findings());
      write(progress.point());
      endLine();
      json.flush();
    }

    @Override
    void end(CheckReport report) throws IOException {
      begin("report");
      json.writeBooleanField("clean", report.isClean());
      json.writeObjectFieldStart("findings");
      for (Map.Entry<FindingKind, Long> count : report.findings().entrySet()) {
        json.writeNumberField(word(count.getKey()), count.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("repaired", report.repaired());
      json.writeStringField("standing", report.standing().name().toLowerCase(Locale.ROOT));
      write(report.examined());
      json.writeNumberField("uncheckedCount", report.uncheckedCount());
      json.writeArrayFieldStart("unchecked");
      for (Unchecked each : report.unchecked()) {
        json.writeStartObject();
        json.writeStringField("what", each.what());
        json.writeStringField("why", each.why());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (report.resume().isPresent()) {
        write(report.resume().get());
      }
      endLine();
    }

    @Override
    public void close() throws IOException {
      json.close();
    }

    private void begin(String type) throws IOException {
      json.writeStartObject();
      json.writeStringField("type", type);
    }

    private void endLine() throws IOException {
      json.writeEndObject();
      json.writeRaw('\n');
    }

    private void write(CheckPoint point) throws IOException {
      json.writeStringField("resume", point.value());
    }

    private void write(Examined examined) throws IOException {
      json.writeObjectFieldStart("examined");
      json.writeNumberField("channels", examined.channels());
      json.writeNumberField("items", examined.items());
      json.writeNumberField("contents", examined.contents());
      json.writeNumberField("objects", examined.objects());
      json.writeNumberField("bytes", examined.bytes());
      json.writeEndObject();
    }
  }
}
