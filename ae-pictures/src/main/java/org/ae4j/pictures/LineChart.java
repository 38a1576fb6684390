package org.ae4j.pictures;

import com.samskivert.mustache.Escapers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Draws lines as SVG, on a logarithmic axis where values fall far. */
public final class LineChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 340;
  private static final int LEFT = 74;
  private static final int RIGHT = 18;
  private static final int TOP = 34;
  private static final int BOTTOM = 52;

  /** A series is drawn with a dot at each value up to so many of them. */
  private static final int MOST_DOTS = 30;

  /** From this ratio on of the greatest value to the least, the axis is logarithmic. */
  private static final double LOG_RATIO = 4;

  /** Beyond this ratio a logarithmic axis would have more ticks than places. */
  private static final double MOST_LOG_RATIO = 1e9;

  /** Below this, powers of ten lose the digits that tell ticks apart. */
  private static final double LEAST_LOG = 1e-30;

  private static final int LEGEND_LINE = 20;

  /**
   * A line of a chart.
   *
   * @param style class of the style sheet
   * @param x where the values stand, rising
   * @param values what is not finite is left out
   */
  public record Series(String name, String style, List<Double> x, List<Double> values) {
    public Series {
      if (x.size() != values.size()) {
        throw new IllegalArgumentException(
            "line %s: got %d places for %d values, expected as many; give each value its place"
                .formatted(name, x.size(), values.size()));
      }
      x = List.copyOf(x);
      values = List.copyOf(values);
    }

    /** Makes a line of values by epoch, from the first epoch on. */
    public static Series byEpoch(String name, String style, List<Double> values) {
      List<Double> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= values.size(); epoch++) {
        epochs.add((double) epoch);
      }
      return new Series(name, style, epochs, values);
    }
  }

  private final List<Series> series;
  private final boolean log;
  private final List<Double> ticks = new ArrayList<>();
  private final double step;
  private final double least;
  private final double most;
  private final double first;
  private final double last;
  private final boolean whole;
  private final StringBuilder svg = new StringBuilder();

  private LineChart(List<Series> series) {
    this.series = series;
    List<Double> places = all(Series::x);
    this.first = places.stream().mapToDouble(v -> v).min().orElse(1);
    this.last = places.stream().mapToDouble(v -> v).max().orElse(1);
    this.whole = places.stream().allMatch(v -> v == Math.rint(v));
    List<Double> values = all(Series::values);
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
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

  private List<Double> all(Function<Series, List<Double>> part) {
    return series.stream().flatMap(s -> part.apply(s).stream()).filter(Double::isFinite).toList();
  }

  /**
   * Draws a chart by epoch for a page, whose style sheet gives the colours and the sizes of
   * letters.
   *
   * @param title what a screen reader says
   * @param unit what stands at the axis of values
   */
  public static String svg(String title, String unit, List<Series> series) {
    LineChart chart = new LineChart(series);
    chart.add(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, Escapers.HTML.escape(title));
    chart.draw("epoch", unit);
    return chart.svg.append("</svg>").toString();
  }

  /**
   * Draws a chart that stands alone: with {@link ChartStyle}, whose {@code s0} and on are styles of
   * lines, and with a legend.
   *
   * @param across what stands at the axis of places
   */
  public static Picture picture(String title, String across, String unit, List<Series> series) {
    LineChart chart = new LineChart(series);
    int height = HEIGHT + LEGEND_LINE * ((series.size() + 2) / 3);
    chart.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ae\" viewBox=\"0 0 %d %d\""
            + " width=\"%d\" height=\"%d\" role=\"img\">\n<title>%s</title>\n",
        WIDTH, height, WIDTH, height, Escapers.HTML.escape(title));
    chart.svg.append(ChartStyle.ELEMENT);
    chart.draw(across, unit);
    for (int i = 0; i < series.size(); i++) {
      int x = LEFT + i % 3 * ((WIDTH - LEFT) / 3);
      int y = HEIGHT + LEGEND_LINE * (i / 3) + 8;
      chart.add(
          "<g class=\"line %s\"><circle cx=\"%d\" cy=\"%d\" r=\"5\"/></g>"
              + "<text x=\"%d\" y=\"%d\">%s</text>\n",
          series.get(i).style(), x, y - 4, x + 12, y, Escapers.HTML.escape(series.get(i).name()));
    }
    String text = chart.svg.append("</svg>\n").toString();
    return new Picture(title, Picture.SVG, text.getBytes(StandardCharsets.UTF_8));
  }

  private void draw(String across, String unit) {
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
    double wide = Ticks.step(first, last);
    double every = whole ? Math.max(1, Math.rint(wide)) : wide;
    if (whole && first % every != 0) {
      addPlace(first, every);
    }
    for (int i = (int) Math.ceil(first / every - 1e-9); i * every <= last + every * 1e-9; i++) {
      addPlace(i * every, every);
    }
    add(
        "<text class=\"unit\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, Escapers.HTML.escape(across));
    series.forEach(this::drawSeries);
  }

  private void addPlace(double place, double every) {
    add(
        "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        x(place), HEIGHT - BOTTOM + 22, Ticks.label(place, every));
  }

  private void drawSeries(Series one) {
    add(
        "<g class=\"line %s\"><title>%s</title><polyline points=\"",
        one.style(), Escapers.HTML.escape(one.name()));
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < one.values().size(); i++) {
      double value = one.values().get(i);
      if (Double.isFinite(value)) {
        String x = String.format(Locale.ROOT, "%.1f", x(one.x().get(i)));
        String y = String.format(Locale.ROOT, "%.1f", y(value));
        svg.append(x).append(',').append(y).append(' ');
        dots.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\"/>".formatted(x, y));
      }
    }
    svg.append("\"/>").append(one.values().size() <= MOST_DOTS ? dots : "").append("</g>");
  }

  private double x(double place) {
    double part = last > first ? (place - first) / (last - first) : 0.5;
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
