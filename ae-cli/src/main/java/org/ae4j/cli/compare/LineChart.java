package org.ae4j.cli.compare;

import com.samskivert.mustache.Escapers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ae4j.cli.Ticks;

/**
 * Draws values by epoch as SVG for a page, whose style sheet gives the colours and the sizes of
 * letters.
 */
final class LineChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 340;
  private static final int LEFT = 74;
  private static final int RIGHT = 18;
  private static final int TOP = 34;
  private static final int BOTTOM = 52;

  /** A series is drawn with a dot at each epoch up to so many of them. */
  private static final int MOST_DOTS = 30;

  /** From this ratio on of the greatest value to the least, the axis is logarithmic. */
  private static final double LOG_RATIO = 4;

  /** Beyond this ratio a logarithmic axis would have more ticks than places. */
  private static final double MOST_LOG_RATIO = 1e9;

  /** Below this, powers of ten lose the digits that tell ticks apart. */
  private static final double LEAST_LOG = 1e-30;

  /**
   * A line of a chart.
   *
   * @param style class of the style sheet
   * @param values one an epoch, from the first
   */
  record Series(String name, String style, List<Double> values) {}

  private final List<Series> series;
  private final boolean log;
  private final List<Double> ticks = new ArrayList<>();
  private final double step;
  private final double least;
  private final double most;
  private final int epochs;
  private final StringBuilder svg = new StringBuilder();

  private LineChart(List<Series> series) {
    this.series = series;
    List<Double> all =
        series.stream().flatMap(s -> s.values().stream()).filter(Double::isFinite).toList();
    double low = all.stream().mapToDouble(v -> v).min().orElse(0);
    double high = all.stream().mapToDouble(v -> v).max().orElse(1);
    this.epochs = series.stream().mapToInt(s -> s.values().size()).max().orElse(1);
    double ratio = high / low;
    this.log = low >= LEAST_LOG && ratio >= LOG_RATIO && ratio <= MOST_LOG_RATIO;
    this.step = Ticks.step(low, high);
    if (log) {
      this.least = roundedTick(low, false);
      this.most = roundedTick(high, true);
      addLogTicks();
    } else {
      this.least = Math.floor(low / step) * step;
      this.most = Math.max(Math.ceil(high / step) * step, least + step);
      for (int i = 0; least + i * step <= most + step / 2; i++) {
        ticks.add(least + i * step);
      }
    }
  }

  /** Draws a chart; {@code title} is what a screen reader says, {@code unit} stands at the axis. */
  static String svg(String title, String unit, List<Series> series) {
    return new LineChart(series).draw(title, unit);
  }

  private String draw(String title, String unit) {
    add(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, Escapers.HTML.escape(title));
    add(
        "<text class=\"unit\" x=\"4\" y=\"18\">%s</text>",
        Escapers.HTML.escape(unit + (log ? ", logarithmic" : "")));
    for (double tick : ticks) {
      add(
          "<line class=\"rule\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, WIDTH - RIGHT, y(tick), y(tick));
      add(
          "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8, y(tick) + 5, log ? plain(tick) : Ticks.label(tick, step));
    }
    int every = Math.max(1, (int) Ticks.step(0, epochs));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      if (epoch % every == 0 || (epoch == 1 && every > 1)) {
        add(
            "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
            x(epoch), HEIGHT - BOTTOM + 22, epoch);
      }
    }
    add(
        "<text class=\"unit\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6);
    series.forEach(this::drawSeries);
    return svg.append("</svg>").toString();
  }

  private void drawSeries(Series one) {
    add(
        "<g class=\"line %s\"><title>%s</title><polyline points=\"",
        one.style(), Escapers.HTML.escape(one.name()));
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < one.values().size(); i++) {
      double value = one.values().get(i);
      if (Double.isFinite(value)) {
        String point = String.format(Locale.ROOT, "%.1f,%.1f", x(i + 1), y(value));
        svg.append(point).append(' ');
        String[] xy = point.split(",");
        dots.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\"/>".formatted(xy[0], xy[1]));
      }
    }
    svg.append("\"/>").append(one.values().size() <= MOST_DOTS ? dots : "").append("</g>");
  }

  private double x(int epoch) {
    double part = epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1);
    return LEFT + 10 + part * (WIDTH - LEFT - RIGHT - 20);
  }

  private double y(double value) {
    double part =
        log
            ? Math.log(most / Math.max(value, least)) / Math.log(most / least)
            : (most - value) / (most - least);
    return TOP + part * (HEIGHT - TOP - BOTTOM);
  }

  private void addLogTicks() {
    for (double tick = least; tick <= most * 1.001; tick = next(tick)) {
      ticks.add(tick);
    }
  }

  /** Returns the nearest of 1, 2 or 5 times a power of ten that is not above, or not below. */
  private static double roundedTick(double value, boolean up) {
    double tick = Math.pow(10, Math.floor(Math.log10(value)));
    while (next(tick) <= value * (1 + 1e-9)) {
      tick = next(tick);
    }
    return up && tick < value * (1 - 1e-9) ? next(tick) : tick;
  }

  private static double next(double tick) {
    double power = Math.pow(10, Math.floor(Math.log10(tick * 1.001)));
    double lead = tick / power;
    return power * (lead < 1.5 ? 2 : lead < 3 ? 5 : 10);
  }

  private static String plain(double tick) {
    return new java.math.BigDecimal(tick)
        .round(new java.math.MathContext(1))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
