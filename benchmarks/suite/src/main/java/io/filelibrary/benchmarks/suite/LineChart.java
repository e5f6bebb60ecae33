package io.filelibrary.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines over sizes, which stand on a logarithmic scale; the figures begin at 0. */
public final class LineChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int RIGHT = 480;
  private static final int TOP = 50;
  private static final int BOTTOM = 300;
  private static final int LEGEND = 500;
  private static final int ROW = 24;
  private static final String AXIS = "#57606a";

  private final String title;
  private final String size;
  private final String unit;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  /**
   * An empty chart.
   *
   * @param size what grows from left to right
   * @param unit of the figures
   */
  public LineChart(String title, String size, String unit) {
    this.title = title;
    this.size = size;
    this.unit = unit;
  }

  private record Point(double size, double figure) {}

  /** Adds a point to the line of a name. */
  public void point(String line, double at, double figure) {
    lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new Point(at, figure));
  }

  /** Draws it. */
  public String svg() {
    Picture picture = new Picture(WIDTH, HEIGHT);
    List<Point> all = lines.values().stream().flatMap(List::stream).toList();
    double greatest = all.stream().mapToDouble(Point::figure).max().orElse(1);
    double least = all.stream().mapToDouble(Point::size).min().orElse(1);
    double most = all.stream().mapToDouble(Point::size).max().orElse(1);
    picture.words(WIDTH / 2.0, ROW, "middle", title);
    picture.line(LEFT, BOTTOM, RIGHT, BOTTOM, AXIS);
    picture.line(LEFT, BOTTOM, LEFT, TOP, AXIS);
    picture.words(LEFT - 6, TOP + 4, "end", Figures.of(greatest) + " " + unit);
    picture.words(LEFT - 6, BOTTOM, "end", "0");
    picture.words(LEFT, BOTTOM + ROW, "middle", Figures.of(least));
    picture.words(RIGHT, BOTTOM + ROW, "middle", Figures.of(most));
    picture.words((LEFT + RIGHT) / 2.0, BOTTOM + ROW, "middle", size);
    int number = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      String color = Picture.color(number);
      double y = TOP + (double) ROW * number;
      picture.box(LEGEND, y - 10, 12, 12, color);
      picture.words(LEGEND + 20, y, "start", line.getKey());
      draw(picture, line.getValue(), new Scale(least, most, greatest), color);
      number++;
    }
    return picture.svg();
  }

  private static void draw(Picture picture, List<Point> points, Scale scale, String color) {
    for (int i = 0; i < points.size(); i++) {
      Point to = points.get(i);
      Point from = points.get(Math.max(0, i - 1));
      picture.line(scale.x(from), scale.y(from), scale.x(to), scale.y(to), color);
      picture.box(scale.x(to) - 3, scale.y(to) - 3, 6, 6, color);
    }
  }

  /** Where points are in the picture. */
  private record Scale(double least, double most, double greatest) {
    double x(Point point) {
      double range = most > least ? Math.log(most / least) : 1;
      return LEFT + (RIGHT - LEFT) * Math.log(point.size() / least) / range;
    }

    double y(Point point) {
      return BOTTOM - (BOTTOM - TOP) * point.figure() / greatest;
    }
  }
}
