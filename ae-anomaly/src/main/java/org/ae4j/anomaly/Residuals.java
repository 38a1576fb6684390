package org.ae4j.anomaly;

import org.ejml.data.FMatrixRMaj;

/** What is between scaled rows and their reconstructions. */
final class Residuals {
  private Residuals() {}

  /** Returns the sum of each row's squared differences. */
  static double[] squares(Passage rows) {
    FMatrixRMaj scaled = rows.scaled();
    FMatrixRMaj restored = rows.reconstruction();
    double[] sums = new double[rows.size()];
    for (int row = 0; row < sums.length; row++) {
      for (int i = row * scaled.numCols; i < (row + 1) * scaled.numCols; i++) {
        double difference = (double) restored.data[i] - scaled.data[i];
        sums[row] += difference * difference;
      }
    }
    return sums;
  }

  /** Returns the norm of each row's differences. */
  static double[] norms(Passage rows) {
    double[] norms = squares(rows);
    for (int row = 0; row < norms.length; row++) {
      norms[row] = Math.sqrt(norms[row]);
    }
    return norms;
  }

  /** Returns the mean of each row's squared differences. */
  static double[] means(Passage rows) {
    double[] means = squares(rows);
    for (int row = 0; row < means.length; row++) {
      means[row] /= rows.scaled().numCols;
    }
    return means;
  }
}
