package org.ae4j.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ae4j.anomaly.Ranking;
import org.ae4j.anomaly.Ranking.Point;
import org.ae4j.pictures.ChartStyle;

/** Draws the ROC curve and the precision-recall curve side by side as SVG. */
final class RankingChart {
  private static final int SIZE = 300;
  private static final int LEFT = 56;
  private static final int TOP = 40;
  private static final int BOTTOM = 48;
  private static final int PANEL = LEFT + SIZE + 24;

  /** Points nearer to the last than this, in pixels, are left out. */
  private static final double LEAST_MOVE = 0.5;

  private final StringBuilder svg = new StringBuilder();

  private RankingChart() {}

  static byte[] svg(Ranking ranking) {
    RankingChart chart = new RankingChart();
    int height = TOP + SIZE + BOTTOM;
    chart.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ae\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-label=\"ROC and precision-recall curves\">%n",
        2 * PANEL, height, 2 * PANEL, height);
    chart.svg.append(ChartStyle.ELEMENT);
    List<Point> points = ranking.points();
    chart.panel(
        String.format(Locale.ROOT, "ROC, AUC %.4f", ranking.auc()),
        "false positive rate",
        "recall",
        points,
        Point::falsePositiveRate,
        Point::recall);
    chart.add("<g transform=\"translate(%d 0)\">%n", PANEL);
    chart.panel(
        String.format(Locale.ROOT, "Average precision %.4f", ranking.averagePrecision()),
        "recall",
        "precision",
        points.subList(1, points.size()),
        Point::recall,
        Point::precision);
    chart.svg.append("</g></svg>\n");
    return chart.svg.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void panel(
      String title,
      String xName,
      String yName,
      List<Point> points,
      ToDoubleFunction<Point> x,
      ToDoubleFunction<Point> y) {
    add("<text x=\"%d\" y=\"22\">%s</text>%n", LEFT, title);
    for (int i = 0; i <= 5; i++) {
      double at = i / 5.0;
      add(
          "<line class=\"rule\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
          LEFT, LEFT + SIZE, y(at), y(at));
      add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>%n", LEFT - 6, y(at) + 4, at);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>%n",
          x(at), TOP + SIZE + 18, at);
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
        LEFT + SIZE / 2, TOP + SIZE + 38, xName);
    add(
        "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
        TOP + SIZE / 2, yName);
    svg.append("<g class=\"line s0\"><polyline points=\"");
    double lastX = -1;
    double lastY = -1;
    for (int i = 0; i < points.size(); i++) {
      double px = x(x.applyAsDouble(points.get(i)));
      double py = y(y.applyAsDouble(points.get(i)));
      boolean moved = Math.hypot(px - lastX, py - lastY) >= LEAST_MOVE;
      if (moved || i == points.size() - 1) {
        add("%.1f,%.1f ", px, py);
        lastX = px;
        lastY = py;
      }
    }
    svg.append("\"/></g>\n");
  }

  private static double x(double part) {
    return LEFT + part * SIZE;
  }

  private static double y(double part) {
    return TOP + (1 - part) * SIZE;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
