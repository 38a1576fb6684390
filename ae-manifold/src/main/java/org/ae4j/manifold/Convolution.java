package org.ae4j.manifold;

import org.ae4j.core.training.Workers;

/**
 * Convolves a square grid with the kernel of a map's repulsion, so that cubic B-splines over the
 * grid interpolate {@code 1 / (1 + r^2) - offset} between any two points.
 *
 * <p>The grid lies in one quarter of a periodic square, the rest of which is zero, so that nothing
 * reaches around. Two real rows are transformed as one complex row. One caller at a time.
 */
final class Convolution {
  /** Lanes that are transformed together, so that all their rows fit a processor's cache. */
  private static final int LANES = 64;

  private final Workers workers;
  private final int length;
  private final int frequencies;
  private final Fft fft;
  private final Plane space;
  private final Plane spectrum;
  private final float[][] kernel;

  /** Prepares grids of {@code length / 2} nodes a side; {@code length} as {@link Fft} takes it. */
  Convolution(int length, Workers workers) {
    this.workers = workers;
    this.length = length;
    frequencies = length / 2 + 1;
    fft = new Fft(length);
    space = new Plane(length, length / 2);
    spectrum = new Plane(length, frequencies);
    kernel = new float[length][frequencies];
  }

  /** Rows of complex numbers, twice, as a transform ends in the other of two places. */
  private static final class Plane {
    float[][] re;
    float[][] im;
    float[][] otherRe;
    float[][] otherIm;

    Plane(int rows, int lanes) {
      re = new float[rows][lanes];
      im = new float[rows][lanes];
      otherRe = new float[rows][lanes];
      otherIm = new float[rows][lanes];
    }

    void exchange() {
      float[][] swapped = re;
      re = otherRe;
      otherRe = swapped;
      swapped = im;
      im = otherIm;
      otherIm = swapped;
    }
  }

  /** Returns the number of nodes along a side. */
  int nodes() {
    return length / 2;
  }

  /** Sets the distance between nodes and what is subtracted from the kernel. */
  void setKernel(double step, double offset) {
    for (int x = 0; x < length; x++) {
      double dx = step * Math.min(x, length - x);
      for (int y = 0; y < length; y++) {
        double dy = step * Math.min(y, length - y);
        double square = dx * dx + dy * dy;
        // Of one fraction, as the difference of nearly equal ones would lose all digits.
        double value = (1 - offset - offset * square) / (1 + square);
        half(y, length)[x][y % (length / 2)] = (float) value;
      }
    }
    forward(length);
    for (int y = 0; y < length; y++) {
      for (int x = 0; x < frequencies; x++) {
        double spline = spline(x) * spline(y);
        kernel[y][x] = (float) (spectrum.re[y][x] / (spline * spline * length * length));
      }
    }
  }

  /** Returns the transform of a cubic B-spline's values at the nodes, 1/6, 2/3 and 1/6. */
  private double spline(int frequency) {
    return (2 + StrictMath.cos(2 * Math.PI * frequency / length)) / 3;
  }

  private float[][] half(int y, int width) {
    return y < width / 2 ? space.re : space.im;
  }

  /** Convolves {@code nodes()} rows of as many values in place. */
  void apply(float[][] grid) {
    int nodes = nodes();
    workers.run(
        (part, parts) -> {
          for (int x = share(length, part, parts); x < share(length, part + 1, parts); x++) {
            if (x < nodes) {
              System.arraycopy(grid[x], 0, space.re[x], 0, nodes / 2);
              System.arraycopy(grid[x], nodes / 2, space.im[x], 0, nodes / 2);
            } else {
              java.util.Arrays.fill(space.re[x], 0, nodes / 2, 0);
              java.util.Arrays.fill(space.im[x], 0, nodes / 2, 0);
            }
          }
        });
    forward(nodes);
    backward(nodes, grid);
  }

  private static int share(int total, int part, int parts) {
    return Workers.begin(total, 1, part, parts);
  }

  /** Something done with lanes. */
  private interface Lanes {
    boolean apply(int from, int to);
  }

  /** Runs a transform over lanes; all of them end in the same place. */
  private void transform(Plane plane, int lanes, Lanes transform) {
    boolean[] other = new boolean[1];
    workers.run(
        (part, parts) -> {
          int end = Workers.begin(lanes, LANES / 4, part + 1, parts);
          for (int from = Workers.begin(lanes, LANES / 4, part, parts); from < end; from += LANES) {
            boolean there = transform.apply(from, Math.min(end, from + LANES));
            if (from == 0) {
              other[0] = there;
            }
          }
        });
    if (other[0]) {
      plane.exchange();
    }
  }

  /** Transforms rows of {@code width} values, the second half of which is in the imaginary part. */
  private void forward(int width) {
    int half = width / 2;
    transform(
        space,
        half,
        (from, to) -> fft.transform(space.re, space.im, space.otherRe, space.otherIm, from, to));
    workers.run(
        (part, parts) -> untangle(width, share(half, part, parts), share(half, part + 1, parts)));
    workers.run(
        (part, parts) -> {
          for (int y = width + share(length - width, part, parts);
              y < width + share(length - width, part + 1, parts);
              y++) {
            java.util.Arrays.fill(spectrum.re[y], 0);
            java.util.Arrays.fill(spectrum.im[y], 0);
          }
        });
    transform(
        spectrum,
        frequencies,
        (from, to) ->
            fft.transform(spectrum.re, spectrum.im, spectrum.otherRe, spectrum.otherIm, from, to));
  }

  /** Parts the transforms of two real rows, and makes rows of columns. */
  private void untangle(int width, int fromY, int toY) {
    for (int y = fromY; y < toY; y++) {
      float[] lowRe = spectrum.re[y];
      float[] lowIm = spectrum.im[y];
      float[] highRe = spectrum.re[y + width / 2];
      float[] highIm = spectrum.im[y + width / 2];
      for (int k = 0; k < frequencies; k++) {
        int mirror = k == 0 ? 0 : length - k;
        float re = space.re[k][y];
        float im = space.im[k][y];
        float mirrorRe = space.re[mirror][y];
        float mirrorIm = space.im[mirror][y];
        lowRe[k] = 0.5f * (re + mirrorRe);
        lowIm[k] = 0.5f * (im - mirrorIm);
        highRe[k] = 0.5f * (im + mirrorIm);
        highIm[k] = 0.5f * (mirrorRe - re);
      }
    }
  }

  private void backward(int width, float[][] grid) {
    int half = width / 2;
    transform(
        spectrum,
        frequencies,
        (from, to) -> {
          for (int y = 0; y < length; y++) {
            multiply(spectrum.re[y], spectrum.im[y], kernel[y], from, to);
          }
          return fft.transform(
              spectrum.im, spectrum.re, spectrum.otherIm, spectrum.otherRe, from, to);
        });
    workers.run(
        (part, parts) -> tangle(width, share(half, part, parts), share(half, part + 1, parts)));
    transform(
        space,
        half,
        (from, to) -> fft.transform(space.im, space.re, space.otherIm, space.otherRe, from, to));
    workers.run(
        (part, parts) -> {
          for (int x = share(width, part, parts); x < share(width, part + 1, parts); x++) {
            System.arraycopy(space.re[x], 0, grid[x], 0, half);
            System.arraycopy(space.im[x], 0, grid[x], half, half);
          }
        });
  }

  private static void multiply(float[] re, float[] im, float[] factor, int from, int to) {
    for (int l = from; l < to; l++) {
      re[l] *= factor[l];
      im[l] *= factor[l];
    }
  }

  /** Undoes {@link #untangle}. */
  private void tangle(int width, int fromY, int toY) {
    for (int y = fromY; y < toY; y++) {
      float[] lowRe = spectrum.re[y];
      float[] lowIm = spectrum.im[y];
      float[] highRe = spectrum.re[y + width / 2];
      float[] highIm = spectrum.im[y + width / 2];
      for (int k = 0; k < frequencies; k++) {
        space.re[k][y] = lowRe[k] - highIm[k];
        space.im[k][y] = lowIm[k] + highRe[k];
        if (k > 0 && k < length - k) {
          space.re[length - k][y] = lowRe[k] + highIm[k];
          space.im[length - k][y] = highRe[k] - lowIm[k];
        }
      }
    }
  }
}
