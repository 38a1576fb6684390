package org.ae4j.lesson;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.ae4j.api.Dataset;

/** Draws lines of grey images of 28 x 28 pixels, each line with its name above it. */
final class Images {
  private static final int SIDE = 28;
  private static final int ZOOM = 2;
  private static final int GAP = 6;
  private static final int NAME = 26;

  private record Line(String name, float[][] images) {}

  private final int columns;
  private final List<Line> lines = new ArrayList<>();

  Images(int columns) {
    this.columns = columns;
  }

  /** Adds images, whose values go from 0 to 255, below a name; an empty name takes no place. */
  Images lines(String name, float[][] images) {
    for (int from = 0; from < images.length; from += columns) {
      int to = Math.min(images.length, from + columns);
      lines.add(new Line(from == 0 ? name : "", Arrays.copyOfRange(images, from, to)));
    }
    return this;
  }

  byte[] png() {
    int width = columns * (SIDE * ZOOM + GAP) + GAP;
    int height = GAP;
    for (Line line : lines) {
      height += (line.name().isEmpty() ? 0 : NAME) + SIDE * ZOOM + GAP;
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(0x1f2328));
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    int top = GAP;
    for (Line line : lines) {
      if (!line.name().isEmpty()) {
        pen.drawString(line.name(), GAP, top + 18);
        top += NAME;
      }
      for (int i = 0; i < line.images().length; i++) {
        draw(image, line.images()[i], GAP + i * (SIDE * ZOOM + GAP), top);
      }
      top += SIDE * ZOOM + GAP;
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void draw(BufferedImage image, float[] values, int left, int top) {
    for (int y = 0; y < SIDE * ZOOM; y++) {
      for (int x = 0; x < SIDE * ZOOM; x++) {
        float value = values[y / ZOOM * SIDE + x / ZOOM];
        int grey = Math.round(Math.max(0, Math.min(255, value)));
        image.setRGB(left + x, top + y, grey * 0x010101);
      }
    }
  }

  /** Returns the first image of each class, and then the second, until there are enough. */
  static float[][] ofEachClass(Dataset rows, int count) {
    int[] labels = rows.labels().orElseThrow();
    int classes = rows.labelNames().size();
    float[][] images = new float[count][SIDE * SIDE];
    for (int i = 0; i < count; i++) {
      int seen = -1;
      for (int row = 0; seen < i / classes; row++) {
        if (labels[row] == i % classes && ++seen == i / classes) {
          rows.copyRow(row, images[i], 0);
        }
      }
    }
    return images;
  }
}
