package org.ae4j.cli.compare;

import com.samskivert.mustache.Escapers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Draws codes in the plane as SVG for a page, both axes to one scale, a colour for each label. */
final class ScatterChart {
  private static final int SIZE = 360;
  private static final int MARGIN = 30;

  private ScatterChart() {}

  static String svg(String title, CodePlane plane, List<String> classes) {
    Axis x = Axis.of(plane.x());
    Axis y = Axis.of(plane.y());
    double reach = Math.max(Math.max(x.reach(), y.reach()), Float.MIN_NORMAL);
    double scale = (SIZE / 2.0 - MARGIN) / reach;
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    for (int i = 0; i < plane.x().length; i++) {
      int label = plane.labels().length > 0 ? plane.labels()[i] : 0;
      paths
          .computeIfAbsent(label, l -> new StringBuilder())
          .append(
              String.format(
                  Locale.ROOT,
                  "M%.1f %.1fh0",
                  SIZE / 2.0 + (plane.x()[i] - x.middle()) * scale,
                  SIZE / 2.0 - (plane.y()[i] - y.middle()) * scale));
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"chart scatter\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(SIZE, SIZE, Escapers.HTML.escape(title)));
    svg.append(
        "<rect class=\"frame\" x=\"18\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            .formatted(SIZE - 19, SIZE - 22));
    paths.forEach(
        (label, path) ->
            svg.append(
                "<path class=\"dot %s\" d=\"%s\"><title>%s</title></path>"
                    .formatted(
                        style(label),
                        path,
                        Escapers.HTML.escape(
                            label < classes.size() ? classes.get(label) : "rows"))));
    svg.append(
        "<text class=\"unit\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
            .formatted(SIZE / 2, SIZE - 5, axis("first", plane.firstShare())));
    svg.append(
        "<text class=\"unit\" transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
            .formatted(SIZE / 2, axis("second", plane.secondShare())));
    return svg.append("</svg>").toString();
  }

  /** Returns the classes of the style sheet for a label: ten colours, in two shapes of dots. */
  static String style(int label) {
    return "k" + label % 10 + (label / 5 % 2 == 0 ? "" : " square");
  }

  private static String axis(String which, OptionalDouble share) {
    return share.isEmpty()
        ? which + " value of the code"
        : String.format(Locale.ROOT, "%s component (%.0f %%)", which, 100 * share.getAsDouble());
  }

  /** Where an axis has its middle, and how far values lie from it. */
  private record Axis(double middle, double reach) {
    static Axis of(float[] values) {
      double least = Double.MAX_VALUE;
      double most = -Double.MAX_VALUE;
      for (float value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      return new Axis((least + most) / 2, (most - least) / 2);
    }
  }
}
