package org.ae4j.manifold;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.ae4j.api.NumericalException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.latent.Columns;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * The nearest neighbours of each row, by Euclidean distance.
 *
 * @param count neighbours of each row
 * @param index of neighbours, {@code count} for each row, the nearest first; of equally near ones
 *     the one of the lesser index
 * @param squares their squared distances
 */
record Neighbours(int count, int[] index, float[] squares) {
  /** Rows that ask, and rows that are asked, in a product of matrices. */
  private static final int QUERIES = 128;

  private static final int TARGETS = 1024;

  /**
   * More candidates than wanted: products of floats find them, and their order comes from
   * differences.
   */
  private static final int SPARE = 16;

  /** Finds neighbours of each row among the others. */
  static Neighbours within(FMatrixRMaj rows, int count, Kernels kernels, Workers workers) {
    return new Search(rows, rows, true, count, kernels).run(workers);
  }

  /** Finds neighbours of rows among others. */
  static Neighbours between(
      FMatrixRMaj queries, FMatrixRMaj targets, int count, Kernels kernels, Workers workers) {
    return new Search(queries, targets, false, count, kernels).run(workers);
  }

  /**
   * Works through all pairs in blocks: a matrix product gives {@code |y|^2 - 2 x y}, and what is
   * below a row's limit becomes a candidate.
   */
  private static final class Search {
    private final FMatrixRMaj queries;
    private final boolean self;
    private final int count;
    private final Kernels kernels;
    private final FMatrixRMaj targets;
    private final FMatrixRMaj left;
    private final FMatrixRMaj right;
    private final int[] index;
    private final float[] squares;

    Search(FMatrixRMaj queries, FMatrixRMaj targets, boolean self, int count, Kernels kernels) {
      this.queries = queries;
      this.targets = targets;
      this.self = self;
      this.count = count;
      this.kernels = kernels;
      index = new int[Math.multiplyExact(queries.numRows, count)];
      squares = new float[index.length];
      float[] middle = Columns.floatMeans(targets);
      left = SquaredDistances.extended(queries, middle, false);
      right = SquaredDistances.extended(targets, middle, true);
    }

    Neighbours run(Workers workers) {
      AtomicInteger next = new AtomicInteger();
      workers.run(
          (part, parts) -> {
            float[] products = new float[QUERIES * TARGETS];
            int first = next.getAndAdd(QUERIES);
            while (first < queries.numRows) {
              search(first, Math.min(queries.numRows, first + QUERIES), products);
              first = next.getAndAdd(QUERIES);
            }
          });
      return new Neighbours(count, index, squares);
    }

    private void search(int from, int to, float[] products) {
      Nearest[] found = new Nearest[to - from];
      int wanted = Math.min(targets.numRows, count + SPARE + (self ? 1 : 0));
      for (int i = 0; i < found.length; i++) {
        found[i] = new Nearest(wanted);
      }
      int depth = left.numCols;
      for (int first = 0; first < targets.numRows; first += TARGETS) {
        int width = Math.min(TARGETS, targets.numRows - first);
        kernels.gemm(
            false,
            true,
            found.length,
            width,
            depth,
            left.data,
            from * depth,
            depth,
            right.data,
            first * depth,
            depth,
            products,
            0,
            TARGETS,
            false);
        for (int i = 0; i < found.length; i++) {
          found[i].offer(products, i * TARGETS, width, first);
        }
      }
      for (int i = 0; i < found.length; i++) {
        measure(from + i, found[i]);
      }
    }

    /** Orders candidates by their true distances, in float precision. */
    private void measure(int row, Nearest found) {
      found.shrink();
      long[] keys = new long[found.size()];
      int kept = 0;
      for (int c = 0; c < keys.length; c++) {
        int target = found.index(c);
        if (!self || target != row) {
          float square = (float) SquaredDistances.of(queries, row, targets, target);
          keys[kept++] = (long) Float.floatToRawIntBits(square) << 32 | target;
        }
      }
      if (kept < count) {
        throw new NumericalException(
            "the distances of row " + row + " exceed what floats can hold; scale the rows");
      }
      Arrays.sort(keys, 0, kept);
      for (int k = 0; k < count; k++) {
        index[row * count + k] = (int) keys[k];
        squares[row * count + k] = Float.intBitsToFloat((int) (keys[k] >> 32));
      }
    }
  }
}
