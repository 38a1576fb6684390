package org.ae4j.pictures;

import com.samskivert.mustache.Escapers;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.ejml.data.FMatrixRMaj;

/** Draws a map as PNG, points alone, and as SVG, with a legend. */
public final class MapPictures {
  private static final int SIDE = 1600;
  private static final int MARGIN = 40;
  private static final int DRAWING = 900;
  private static final int SHOWN = 600;
  private static final int LEGEND = 230;
  private static final int AMOUNTS = 24;

  private MapPictures() {}

  /** Returns the map on white, coloured by the first of the colourings. */
  public static byte[] png(FMatrixRMaj points, List<Colouring> colourings) {
    Colouring colouring = Colouring.first(colourings, points.numRows);
    MapFrame frame = MapFrame.of(points);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.75f));
    double size = diameter(points.numRows) * SIDE / DRAWING;
    int[] order = order(points.numRows);
    for (int i : order) {
      double x = MARGIN + frame.x(points, i) * (SIDE - 2 * MARGIN) - size / 2;
      double y = MARGIN + frame.y(points, i) * (SIDE - 2 * MARGIN) - size / 2;
      graphics.setColor(new Color(colouring.colour(i)));
      graphics.fill(
          colouring.isSquareAt(i)
              ? new Rectangle2D.Double(x, y, 0.9 * size, 0.9 * size)
              : new Ellipse2D.Double(x, y, size, size));
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Returns how wide a dot is, in units of the drawing: many are small. */
  private static double diameter(int count) {
    return Math.max(1.6, Math.min(8, 320 / Math.sqrt(count)));
  }

  /** Mixes points, so that no class covers those before it. */
  private static int[] order(int count) {
    int[] order = new int[count];
    org.ae4j.api.RandomStream.of(1).named("order").permute(order);
    return order;
  }

  /** Returns the map for light and dark pages, coloured by the first of the colourings. */
  public static byte[] svg(String title, FMatrixRMaj points, List<Colouring> colourings) {
    Colouring colouring = Colouring.first(colourings, points.numRows);
    boolean legend = colouring.isAmount() || colouring.classes().size() > 1;
    int width = legend ? DRAWING + LEGEND : DRAWING;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ae\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
            .formatted(width, DRAWING, width * SHOWN / DRAWING, SHOWN));
    svg.append("<title>%s</title>\n".formatted(Escapers.HTML.escape(title)));
    svg.append(ChartStyle.ELEMENT);
    paths(points, colouring, svg);
    if (legend) {
      legend(colouring, svg);
    }
    return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void paths(FMatrixRMaj points, Colouring colouring, StringBuilder svg) {
    MapFrame frame = MapFrame.of(points);
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    for (int i = 0; i < points.numRows; i++) {
      int value = colouring.values()[i];
      paths
          .computeIfAbsent(
              colouring.isAmount() ? value * AMOUNTS / 65536 : value, key -> new StringBuilder())
          .append(
              String.format(
                  Locale.ROOT,
                  "M%.1f %.1fh0",
                  20 + frame.x(points, i) * (DRAWING - 40),
                  20 + frame.y(points, i) * (DRAWING - 40)));
    }
    paths.forEach(
        (key, path) -> {
          boolean square = !colouring.isAmount() && Colouring.isSquare(key);
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<path %s stroke-width=\"%.1f\" stroke-linecap=\"%s\" d=\"%s\"/>\n",
                  colour(colouring, key, (key + 0.5) / AMOUNTS),
                  diameter(points.numRows) * (square ? 0.9 : 1),
                  square ? "square" : "round",
                  path));
        });
  }

  private static void legend(Colouring colouring, StringBuilder svg) {
    int lines = colouring.isAmount() ? 5 : Math.min(30, colouring.classes().size());
    for (int line = 0; line < lines; line++) {
      double part = line / 4.0;
      double amount = colouring.range()[0] + part * (colouring.range()[1] - colouring.range()[0]);
      String text =
          colouring.isAmount()
              ? String.format(Locale.ROOT, "%s %.4g", colouring.name(), amount)
              : colouring.classes().get(line);
      boolean square = !colouring.isAmount() && Colouring.isSquare(line);
      svg.append(
          String.format(
              Locale.ROOT,
              "<path %s stroke-width=\"12\" stroke-linecap=\"%s\" d=\"M%d %dh0\"/>"
                  + "<text style=\"font-size:17px\" x=\"%d\" y=\"%d\">%s</text>\n",
              colour(colouring, line, part),
              square ? "square" : "round",
              DRAWING + 20,
              40 + 26 * line,
              DRAWING + 36,
              45 + 26 * line,
              Escapers.HTML.escape(text)));
    }
  }

  /** Returns what gives a dot its colour: classes have others in the dark, amounts have not. */
  private static String colour(Colouring colouring, int index, double part) {
    return colouring.isAmount()
        ? "class=\"dot\" style=\"color:#%06x\"".formatted(Colouring.ramp(part))
        : "class=\"dot k%d\"".formatted(index % ChartStyle.CLASSES);
  }
}
