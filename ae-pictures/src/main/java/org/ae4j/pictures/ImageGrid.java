package org.ae4j.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ValueRange;
import org.ae4j.core.TrainedAutoencoder;

/**
 * Draws images side by side as a PNG: originals in one row, what a model made of them in the row
 * below.
 */
public final class ImageGrid {
  private static final int COLUMNS = 10;
  private static final int MAX_PAIRS = 20;
  private static final int GAP = 4;
  private static final int TARGET_SIZE = 84;
  private static final int SHARP_SIZE = 56;
  private static final int BACKGROUND = 0xFFFFFF;

  private ImageGrid() {}

  /** Tells whether rows of a shape can be drawn: one or three channels. */
  public static boolean canShow(Shape shape) {
    return shape.isImage() && (shape.dimension(0) == 1 || shape.dimension(0) == 3);
  }

  /** Draws up to 20 rows, of as many classes as there are, and their reconstructions. */
  public static byte[] reconstructions(TrainedAutoencoder model, Dataset rows) {
    return pairs(model, rows, choose(rows, MAX_PAIRS));
  }

  /** Draws the chosen rows in their order, and their reconstructions. */
  public static byte[] pairs(TrainedAutoencoder model, Dataset rows, int[] chosen) {
    float[][] originals = new float[chosen.length][rows.shape().size()];
    for (int i = 0; i < chosen.length; i++) {
      rows.copyRow(chosen[i], originals[i], 0);
    }
    float[][] restored = model.reconstruct(originals);
    List<float[]> cells = new ArrayList<>();
    for (int first = 0; first < chosen.length; first += COLUMNS) {
      int last = Math.min(chosen.length, first + COLUMNS);
      cells.addAll(List.of(originals).subList(first, last));
      cells.addAll(List.of(restored).subList(first, last));
    }
    int columns = Math.min(COLUMNS, chosen.length);
    return png(cells, columns, rows.shape(), rows.valueRange().orElseGet(() -> range(originals)));
  }

  /** Takes rows of each class in turn, in the order of the data, so many at most. */
  public static int[] choose(Dataset rows, int most) {
    int count = Math.min(most, rows.size());
    Optional<int[]> labels = rows.labels();
    if (labels.isEmpty() || rows.labelNames().isEmpty()) {
      int[] first = new int[count];
      java.util.Arrays.setAll(first, i -> i);
      return first;
    }
    int classes = rows.labelNames().size();
    List<List<Integer>> byClass = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      byClass.add(new ArrayList<>());
    }
    for (int row = 0; row < rows.size(); row++) {
      byClass.get(labels.get()[row]).add(row);
    }
    List<Integer> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < count; round++) {
      for (List<Integer> members : byClass) {
        if (round < members.size() && chosen.size() < count) {
          chosen.add(members.get(round));
        }
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  static ValueRange range(float[][] rows) {
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (float[] row : rows) {
      for (float value : row) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return new ValueRange(least, most > least ? most : least + 1);
  }

  /** Draws images, so many side by side. */
  public static byte[] png(List<float[]> cells, int columns, Shape shape, ValueRange range) {
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    int zoom = zoom(shape, TARGET_SIZE);
    int lines = (cells.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            columns * (width * zoom + GAP) + GAP,
            lines * (height * zoom + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, BACKGROUND);
      }
    }
    draw(cells, columns, shape, range, zoom, GAP, GAP, image);
    return encode(image);
  }

  /** Draws images as {@link #png} does, a pixel a pixel, with what is between them transparent. */
  public static byte[] strip(List<float[]> cells, int columns, Shape shape, ValueRange range) {
    int gap = Math.max(1, shape.dimension(2) / 14);
    return apart(cells, columns, shape, range, 1, gap);
  }

  /** Draws images as {@link #strip} does, as large as they are meant to be seen. */
  static byte[] sharp(List<float[]> cells, int columns, Shape shape, ValueRange range) {
    return apart(cells, columns, shape, range, zoom(shape, SHARP_SIZE), GAP);
  }

  private static byte[] apart(
      List<float[]> cells, int columns, Shape shape, ValueRange range, int zoom, int gap) {
    int lines = (cells.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            columns * (shape.dimension(2) * zoom + gap) - gap,
            lines * (shape.dimension(1) * zoom + gap) - gap,
            BufferedImage.TYPE_INT_ARGB);
    draw(cells, columns, shape, range, zoom, gap, 0, image);
    return encode(image);
  }

  private static int zoom(Shape shape, int size) {
    return Math.max(1, size / Math.max(shape.dimension(1), shape.dimension(2)));
  }

  /** Draws images side by side with nothing between them, a pixel a pixel. */
  public static byte[] sheet(
      List<float[]> cells, int columns, Shape shape, Optional<ValueRange> range) {
    int lines = (cells.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            columns * shape.dimension(2),
            lines * shape.dimension(1),
            shape.dimension(0) == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    ValueRange known = range.orElseGet(() -> range(cells.toArray(float[][]::new)));
    draw(cells, columns, shape, known, 1, 0, 0, image);
    return encode(image);
  }

  private static void draw(
      List<float[]> cells,
      int columns,
      Shape shape,
      ValueRange range,
      int zoom,
      int gap,
      int margin,
      BufferedImage image) {
    int height = shape.dimension(1) * zoom;
    int width = shape.dimension(2) * zoom;
    for (int i = 0; i < cells.size(); i++) {
      int left = margin + i % columns * (width + gap);
      int top = margin + i / columns * (height + gap);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int pixel = y / zoom * shape.dimension(2) + x / zoom;
          int color = color(cells.get(i), shape, pixel, range);
          if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // setRGB would take the image for one of linear light, and darken it.
            image.getRaster().setSample(left + x, top + y, 0, color & 0xFF);
          } else {
            image.setRGB(left + x, top + y, 0xFF000000 | color);
          }
        }
      }
    }
  }

  private static int color(float[] row, Shape shape, int pixel, ValueRange range) {
    int plane = shape.dimension(1) * shape.dimension(2);
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      float value = row[shape.dimension(0) == 1 ? pixel : channel * plane + pixel];
      float unit = (value - range.minimum()) / (range.maximum() - range.minimum());
      rgb = rgb << 8 | Math.round(255 * Math.max(0, Math.min(1, unit)));
    }
    return rgb;
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
