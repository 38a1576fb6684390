package org.ae4j.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws lines as SVG on a white card, with letters that can be read when a telephone shows the
 * whole.
 */
final class Chart {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 380;
  private static final int LEFT = 78;
  private static final int RIGHT = 22;
  private static final int BOTTOM = 62;
  private static final int LEGEND = 26;
  private static final int MOST_DOTS = 16;
  private static final String[] COLOURS = {
    "#0b6bcb", "#c2410c", "#15803d", "#8b3fc7", "#a16207", "#0e7490", "#be185d", "#4b5563"
  };

  /** A line: at each x one value a seed, whose mean is drawn, with a whisker from least to most. */
  private record Line(String name, double[] x, double[][] y) {}

  private final String title;
  private final String across;
  private final String up;
  private final List<Line> lines = new ArrayList<>();
  private boolean logX;
  private boolean logY;
  private double[] marks = {};

  Chart(String title, String across, String up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  Chart logX() {
    logX = true;
    return this;
  }

  Chart logY() {
    logY = true;
    return this;
  }

  /** Sets where numbers stand below the axis, in place of round ones. */
  Chart marks(double... at) {
    marks = at;
    return this;
  }

  Chart line(String name, double[] x, double[][] seeds) {
    lines.add(new Line(name, x, seeds));
    return this;
  }

  Chart line(String name, double[] x, double[] y) {
    return line(name, x, Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
  }

  String svg() {
    int rows = lines.size() == 1 ? 0 : (lines.size() + 2) / 3;
    int top = 52 + rows * LEGEND;
    Axis x = axis(lines.stream().map(Line::x), logX, LEFT + 12, WIDTH - RIGHT - 12);
    Axis y =
        axis(lines.stream().flatMap(l -> Arrays.stream(l.y())), logY, HEIGHT - BOTTOM, top)
            .rounded();
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"17\""
            + " fill=\"#1f2328\">%n<title>%s</title>%n",
        WIDTH,
        HEIGHT,
        title);
    add(
        svg,
        "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#ffffff\""
            + " stroke=\"#d0d7de\"/>%n",
        WIDTH - 2,
        HEIGHT - 2);
    add(svg, "<text x=\"14\" y=\"30\">%s%s</text>%n", up, logY ? " (logarithmic)" : "");
    for (double tick : y.ticks()) {
      add(
          svg,
          "<path d=\"M%d %.1fH%d\" stroke=\"#d0d7de\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%s</text>%n",
          LEFT,
          y.at(tick),
          WIDTH - RIGHT,
          LEFT - 8,
          y.at(tick) + 6,
          y.label(tick));
    }
    for (double tick : marks.length > 0 ? marks : x.ticks()) {
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
          x.at(tick),
          HEIGHT - BOTTOM + 24,
          marks.length > 0 ? plain(tick) : x.label(tick));
    }
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 12,
        across);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, i, x, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, int index, Axis x, Axis y) {
    Line line = lines.get(index);
    String colour = COLOURS[index % COLOURS.length];
    String dash = index < 4 ? "" : " stroke-dasharray=\"7 4\"";
    if (lines.size() > 1) {
      int left = 14 + index % 3 * 196;
      int top = 56 + index / 3 * LEGEND;
      add(
          svg,
          "<path d=\"M%d %dh24\" stroke=\"%s\" stroke-width=\"3\"%s/><text x=\"%d\""
              + " y=\"%d\">%s</text>%n",
          left,
          top - 6,
          colour,
          dash,
          left + 30,
          top,
          line.name());
    }
    add(svg, "<g stroke=\"%s\" fill=\"none\" stroke-width=\"2.5\"><path%s d=\"", colour, dash);
    for (int i = 0; i < line.x().length; i++) {
      add(svg, "%s%.1f %.1f", i == 0 ? "M" : "L", x.at(line.x()[i]), y.at(Lab.mean(line.y()[i])));
    }
    svg.append("\"/>");
    for (int i = 0; i < line.x().length; i++) {
      double[] seeds = line.y()[i];
      double at = x.at(line.x()[i]);
      if (seeds.length > 1) {
        double least = y.at(Arrays.stream(seeds).min().orElseThrow());
        double most = y.at(Arrays.stream(seeds).max().orElseThrow());
        add(svg, "<path d=\"M%.1f %.1fV%.1f\" stroke-width=\"1.5\"/>", at, least, most);
      }
      if (line.x().length <= MOST_DOTS) {
        add(
            svg,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"none\"/>",
            at,
            y.at(Lab.mean(seeds)),
            colour);
      }
    }
    svg.append("</g>\n");
  }

  private static Axis axis(
      java.util.stream.Stream<double[]> values, boolean log, double from, double to) {
    double[] all = values.flatMapToDouble(Arrays::stream).toArray();
    return new Axis(
        Arrays.stream(all).min().orElseThrow(),
        Arrays.stream(all).max().orElseThrow(),
        log,
        from,
        to);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String plain(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Values between two ends, and where they are drawn. */
  private record Axis(double least, double most, boolean log, double from, double to) {
    double at(double value) {
      double part =
          log ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
      return from + part * (to - from);
    }

    /** Moves the ends outwards to round numbers. */
    Axis rounded() {
      if (log) {
        double low = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
        double bottom = low * 5 <= least ? low * 5 : low * 2 <= least ? low * 2 : low;
        double high = Math.pow(10, Math.floor(Math.log10(most) + 1e-9));
        double top =
            most <= high * 1.0001
                ? high
                : most <= high * 2 ? high * 2 : most <= high * 5 ? high * 5 : high * 10;
        return new Axis(bottom, top, true, from, to);
      }
      double step = step();
      return new Axis(
          Math.floor(least / step + 1e-9) * step,
          Math.ceil(most / step - 1e-9) * step,
          false,
          from,
          to);
    }

    double[] ticks() {
      if (!log) {
        double step = step();
        double first = Math.ceil(least / step - 1e-9);
        int count = (int) Math.floor(most / step - first + 1e-9) + 1;
        double[] ticks = new double[count];
        Arrays.setAll(ticks, i -> (first + i) * step);
        return ticks;
      }
      List<Double> ticks = new ArrayList<>();
      for (int power = -9; power < 9; power++) {
        for (int lead : new int[] {1, 2, 5}) {
          double tick = lead * Math.pow(10, power);
          boolean wide = most / least > 1000;
          if (tick >= least * 0.999 && tick <= most * 1.001 && (lead == 1 || !wide)) {
            ticks.add(tick);
          }
        }
      }
      return ticks.stream().mapToDouble(t -> t).toArray();
    }

    String label(double tick) {
      if (log) {
        return plain(tick);
      }
      int digits = (int) Math.max(0, Math.ceil(-Math.log10(step()) - 1e-9));
      return String.format(Locale.ROOT, "%." + digits + "f", tick + 0.0);
    }

    private double step() {
      double raw = (most - least) / 5;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double part = raw / power;
      return power * (part <= 1.2 ? 1 : part <= 2.4 ? 2 : part <= 6 ? 5 : 10);
    }
  }
}
