package org.ae4j.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.FMatrixRMaj;

/** Draws points of two values as SVG on a white card, one panel below the other, by class. */
final class Scatter {
  private static final int WIDTH = 600;
  private static final int PANEL = 430;
  private static final int TOP = 112;
  private static final String[] COLOURS = {
    "#0b6bcb", "#c2410c", "#15803d", "#8b3fc7", "#a16207",
    "#06b6d4", "#ec4899", "#6b7280", "#111827", "#84cc16"
  };

  private record Panel(String name, FMatrixRMaj points, int[] classes, int count) {}

  private final List<String> names;
  private final List<Panel> panels = new ArrayList<>();

  Scatter(List<String> names) {
    this.names = names;
  }

  Scatter panel(String name, FMatrixRMaj points, int[] classes, int count) {
    panels.add(new Panel(name, points, classes, count));
    return this;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int height = TOP + panels.size() * PANEL;
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"17\" fill=\"#1f2328\">%n"
            + "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#ffffff\""
            + " stroke=\"#d0d7de\"/>%n",
        WIDTH,
        height,
        WIDTH - 2,
        height - 2);
    for (int c = 0; c < names.size(); c++) {
      int left = 24 + c % 4 * 144;
      int top = 28 + c / 4 * 28;
      add(
          svg,
          "<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
          left,
          top,
          COLOURS[c],
          left + 12,
          top + 6,
          names.get(c));
    }
    for (int i = 0; i < panels.size(); i++) {
      draw(svg, panels.get(i), TOP + i * PANEL);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Panel panel, int top) {
    add(svg, "<text x=\"14\" y=\"%d\" font-weight=\"600\">%s</text>%n", top + 18, panel.name());
    double[] x = ends(panel, 0);
    double[] y = ends(panel, 1);
    for (int c = 0; c < names.size(); c++) {
      add(svg, "<g fill=\"%s\" fill-opacity=\".75\">", COLOURS[c]);
      for (int i = 0; i < panel.count(); i++) {
        if (panel.classes()[i] == c) {
          add(
              svg,
              "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"3\"/>",
              16 + place(panel.points().get(i, 0), x) * (WIDTH - 32),
              top + 34 + place(panel.points().get(i, 1), y) * (PANEL - 50));
        }
      }
      svg.append("</g>\n");
    }
  }

  /** Returns ends between which all but a few points lie; these few are drawn at the border. */
  private static double[] ends(Panel panel, int column) {
    double[] values = new double[panel.count()];
    Arrays.setAll(values, i -> panel.points().get(i, column));
    Arrays.sort(values);
    return new double[] {
      values[values.length / 200], values[values.length - 1 - values.length / 200]
    };
  }

  private static double place(double value, double[] ends) {
    return Math.max(0, Math.min(1, (value - ends[0]) / (ends[1] - ends[0])));
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
