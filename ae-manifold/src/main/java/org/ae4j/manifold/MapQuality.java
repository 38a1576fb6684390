package org.ae4j.manifold;

import java.util.concurrent.atomic.AtomicInteger;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.latent.Columns;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/** Measures how well a map keeps what the rows have. */
public final class MapQuality {
  private static final int QUERIES = 64;
  private static final int TARGETS = 1024;

  private MapQuality() {}

  /**
   * Returns how many rows have the label that most of their {@code count} nearest points on the map
   * have, themselves left out; of labels that are equally frequent the least counts.
   *
   * @param points x and y of each row
   * @param labels one class index a row, at least 0
   */
  public static double accuracy(FMatrixRMaj points, int[] labels, int count, Autoencoders engine) {
    requireRows(points.numRows, count);
    int classes = 1;
    for (int label : labels) {
      classes = Math.max(classes, label + 1);
    }
    PlaneNeighbours plane = PlaneNeighbours.of(points);
    boolean[] right = new boolean[points.numRows];
    int all = classes;
    try (Workers workers = new Workers(engine.threads())) {
      each(
          points.numRows,
          workers,
          row -> {
            int[] votes = new int[all];
            int best = 0;
            for (int neighbour : plane.nearest(row, count)) {
              votes[labels[neighbour]]++;
            }
            for (int label = 1; label < all; label++) {
              best = votes[label] > votes[best] ? label : best;
            }
            right[row] = best == labels[row];
          });
    }
    int sum = 0;
    for (boolean one : right) {
      sum += one ? 1 : 0;
    }
    return (double) sum / right.length;
  }

  /**
   * Returns how far points that are near on the map are so in the rows too, from 0 to 1 (Venna and
   * Kaski, 2001).
   *
   * <p>The sum goes over the rows of a random sample, their neighbours are sought among all rows;
   * with as many queries as rows it is what scikit-learn calls trustworthiness.
   *
   * @param count neighbours on the map, less than half of the rows
   * @param queries rows in the sample
   */
  public static double trustworthiness(
      FMatrixRMaj rows,
      FMatrixRMaj points,
      int count,
      int queries,
      long seed,
      Autoencoders engine) {
    requireRows(rows.numRows, 2 * count);
    int[] sample = new int[rows.numRows];
    RandomStream.of(seed).named("trustworthiness").permute(sample);
    int asked = Math.min(queries, sample.length);
    java.util.Arrays.sort(sample, 0, asked);
    long[] penalties = new long[asked];
    try (Workers workers = new Workers(engine.threads())) {
      Ranks ranks = new Ranks(rows, PlaneNeighbours.of(points), count, engine.kernels());
      AtomicInteger next = new AtomicInteger();
      workers.run(
          (part, parts) -> {
            float[] products = new float[QUERIES * TARGETS];
            int first = next.getAndAdd(QUERIES);
            while (first < asked) {
              ranks.penalties(sample, first, Math.min(asked, first + QUERIES), products, penalties);
              first = next.getAndAdd(QUERIES);
            }
          });
    }
    double sum = 0;
    for (long penalty : penalties) {
      sum += penalty;
    }
    return 1 - 2 * sum / ((double) asked * count * (2.0 * rows.numRows - 3.0 * count - 1));
  }

  private static void requireRows(int rows, int least) {
    if (rows <= least) {
      throw new ConfigurationException(
          "a map is measured with more than " + least + " rows, got " + rows + "; give more");
    }
  }

  /** Something done with a row. */
  private interface Row {
    void accept(int row);
  }

  private static void each(int rows, Workers workers, Row action) {
    AtomicInteger next = new AtomicInteger();
    workers.run(
        (part, parts) -> {
          int first = next.getAndAdd(QUERIES);
          while (first < rows) {
            for (int row = first; row < Math.min(rows, first + QUERIES); row++) {
              action.accept(row);
            }
            first = next.getAndAdd(QUERIES);
          }
        });
  }

  /** Counts how many rows are nearer than those that are near on the map. */
  private static final class Ranks {
    private final PlaneNeighbours plane;
    private final int count;
    private final Kernels kernels;
    private final FMatrixRMaj left;
    private final FMatrixRMaj right;

    Ranks(FMatrixRMaj rows, PlaneNeighbours plane, int count, Kernels kernels) {
      this.plane = plane;
      this.count = count;
      this.kernels = kernels;
      float[] middle = Columns.floatMeans(rows);
      left = SquaredDistances.extended(rows, middle, false);
      right = SquaredDistances.extended(rows, middle, true);
    }

    void penalties(int[] sample, int from, int to, float[] products, long[] penalties) {
      int depth = left.numCols;
      float[] asked = new float[(to - from) * depth];
      float[][] limits = new float[to - from][];
      int[][] nearer = new int[to - from][count];
      for (int i = 0; i < to - from; i++) {
        int row = sample[from + i];
        System.arraycopy(left.data, row * depth, asked, i * depth, depth);
        limits[i] = limits(row);
      }
      for (int first = 0; first < right.numRows; first += TARGETS) {
        int width = Math.min(TARGETS, right.numRows - first);
        kernels.gemm(
            false,
            true,
            to - from,
            width,
            depth,
            asked,
            0,
            depth,
            right.data,
            first * depth,
            depth,
            products,
            0,
            TARGETS,
            false);
        for (int i = 0; i < to - from; i++) {
          int own = sample[from + i] - first;
          if (own >= 0 && own < width) {
            products[i * TARGETS + own] = Float.POSITIVE_INFINITY;
          }
          for (int k = 0; k < count; k++) {
            nearer[i][k] += below(products, i * TARGETS, width, limits[i][k]);
          }
        }
      }
      for (int i = 0; i < to - from; i++) {
        for (int k = 0; k < count; k++) {
          penalties[from + i] += Math.max(0, nearer[i][k] + 1 - count);
        }
      }
    }

    /** Returns the distances of a row's neighbours on the map, as the products have them. */
    private float[] limits(int row) {
      int depth = left.numCols;
      float[] limits = new float[count];
      int[] neighbours = plane.nearest(row, count);
      for (int k = 0; k < count; k++) {
        kernels.gemm(
            false,
            true,
            1,
            1,
            depth,
            left.data,
            row * depth,
            depth,
            right.data,
            neighbours[k] * depth,
            depth,
            limits,
            k,
            1,
            false);
      }
      return limits;
    }

    private static int below(float[] values, int offset, int length, float limit) {
      int found = 0;
      for (int j = 0; j < length; j++) {
        found += values[offset + j] < limit ? 1 : 0;
      }
      return found;
    }
  }
}
