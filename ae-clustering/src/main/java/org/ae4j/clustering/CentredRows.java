package org.ae4j.clustering;

import org.ejml.data.FMatrixRMaj;

/**
 * A copy of rows without their mean: distances stay the same, and lose fewer digits where rows lie
 * far from the origin.
 *
 * @param rows the copy
 * @param mean of each column
 * @param squares the squared length of each row
 * @param meanVariance over the columns
 */
record CentredRows(FMatrixRMaj rows, float[] mean, float[] squares, double meanVariance) {

  static CentredRows of(FMatrixRMaj source, Compute compute) {
    int columns = source.numCols;
    double[] sums = new double[columns];
    compute.split(
        columns,
        (from, to) -> {
          for (int row = 0; row < source.numRows; row++) {
            int at = row * columns;
            for (int column = from; column < to; column++) {
              sums[column] += source.data[at + column];
            }
          }
        });
    float[] mean = new float[columns];
    for (int column = 0; column < columns; column++) {
      mean[column] = (float) (sums[column] / source.numRows);
    }
    FMatrixRMaj rows = new FMatrixRMaj(source.numRows, columns);
    float[] squares = new float[source.numRows];
    compute.split(
        source.numRows,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int at = row * columns;
            for (int column = 0; column < columns; column++) {
              rows.data[at + column] = source.data[at + column] - mean[column];
            }
            squares[row] = (float) compute.kernels().sumOfSquares(rows.data, at, at + columns);
          }
        });
    double total = 0;
    for (float square : squares) {
      total += square;
    }
    return new CentredRows(rows, mean, squares, total / source.numRows / columns);
  }

  int count() {
    return rows.numRows;
  }

  int columns() {
    return rows.numCols;
  }

  /** Returns centres in the place of the source again. */
  FMatrixRMaj restored(FMatrixRMaj centres) {
    FMatrixRMaj result = centres.copy();
    for (int i = 0; i < result.numRows * result.numCols; i++) {
      result.data[i] += mean[i % result.numCols];
    }
    return result;
  }
}
