package io.filelibrary.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** Bars from left to right, one below the other, with their figures. */
public final class BarChart {
  private static final int WIDTH = 760;
  private static final int TOP = 40;
  private static final int ROW = 26;
  private static final int BAR = 18;
  private static final int LABEL = 330;
  private static final int FIGURE = 90;

  private final String title;
  private final List<Bar> bars = new ArrayList<>();

  /** An empty chart. */
  public BarChart(String title) {
    this.title = title;
  }

  private record Bar(String label, double figure, int color) {}

  /** Adds a bar; bars of one kind have one colour. */
  public void bar(String label, double figure, int kind) {
    bars.add(new Bar(label, figure, kind));
  }

  /** Draws it. */
  public String svg() {
    Picture picture = new Picture(WIDTH, TOP + ROW * bars.size() + ROW / 2);
    picture.words(WIDTH / 2.0, ROW, "middle", title);
    double greatest = bars.stream().mapToDouble(Bar::figure).max().orElse(1);
    double y = TOP;
    for (Bar bar : bars) {
      double length = (WIDTH - LABEL - FIGURE) * bar.figure() / greatest;
      picture.words(LABEL - 8, y + 14, "end", bar.label());
      picture.box(LABEL, y, length, BAR, Picture.color(bar.color()));
      picture.words(LABEL + length + 6, y + 14, "start", Figures.of(bar.figure()));
      y += ROW;
    }
    return picture.svg();
  }
}
