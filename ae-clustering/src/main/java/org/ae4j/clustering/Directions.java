package org.ae4j.clustering;

import org.ejml.data.FMatrixRMaj;

/**
 * Rows divided by their length, so that the distance of two of them tells the angle between them,
 * |a - b|^2 = 2 - 2 cos(a, b). k-means of directions is close to spherical k-means (I. S. Dhillon
 * and D. S. Modha, Concept decompositions for large sparse text data using clustering, 2001), which
 * also divides the centres by their length.
 */
public final class Directions {
  private Directions() {}

  /**
   * Returns the directions of rows in a matrix of its own. A row of zeros, which has none, stays as
   * it is.
   */
  public static FMatrixRMaj of(FMatrixRMaj rows) {
    FMatrixRMaj directions = rows.copy();
    int columns = rows.numCols;
    for (int row = 0; row < rows.numRows; row++) {
      double square = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        square += (double) rows.data[i] * rows.data[i];
      }
      double length = Math.sqrt(square);
      for (int i = row * columns; length > 0 && i < (row + 1) * columns; i++) {
        directions.data[i] = (float) (rows.data[i] / length);
      }
    }
    return directions;
  }
}
