package org.ae4j.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ae4j.api.EpochReport;

/**
 * Draws the loss over epochs as SVG, which needs no fonts where it is made, and follows light and
 * dark where it is seen.
 */
final class LossCurve {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 84;
  private static final int RIGHT = 20;
  private static final int TOP = 48;
  private static final int BOTTOM = 52;
  static final String STYLE =
      """
      <style>
        svg { background: #fff; font: 13px system-ui, sans-serif; max-width: 100%; height: auto; }
        text { fill: #333; } .grid { stroke: #ddd; }
        .train { stroke: #1f6fb4; fill: #1f6fb4; } .validation { stroke: #d1600a; fill: #d1600a; }
        polyline { fill: none !important; stroke-width: 2; }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181d; } text { fill: #ddd; } .grid { stroke: #3a3d45; }
          .train { stroke: #63aef0; fill: #63aef0; } .validation { stroke: #f2a05c; fill: #f2a05c; }
        }
      </style>
      """;

  private final List<EpochReport> history;
  private final double least;
  private final double most;
  private final StringBuilder svg = new StringBuilder();

  private LossCurve(List<EpochReport> history) {
    this.history = history;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (EpochReport report : history) {
      double validation = report.validationLoss().orElse(report.trainLoss());
      low = Math.min(low, Math.min(report.trainLoss(), validation));
      high = Math.max(high, Math.max(report.trainLoss(), validation));
    }
    double step = Ticks.step(low, high);
    this.least = Math.floor(low / step) * step;
    this.most = Math.max(Math.ceil(high / step) * step, this.least + step);
  }

  static byte[] svg(List<EpochReport> history) {
    return new LossCurve(history).draw().getBytes(StandardCharsets.UTF_8);
  }

  private String draw() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-label=\"Loss by epoch\">%n",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    svg.append(STYLE);
    drawAxes();
    drawSeries("train", EpochReport::trainLoss, LEFT);
    if (history.stream().anyMatch(report -> report.validationLoss().isPresent())) {
      drawSeries("validation", report -> report.validationLoss().orElse(Double.NaN), LEFT + 110);
    }
    return svg.append("</svg>\n").toString();
  }

  private void drawAxes() {
    double step = Ticks.step(least, most);
    for (int i = 0; least + i * step <= most + step / 2; i++) {
      double value = least + i * step;
      double y = y(value);
      add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
          LEFT, WIDTH - RIGHT, y, y);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
          LEFT - 8, y + 4, Ticks.label(value, step));
    }
    int epochs = history.size();
    int every = Math.max(1, (int) Ticks.step(0, epochs));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      if (epoch == 1 || epoch % every == 0) {
        add(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
            x(epoch), HEIGHT - BOTTOM + 20, history.get(epoch - 1).epoch());
      }
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>%n",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10);
  }

  private void drawSeries(String name, ToDoubleFunction<EpochReport> value, int legend) {
    add("<g class=\"%s\"><polyline points=\"", name);
    for (int i = 0; i < history.size(); i++) {
      double loss = value.applyAsDouble(history.get(i));
      if (Double.isFinite(loss)) {
        add("%.1f,%.1f ", x(i + 1), y(loss));
      }
    }
    svg.append("\"/>");
    for (int i = 0; i < history.size() && history.size() <= 60; i++) {
      double loss = value.applyAsDouble(history.get(i));
      if (Double.isFinite(loss)) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x(i + 1), y(loss));
      }
    }
    add("<circle cx=\"%d\" cy=\"24\" r=\"5\"/></g>%n", legend);
    add("<text x=\"%d\" y=\"28\">%s loss</text>%n", legend + 10, name);
  }

  private double x(int epoch) {
    double part = history.size() == 1 ? 0.5 : (epoch - 1.0) / (history.size() - 1);
    return LEFT + 10 + part * (WIDTH - LEFT - RIGHT - 20);
  }

  private double y(double loss) {
    return TOP + (most - loss) / (most - least) * (HEIGHT - TOP - BOTTOM);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
