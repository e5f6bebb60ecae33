package io.filelibrary.benchmarks.suite;

import java.util.List;
import java.util.Locale;

/** The little of SVG that charts take: lines, boxes and words. */
final class Picture {
  private static final List<String> COLORS =
      List.of("#1f6feb", "#8b949e", "#2da44e", "#bf8700", "#cf222e", "#8250df");

  private final StringBuilder elements = new StringBuilder();
  private final int width;
  private final int height;

  Picture(int width, int height) {
    this.width = width;
    this.height = height;
  }

  static String color(int number) {
    return COLORS.get(number % COLORS.size());
  }

  void box(double x, double y, double boxWidth, double boxHeight, String color) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, boxWidth, boxHeight, color);
  }

  void line(double x1, double y1, double x2, double y2, String color) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
        x1, y1, x2, y2, color);
  }

  /** Writes words; the anchor is start, middle or end. */
  void words(double x, double y, String anchor, String words) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words));
  }

  /** The picture on white, so that it can be read on dark pages as well. */
  String svg() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\""
                + " height=\"%2$d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"#ffffff\"/>%n",
            width,
            height)
        + elements
        + "</svg>\n";
  }

  private void add(String format, Object... values) {
    elements.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
