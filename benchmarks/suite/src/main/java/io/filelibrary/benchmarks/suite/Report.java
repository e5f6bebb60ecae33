package io.filelibrary.benchmarks.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes docs/performance.md and the pictures beside it. */
final class Report {
  private static final String NOTES = "performance-notes.md";

  private final Settings settings;
  private final Machine machine;
  private final Duration taken;
  private final List<Section> sections;
  private final StringBuilder text = new StringBuilder();

  Report(Settings settings, Machine machine, Duration taken, List<Section> sections) {
    this.settings = settings;
    this.machine = machine;
    this.taken = taken;
    this.sections = sections;
  }

  /** Writes the report, and the pictures into a directory of the same name. */
  void write() throws IOException {
    Path file = settings.out().toAbsolutePath();
    String name = file.getFileName().toString().replaceFirst("\\.md$", "");
    Path pictures = file.resolveSibling(name);
    Files.createDirectories(pictures);
    head();
    for (Section section : sections) {
      section(section, name);
      for (Map.Entry<String, String> plot : section.plots().entrySet()) {
        Files.writeString(pictures.resolve(plot.getKey() + ".svg"), plot.getValue());
      }
    }
    text.append(notes());
    Files.writeString(file, text);
  }

  private void head() {
    text.append("# Performance\n\n");
    if (settings.quick()) {
      text.append("**A run that only tries that everything runs: its figures mean nothing.**\n\n");
    }
    text.append("Written by the [benchmarks](../benchmarks/README.md) in ")
        .append(minutes())
        .append("; change the prose in `")
        .append(NOTES)
        .append("` beside their sources.\n\n");
    machine.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("\n| Target | | Ratios that are as wanted |\n| --- | --- | --: |\n");
    for (Section section : sections) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s |%n",
              section.comparison().id(),
              section.comparison().title(),
              section.failure().isPresent()
                  ? "failed"
                  : section.ratios().stream().filter(Ratio::isMet).count()
                      + " of "
                      + section.ratios().size()));
    }
    if (!settings.only().isEmpty()) {
      text.append("\nOnly these were measured: ").append(settings.only()).append(".\n");
    }
  }

  private String minutes() {
    return String.format(Locale.ROOT, "%.1f minutes", taken.toSeconds() / 60.0);
  }

  private void section(Section section, String pictures) {
    Comparison comparison = section.comparison();
    text.append("\n## ").append(comparison.id()).append(". ").append(comparison.title());
    text.append("\n\n");
    section.failure().ifPresent(why -> text.append("**Failed:** `").append(why).append("`\n\n"));
    if (!section.ratios().isEmpty()) {
      text.append("| | FileLibrary | Limit | Unit | Ratio | Wanted | |\n");
      text.append("| --- | --: | --: | --- | --: | --: | --- |\n");
      section.ratios().forEach(this::row);
    }
    section.notes().forEach(note -> text.append('\n').append(note).append('\n'));
    for (String plot : section.plots().keySet()) {
      text.append(String.format(Locale.ROOT, "%n![%s](%s/%s.svg)%n", plot, pictures, plot));
    }
  }

  private void row(Ratio ratio) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %.2f | %s | %s |%n",
            ratio.what(),
            Figures.of(ratio.ours()),
            Figures.of(ratio.limit()),
            ratio.unit(),
            ratio.ratio(),
            Figures.bound(ratio),
            ratio.isMet() ? "met" : "**not met**"));
  }

  /** What people wrote, which a run does not know. */
  private static String notes() throws IOException {
    try (InputStream notes = Report.class.getResourceAsStream(NOTES)) {
      if (notes == null) {
        throw new IOException(NOTES + " is missing from the jar");
      }
      return new String(notes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
