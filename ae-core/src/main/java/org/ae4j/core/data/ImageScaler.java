package org.ae4j.core.data;

/**
 * Scales a plane of bytes by averaging the area that each new pixel covers, the same on every JDK.
 *
 * <p>Sides scale independently, so an image of other proportions is stretched.
 */
final class ImageScaler {
  private ImageScaler() {}

  /**
   * Writes the plane of {@code width} x {@code height} bytes at {@code from} as a smaller or larger
   * one.
   */
  static void scale(
      byte[] source,
      int from,
      int width,
      int height,
      byte[] target,
      int to,
      int newWidth,
      int newHeight) {
    double[] narrowed = new double[newWidth * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        double left = (double) x * width / newWidth;
        double right = (double) (x + 1) * width / newWidth;
        double sum = 0;
        for (int i = (int) left; i < width && i < right; i++) {
          sum += overlap(i, left, right) * (source[from + y * width + i] & 0xFF);
        }
        narrowed[y * newWidth + x] = sum / (right - left);
      }
    }
    for (int y = 0; y < newHeight; y++) {
      double top = (double) y * height / newHeight;
      double bottom = (double) (y + 1) * height / newHeight;
      for (int x = 0; x < newWidth; x++) {
        double sum = 0;
        for (int i = (int) top; i < height && i < bottom; i++) {
          sum += overlap(i, top, bottom) * narrowed[i * newWidth + x];
        }
        target[to + y * newWidth + x] = (byte) Math.round(sum / (bottom - top));
      }
    }
  }

  private static double overlap(int cell, double from, double to) {
    return Math.min(cell + 1, to) - Math.max(cell, from);
  }
}
