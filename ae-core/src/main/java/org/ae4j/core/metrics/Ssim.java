package org.ae4j.core.metrics;

import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/**
 * The structural similarity of two images of values in [0, 1] (Wang, Bovik, Sheikh and Simoncelli,
 * 2004).
 *
 * <p>Gaussian windows of 11 x 11 with deviation 1.5, only those that lie inside the image; K1 0.01,
 * K2 0.03; variances with the window's own weights. Of several channels the mean. Immutable and
 * thread-safe.
 */
public final class Ssim {
  /** The number of pixels along a window's side, which an image must have too. */
  public static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final double[] WEIGHTS = weights();

  private final int channels;
  private final int height;
  private final int width;

  /**
   * Makes the measure of images of one shape.
   *
   * @throws ShapeException if rows are no images, or too small for a window
   */
  public Ssim(Shape shape) {
    if (!applies(shape)) {
      throw new ShapeException(
          "SSIM needs images of at least " + WINDOW + " x " + WINDOW + " pixels, got " + shape);
    }
    this.channels = shape.dimension(0);
    this.height = shape.dimension(1);
    this.width = shape.dimension(2);
  }

  /** Tells whether rows of a shape are images that a window fits into. */
  public static boolean applies(Shape shape) {
    return shape.isImage() && Math.min(shape.dimension(1), shape.dimension(2)) >= WINDOW;
  }

  /** Returns the similarity of two images, 1 for equal ones. */
  public double of(float[] a, int offsetA, float[] b, int offsetB) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      int plane = channel * height * width;
      sum += plane(a, offsetA + plane, b, offsetB + plane);
    }
    return sum / channels;
  }

  private double plane(float[] a, int offsetA, float[] b, int offsetB) {
    int windows = width - WINDOW + 1;
    // A window's weights are a product, so it is summed along rows first and then along columns.
    double[][] moments = new double[5][height * windows];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < windows; x++) {
        int at = y * windows + x;
        for (int k = 0; k < WINDOW; k++) {
          double u = a[offsetA + y * width + x + k];
          double v = b[offsetB + y * width + x + k];
          moments[0][at] += WEIGHTS[k] * u;
          moments[1][at] += WEIGHTS[k] * v;
          moments[2][at] += WEIGHTS[k] * u * u;
          moments[3][at] += WEIGHTS[k] * v * v;
          moments[4][at] += WEIGHTS[k] * u * v;
        }
      }
    }
    double sum = 0;
    int positions = (height - WINDOW + 1) * windows;
    for (int at = 0; at < positions; at++) {
      double meanA = column(moments[0], at, windows);
      double meanB = column(moments[1], at, windows);
      double varianceA = column(moments[2], at, windows) - meanA * meanA;
      double varianceB = column(moments[3], at, windows) - meanB * meanB;
      double covariance = column(moments[4], at, windows) - meanA * meanB;
      sum +=
          (2 * meanA * meanB + C1)
              * (2 * covariance + C2)
              / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
    return sum / positions;
  }

  private static double column(double[] values, int at, int stride) {
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      sum += WEIGHTS[k] * values[at + k * stride];
    }
    return sum;
  }

  private static double[] weights() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      double distance = k - WINDOW / 2;
      weights[k] = StrictMath.exp(-distance * distance / (2 * SIGMA * SIGMA));
      sum += weights[k];
    }
    for (int k = 0; k < WINDOW; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
