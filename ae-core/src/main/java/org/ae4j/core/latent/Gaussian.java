package org.ae4j.core.latent;

import org.ejml.data.FMatrixRMaj;

/**
 * A Gaussian by its mean and the Cholesky factor L of its covariance L L'.
 *
 * <p>The arrays are neither copied nor written to.
 *
 * @param factor lower triangular
 */
public record Gaussian(double[] mean, double[][] factor) {
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  /** Returns the Gaussian of weighted rows, {@code ridge} added to its variances. */
  public static Gaussian of(FMatrixRMaj rows, double[] weights, double ridge) {
    int n = rows.numCols;
    double[] mean = new double[n];
    double total = Double.MIN_NORMAL;
    for (int row = 0; row < rows.numRows; row++) {
      total += weights[row];
      for (int i = 0; i < n; i++) {
        mean[i] += weights[row] * rows.data[row * n + i];
      }
    }
    for (int i = 0; i < n; i++) {
      mean[i] /= total;
    }
    double[][] covariance = new double[n][n];
    double[] centered = new double[n];
    for (int row = 0; row < rows.numRows; row++) {
      if (weights[row] > 0) {
        for (int i = 0; i < n; i++) {
          centered[i] = rows.data[row * n + i] - mean[i];
          double weighted = weights[row] * centered[i] / total;
          for (int j = 0; j <= i; j++) {
            covariance[i][j] += weighted * centered[j];
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      covariance[i][i] += ridge;
    }
    factorize(covariance);
    return new Gaussian(mean, covariance);
  }

  /** Turns the lower half of a covariance into its Cholesky factor. */
  private static void factorize(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        // Rounding can take a variance that is nearly zero below it.
        a[i][j] =
            i == j
                ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL))
                : sum / Math.max(a[j][j], Double.MIN_NORMAL);
      }
    }
  }

  /** Returns the mean of the variances. */
  double meanVariance() {
    double sum = 0;
    for (double[] row : factor) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum / mean.length;
  }

  double logDensity(FMatrixRMaj rows, int row, double[] scratch) {
    int n = mean.length;
    double sum = n * LOG_2PI + squaredDistance(rows, row, scratch);
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(factor[i][i]);
    }
    return -0.5 * sum;
  }

  /**
   * Returns the square of a row's Mahalanobis distance.
   *
   * @param scratch as long as the mean; overwritten
   */
  public double squaredDistance(FMatrixRMaj rows, int row, double[] scratch) {
    int n = mean.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double value = rows.data[row * n + i] - mean[i];
      for (int k = 0; k < i; k++) {
        value -= factor[i][k] * scratch[k];
      }
      scratch[i] = value / factor[i][i];
      sum += scratch[i] * scratch[i];
    }
    return sum;
  }

  /** Writes mean + L noise. */
  void transform(double[] noise, float[] out, int offset) {
    for (int i = 0; i < mean.length; i++) {
      double value = mean[i];
      for (int k = 0; k <= i; k++) {
        value += factor[i][k] * noise[k];
      }
      out[offset + i] = (float) value;
    }
  }
}
