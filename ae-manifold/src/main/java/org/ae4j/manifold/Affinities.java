package org.ae4j.manifold;

import java.util.Arrays;
import org.ae4j.core.training.Workers;

/**
 * How strongly points of a map attract each other: a sparse matrix, row after row.
 *
 * @param starts where each row begins, and where the last one ends
 * @param index the points of a row's entries
 * @param weights of the entries
 */
record Affinities(int[] starts, int[] index, float[] weights) {
  private static final int BISECTIONS = 64;
  private static final double PRECISION = 1e-5;

  int rows() {
    return starts.length - 1;
  }

  /**
   * Returns for each row the probabilities of its neighbours, from a Gaussian as wide as the
   * perplexity asks for (van der Maaten and Hinton, 2008), in the order of the neighbours.
   */
  static Affinities conditional(Neighbours neighbours, double perplexity, Workers workers) {
    int count = neighbours.count();
    int rows = neighbours.index().length / count;
    float[] weights = new float[rows * count];
    double entropy = StrictMath.log(perplexity);
    workers.run(
        (part, parts) -> {
          double[] p = new double[count];
          int end = Workers.begin(rows, 1, part + 1, parts);
          for (int row = Workers.begin(rows, 1, part, parts); row < end; row++) {
            fit(neighbours.squares(), row * count, entropy, p);
            for (int k = 0; k < count; k++) {
              weights[row * count + k] = (float) p[k];
            }
          }
        });
    int[] starts = new int[rows + 1];
    Arrays.setAll(starts, row -> row * count);
    return new Affinities(starts, neighbours.index(), weights);
  }

  /** Bisects the Gaussian's precision until its entropy is as asked for. */
  private static void fit(float[] squares, int offset, double entropy, double[] p) {
    // Distances in units of their mean, so that the search begins near its end.
    double nearest = squares[offset];
    double mean = 0;
    for (int k = 0; k < p.length; k++) {
      mean += (squares[offset + k] - nearest) / p.length;
    }
    double unit = mean > 0 ? mean : 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = 1;
    for (int round = 0; round < BISECTIONS; round++) {
      double sum = 0;
      double weighted = 0;
      for (int k = 0; k < p.length; k++) {
        double square = ((double) squares[offset + k] - nearest) / unit;
        p[k] = Math.exp(-beta * square);
        sum += p[k];
        weighted += square * p[k];
      }
      for (int k = 0; k < p.length; k++) {
        p[k] /= sum;
      }
      double excess = Math.log(sum) + beta * weighted / sum - entropy;
      if (Math.abs(excess) < PRECISION) {
        return;
      }
      if (excess > 0) {
        low = beta;
        beta = Double.isInfinite(high) ? 2 * beta : (low + high) / 2;
      } else {
        high = beta;
        beta = (low + high) / 2;
      }
    }
  }

  /** Returns the mean of this matrix and its transpose, divided by the number of rows. */
  Affinities symmetric() {
    Affinities transposed = transpose();
    Affinities sorted = transposed.transpose();
    float factor = 0.5f / rows();
    int[] to = new int[starts.length];
    int[] joined = new int[2 * index.length];
    float[] sums = new float[2 * index.length];
    int at = 0;
    for (int row = 0; row < rows(); row++) {
      int a = sorted.starts[row];
      int b = transposed.starts[row];
      int endA = sorted.starts[row + 1];
      int endB = transposed.starts[row + 1];
      while (a < endA || b < endB) {
        int indexA = a < endA ? sorted.index[a] : Integer.MAX_VALUE;
        int indexB = b < endB ? transposed.index[b] : Integer.MAX_VALUE;
        float sum = 0;
        if (indexA <= indexB) {
          sum += sorted.weights[a++];
        }
        if (indexB <= indexA) {
          sum += transposed.weights[b++];
        }
        joined[at] = Math.min(indexA, indexB);
        sums[at++] = sum * factor;
      }
      to[row + 1] = at;
    }
    return new Affinities(to, Arrays.copyOf(joined, at), Arrays.copyOf(sums, at));
  }

  /** Returns the transpose; its rows are sorted by index. */
  private Affinities transpose() {
    int[] to = new int[starts.length];
    for (int j : index) {
      to[j + 1]++;
    }
    for (int row = 0; row < rows(); row++) {
      to[row + 1] += to[row];
    }
    int[] next = Arrays.copyOf(to, rows());
    int[] rowsOf = new int[index.length];
    float[] values = new float[index.length];
    for (int row = 0; row < rows(); row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        int at = next[index[e]]++;
        rowsOf[at] = row;
        values[at] = weights[e];
      }
    }
    return new Affinities(to, rowsOf, values);
  }
}
