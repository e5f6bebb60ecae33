package io.filelibrary.benchmarks.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them: three digits, and all of those before the point. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(3);
  private static final double WHOLE = 100;

  private Figures() {}

  static String of(double figure) {
    return figure >= WHOLE || figure == 0
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : new BigDecimal(figure).round(DIGITS).toPlainString();
  }

  static String bound(Ratio ratio) {
    return switch (ratio.direction()) {
          case AT_LEAST -> "≥ ";
          case AT_MOST -> "≤ ";
        }
        + of(ratio.bound());
  }

  static String line(Ratio ratio) {
    return String.format(
        Locale.ROOT,
        "%s: %s %s beside %s, ratio %.2f (%s), %s",
        ratio.what(),
        of(ratio.ours()),
        ratio.unit(),
        of(ratio.limit()),
        ratio.ratio(),
        bound(ratio),
        ratio.isMet() ? "met" : "NOT MET");
  }
}
