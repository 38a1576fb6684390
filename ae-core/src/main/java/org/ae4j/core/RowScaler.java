package org.ae4j.core;

import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/** Scales rows and refuses values that are not finite; used by one thread. */
final class RowScaler {
  private final Preprocessing preprocessing;
  private final FMatrixRMaj rows;
  private final float[] row;

  /** 0 a column, or NaN from the first value on that is not finite. */
  private final float[] zeros;

  /**
   * Makes what scales these rows, which it reads and leaves as they are.
   *
   * @throws ShapeException if they have not as many values as the preprocessing has features
   */
  RowScaler(Preprocessing preprocessing, FMatrixRMaj rows) {
    if (rows.numCols != preprocessing.features()) {
      throw wrongLength("row", preprocessing.features(), rows.numCols);
    }
    this.preprocessing = preprocessing;
    this.rows = rows;
    this.row = new float[rows.numCols];
    this.zeros = new float[rows.numCols];
  }

  /**
   * Fills a matrix with scaled rows.
   *
   * @param from the row to begin with; as many are read as {@code scaled} has
   * @throws DataException if a value is not finite
   */
  void scale(int from, FMatrixRMaj scaled) {
    int columns = row.length;
    for (int i = 0; i < scaled.numRows; i++) {
      System.arraycopy(rows.data, (from + i) * columns, row, 0, columns);
      multiplyByZero();
      preprocessing.apply(row, 0);
      System.arraycopy(row, 0, scaled.data, i * columns, columns);
    }
    for (float zero : zeros) {
      if (zero != 0) {
        throw notFinite(from * columns);
      }
    }
  }

  /**
   * Finds what is not finite without a branch for each value. Both arrays have the same index, so
   * that the compiler uses vectors here: it need not know then whether they are one.
   */
  private void multiplyByZero() {
    for (int i = 0; i < row.length; i++) {
      zeros[i] += row[i] * 0;
    }
  }

  private DataException notFinite(int from) {
    int i = from;
    while (Float.isFinite(rows.data[i])) {
      i++;
    }
    return new DataException(
        "row "
            + i / rows.numCols
            + ", column "
            + i % rows.numCols
            + " is "
            + rows.data[i]
            + ", expected a finite number");
  }

  static ShapeException wrongLength(String what, int expected, int got) {
    return new ShapeException(what + " has " + got + " values, this model takes " + expected);
  }
}
