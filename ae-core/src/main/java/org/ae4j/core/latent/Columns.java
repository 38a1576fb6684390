package org.ae4j.core.latent;

import org.ae4j.api.DataException;
import org.ejml.data.FMatrixRMaj;

/** What is asked of rows before anything else is computed of them. */
public final class Columns {
  private Columns() {}

  /**
   * Refuses values that are not finite.
   *
   * @throws DataException if there is one
   */
  public static void requireFinite(FMatrixRMaj rows) {
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

  /**
   * Refuses rows that are all the same.
   *
   * @throws DataException if they are
   */
  public static void requireVariety(FMatrixRMaj rows) {
    for (int i = rows.numCols; i < rows.numRows * rows.numCols; i++) {
      if (rows.data[i] != rows.data[i - rows.numCols]) {
        return;
      }
    }
    throw new DataException(
        "all "
            + rows.numRows
            + " rows are equal, so that there is nothing to tell apart; codes like that come from a model"
            + " that collapsed: train it anew, with a smaller learning rate or a weaker penalty");
  }

  /** Returns the mean of each column. */
  public static double[] means(FMatrixRMaj rows) {
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

  /** Returns the mean of each column, rounded once. */
  public static float[] floatMeans(FMatrixRMaj rows) {
    double[] means = means(rows);
    float[] floats = new float[means.length];
    for (int c = 0; c < floats.length; c++) {
      floats[c] = (float) means[c];
    }
    return floats;
  }
}
