package org.ae4j.testkit;

import java.util.Arrays;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/** Numbers by seed. */
final class Values {
  private Values() {}

  static float[] normal(int length, long seed) {
    RandomStream random = RandomStream.of(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.normal(i);
    }
    return values;
  }

  static FMatrixRMaj normal(int rows, int columns, long seed) {
    return new FMatrixRMaj(rows, columns, true, normal(rows * columns, seed));
  }

  static float[] uniform(int length, double from, double to, long seed) {
    RandomStream random = RandomStream.of(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (from + (to - from) * random.uniform(i));
    }
    return values;
  }

  static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  /** Returns a matrix of NaN, so that nobody can rely on what a buffer holds. */
  static FMatrixRMaj dirty(int rows, int columns) {
    return new FMatrixRMaj(rows, columns, true, filled(rows * columns, Float.NaN));
  }

  static FMatrixRMaj row(FMatrixRMaj matrix, int row) {
    return new FMatrixRMaj(1, matrix.numCols, true, floats(matrix, row));
  }

  static float[] floats(FMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }
}
