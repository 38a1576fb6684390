package org.ae4j.manifold;

import org.ae4j.core.latent.Columns;
import org.ejml.data.FMatrixRMaj;

/** Gives columns of different units the same weight. */
public final class Standardization {
  private Standardization() {}

  /**
   * Returns one over each column's standard deviation, and 0 for a column that is constant.
   *
   * @param rows finite values, unchanged
   */
  public static float[] factors(FMatrixRMaj rows) {
    double[] means = Columns.means(rows);
    double[] squares = new double[means.length];
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      double difference = rows.data[i] - means[i % means.length];
      squares[i % means.length] += difference * difference;
    }
    float[] factors = new float[means.length];
    for (int c = 0; c < factors.length; c++) {
      double deviation = Math.sqrt(squares[c] / rows.numRows);
      // What is left of a constant after rounding is no variation.
      factors[c] = deviation > 1e-6 * Math.abs(means[c]) ? (float) (1 / deviation) : 0;
    }
    return factors;
  }

  /** Returns rows with each column multiplied by its factor, in a new matrix. */
  public static FMatrixRMaj scaled(FMatrixRMaj rows, float[] factors) {
    FMatrixRMaj scaled = new FMatrixRMaj(rows.numRows, rows.numCols);
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      scaled.data[i] = rows.data[i] * factors[i % factors.length];
    }
    return scaled;
  }
}
