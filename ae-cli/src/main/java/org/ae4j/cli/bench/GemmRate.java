package org.ae4j.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.training.Workers;

/**
 * How fast kernels multiply matrices, the right one packed beforehand as in a dense layer.
 *
 * @param size of the product
 * @param threads each of which computes a part of the rows
 * @param gigaflops the best call's billions of operations a second, two for each multiply-add
 */
public record GemmRate(Size size, int threads, double gigaflops) {

  /** Sizes of products: rows x columns x depth, of small networks and of large ones. */
  public static final List<Size> SIZES =
      List.of(
          new Size(128, 128, 784),
          new Size(256, 2000, 500),
          new Size(512, 512, 512),
          new Size(1024, 1024, 1024));

  /** Threads' shares of the rows are multiples of it, so that blocks of rows stay whole. */
  private static final int UNIT = 8;

  /** The size of a product. */
  public record Size(int rows, int columns, int depth) {
    double operations() {
      return 2.0 * rows * columns * depth;
    }

    @Override
    public String toString() {
      return rows + " x " + columns + " x " + depth;
    }
  }

  /**
   * Measures one size.
   *
   * @param each how long it is measured, and warmed up before; at least one call each
   */
  public static GemmRate of(Kernels kernels, Size size, int threads, Duration each) {
    float[] a = uniform(size.rows * size.depth);
    float[] b = uniform(size.depth * size.columns);
    float[] c = new float[size.rows * size.columns];
    float[] packed = new float[kernels.packedLength(size.depth, size.columns)];
    kernels.pack(false, size.depth, size.columns, b, 0, size.columns, 0, size.depth, packed);
    Workers.Task product =
        (part, parts) -> {
          int from = Workers.begin(size.rows, UNIT, part, parts);
          int rows = Workers.begin(size.rows, UNIT, part + 1, parts) - from;
          kernels.multiplyPacked(
              rows,
              size.columns,
              size.depth,
              a,
              from * size.depth,
              size.depth,
              packed,
              null,
              Activation.LINEAR,
              0,
              c,
              from * size.columns,
              size.columns);
        };
    try (Workers workers = new Workers(threads)) {
      best(product, workers, each);
      return new GemmRate(size, threads, size.operations() / best(product, workers, each));
    }
  }

  /** Returns the nanoseconds of the fastest call. */
  private static long best(Workers.Task product, Workers workers, Duration each) {
    long began = System.nanoTime();
    long best = Long.MAX_VALUE;
    long now = began;
    do {
      long before = now;
      workers.run(product);
      now = System.nanoTime();
      best = Math.min(best, now - before);
    } while (now - began < each.toNanos());
    return best;
  }

  private static float[] uniform(int length) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
