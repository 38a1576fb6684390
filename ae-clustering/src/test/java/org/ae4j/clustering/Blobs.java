package org.ae4j.clustering;

import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/** Rows around points that are far apart. */
final class Blobs {
  private Blobs() {}

  /** Returns rows whose group is their number modulo {@code groups}. */
  static FMatrixRMaj of(int rows, int columns, int groups, long seed) {
    RandomStream random = RandomStream.of(seed);
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double centre = 10 * random.named("centre").normal((row % groups) * columns + column);
        matrix.set(
            row, column, (float) (centre + random.named("noise").normal(row * columns + column)));
      }
    }
    return matrix;
  }

  static int[] groups(int rows, int groups) {
    int[] labels = new int[rows];
    java.util.Arrays.setAll(labels, row -> row % groups);
    return labels;
  }
}
