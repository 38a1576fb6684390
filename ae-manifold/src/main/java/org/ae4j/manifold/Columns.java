package org.ae4j.manifold;

import org.ae4j.api.DataException;
import org.ejml.data.FMatrixRMaj;

/** What is computed of rows before anything else. */
final class Columns {
  private Columns() {}

  /** Refuses values that are not finite. */
  static void requireFinite(FMatrixRMaj rows) {
    int length = rows.numRows * rows.numCols;
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(rows.data[i])) {
        throw new DataException(
            "row "
                + i / rows.numCols
                + ", column "
                + i % rows.numCols
                + " is "
                + rows.data[i]
                + ", expected a finite number; repair or leave out the row");
      }
    }
  }

  /** Refuses rows that are all the same, which have no map. */
  static void requireVariety(FMatrixRMaj rows) {
    for (int i = rows.numCols; i < rows.numRows * rows.numCols; i++) {
      if (rows.data[i] != rows.data[i - rows.numCols]) {
        return;
      }
    }
    throw new DataException(
        "all "
            + rows.numRows
            + " rows are equal, so that there is nothing to map; codes like that come from a model"
            + " that collapsed: train it anew, with a smaller learning rate or a weaker penalty");
  }

  static double[] means(FMatrixRMaj rows) {
    double[] means = new double[rows.numCols];
    for (int row = 0; row < rows.numRows; row++) {
      for (int c = 0; c < means.length; c++) {
        means[c] += rows.data[row * means.length + c];
      }
    }
    for (int c = 0; c < means.length; c++) {
      means[c] /= rows.numRows;
    }
    return means;
  }

  static float[] floatMeans(FMatrixRMaj rows) {
    double[] means = means(rows);
    float[] floats = new float[means.length];
    for (int c = 0; c < floats.length; c++) {
      floats[c] = (float) means[c];
    }
    return floats;
  }

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

  /** Returns rows with each column multiplied by a factor, in a new matrix. */
  static FMatrixRMaj scaled(FMatrixRMaj rows, float[] factors) {
    FMatrixRMaj scaled = new FMatrixRMaj(rows.numRows, rows.numCols);
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      scaled.data[i] = rows.data[i] * factors[i % factors.length];
    }
    return scaled;
  }

  static double squaredDistance(FMatrixRMaj a, int rowA, FMatrixRMaj b, int rowB) {
    int columns = a.numCols;
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      double difference = (double) a.data[rowA * columns + c] - b.data[rowB * columns + c];
      sum += difference * difference;
    }
    return sum;
  }
}
