package org.ae4j.manifold;

import org.ejml.data.FMatrixRMaj;

/** Distances between rows, by a product of matrices or one by one. */
final class SquaredDistances {
  private SquaredDistances() {}

  /**
   * Returns centered rows x with a 1 behind, or y as {@code (-2 y, |y|^2)}: their product is the
   * squared distance but for {@code |x|^2}.
   */
  static FMatrixRMaj extended(FMatrixRMaj rows, float[] middle, boolean target) {
    int columns = rows.numCols;
    FMatrixRMaj extended = new FMatrixRMaj(rows.numRows, columns + 1);
    for (int row = 0; row < rows.numRows; row++) {
      int to = row * (columns + 1);
      double square = 0;
      for (int c = 0; c < columns; c++) {
        float value = rows.data[row * columns + c] - middle[c];
        square += (double) value * value;
        extended.data[to + c] = target ? -2 * value : value;
      }
      extended.data[to + columns] = target ? (float) square : 1;
    }
    return extended;
  }

  static double of(FMatrixRMaj a, int rowA, FMatrixRMaj b, int rowB) {
    int columns = a.numCols;
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      double difference = (double) a.data[rowA * columns + c] - b.data[rowB * columns + c];
      sum += difference * difference;
    }
    return sum;
  }
}
