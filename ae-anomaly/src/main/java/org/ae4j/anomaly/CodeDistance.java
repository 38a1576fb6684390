package org.ae4j.anomaly;

import java.util.Arrays;
import org.ae4j.api.DataException;
import org.ae4j.core.latent.Gaussian;
import org.ejml.data.FMatrixRMaj;

/**
 * The Mahalanobis distance of a row's code from the codes of the rows that were fitted to, d = sqrt
 * ((z - m)' C^-1 (z - m)) (Mahalanobis, 1936).
 *
 * <p>A part of the codes' mean variance is added to each variance, so that a unit which never
 * changes does not divide by zero.
 */
record CodeDistance(Gaussian codes) implements RowScore {
  /** Codes whose variance is below this part of their mean square are all the same. */
  private static final double COLLAPSED = 1e-10;

  /**
   * Fits to codes.
   *
   * @param ridge the part of the mean variance to add
   * @throws DataException if all codes are the same
   */
  static CodeDistance fit(FMatrixRMaj codes, double ridge) {
    double[] weights = new double[codes.numRows];
    Arrays.fill(weights, 1);
    double variance = meanVariance(codes);
    if (!(variance > COLLAPSED * meanSquare(codes))) {
      throw new DataException(
          "all codes of the rows to fit to, "
              + codes.numRows
              + ", are the same, so that their distances say nothing; take score mse, or train a"
              + " model whose code has not collapsed");
    }
    return new CodeDistance(Gaussian.of(codes, weights, ridge * variance));
  }

  private static double meanSquare(FMatrixRMaj codes) {
    double sum = Double.MIN_NORMAL;
    int size = codes.numRows * codes.numCols;
    for (int i = 0; i < size; i++) {
      sum += (double) codes.data[i] * codes.data[i] / size;
    }
    return sum;
  }

  private static double meanVariance(FMatrixRMaj codes) {
    double sum = 0;
    for (int column = 0; column < codes.numCols; column++) {
      double mean = 0;
      for (int row = 0; row < codes.numRows; row++) {
        mean += codes.data[row * codes.numCols + column];
      }
      mean /= codes.numRows;
      for (int row = 0; row < codes.numRows; row++) {
        double difference = codes.data[row * codes.numCols + column] - mean;
        sum += difference * difference;
      }
    }
    return sum / codes.numRows / codes.numCols;
  }

  @Override
  public double[] of(Passage rows) {
    FMatrixRMaj all = rows.codes();
    double[] scratch = new double[all.numCols];
    double[] distances = new double[rows.size()];
    for (int row = 0; row < distances.length; row++) {
      distances[row] = Math.sqrt(codes.squaredDistance(all, row, scratch));
    }
    return distances;
  }

  /** Returns mean and factor one after the other, to be stored. */
  double[] toVector() {
    int n = codes.mean().length;
    double[] vector = Arrays.copyOf(codes.mean(), n + n * n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(codes.factor()[i], 0, vector, n + i * n, i + 1);
    }
    return vector;
  }

  /** Makes what {@link #toVector} stored, of {@code n + n * n} values. */
  static CodeDistance of(double[] vector, int n) {
    double[][] factor = new double[n][];
    for (int i = 0; i < n; i++) {
      factor[i] = Arrays.copyOfRange(vector, n + i * n, n + (i + 1) * n);
    }
    return new CodeDistance(new Gaussian(Arrays.copyOf(vector, n), factor));
  }
}
