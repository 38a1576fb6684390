package org.ae4j.convolutional;

import org.ae4j.api.kernels.Kernels;

/**
 * Copies what positions see out of a padded image, channels last, into the rows of a matrix, and
 * adds such rows back.
 *
 * <p>With channels last a line of a patch lies side by side in the image, so that whole lines are
 * moved.
 */
final class Patches {
  private final Window window;
  private final Kernels kernels;
  private final int channels;
  private final int line;
  private final int imageLine;
  private final int stepX;
  private final int stepY;

  Patches(Window window, Kernels kernels) {
    this.window = window;
    this.kernels = kernels;
    this.channels = window.channels();
    this.line = window.lineLength();
    this.imageLine = window.paddedWidth() * channels;
    this.stepX = window.stride().width() * channels;
    this.stepY = window.stride().height() * imageLine;
  }

  /**
   * Copies the patches of the positions [from, to), of each the part [first, last).
   *
   * @param image0 where the padded image starts
   * @param matrix0 where the part of position {@code from} goes; the others follow without a gap
   */
  void gather(
      float[] image,
      int image0,
      int from,
      int to,
      int first,
      int last,
      float[] matrix,
      int matrix0) {
    int mapWidth = window.mapWidth();
    int x = from % mapWidth;
    int start = image0 + from / mapWidth * stepY;
    int target = matrix0;
    int firstLine = first / line;
    int lastLine = (last + line - 1) / line;
    for (int position = from; position < to; position++) {
      for (int ky = firstLine; ky < lastLine; ky++) {
        int begin = Math.max(first - ky * line, 0);
        int end = Math.min(last - ky * line, line);
        System.arraycopy(
            image, start + x * stepX + ky * imageLine + begin, matrix, target, end - begin);
        target += end - begin;
      }
      if (++x == mapWidth) {
        x = 0;
        start += stepY;
      }
    }
  }

  /** Adds the patches of the positions [from, to) to a padded image, position by position. */
  void scatter(float[] matrix, int matrix0, int from, int to, float[] image, int image0) {
    int mapWidth = window.mapWidth();
    int x = from % mapWidth;
    int start = image0 + from / mapWidth * stepY;
    int source = matrix0;
    for (int position = from; position < to; position++) {
      for (int ky = 0; ky < window.kernel().height(); ky++) {
        kernels.addScaled(line, 1f, matrix, source, image, start + x * stepX + ky * imageLine);
        source += line;
      }
      if (++x == mapWidth) {
        x = 0;
        start += stepY;
      }
    }
  }
}
