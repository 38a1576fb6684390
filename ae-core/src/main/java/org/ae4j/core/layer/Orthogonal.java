package org.ae4j.core.layer;

import org.ae4j.api.RandomStream;

/** Draws a matrix with orthonormal columns, or rows where these are fewer. */
final class Orthogonal {
  private Orthogonal() {}

  static void fill(float[] values, int rows, int columns, RandomStream stream) {
    boolean tall = rows >= columns;
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), stream);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] = (float) (tall ? vectors[j][i] : vectors[i][j]);
      }
    }
  }

  /**
   * Returns normal vectors after modified Gram-Schmidt, which leaves their directions uniform.
   *
   * <p>Each vector is freed of the others twice, which is enough (Giraud et al., 2005).
   */
  private static double[][] orthonormal(int count, int length, RandomStream stream) {
    double[][] vectors = new double[count][length];
    for (int v = 0; v < count; v++) {
      double[] vector = vectors[v];
      for (int i = 0; i < length; i++) {
        vector[i] = stream.normal((long) v * length + i);
      }
      for (int previous = 0; previous < 2 * v; previous++) {
        double[] other = vectors[previous % v];
        addScaled(-dot(vector, other), other, vector);
      }
      double norm = Math.sqrt(dot(vector, vector));
      for (int i = 0; i < length; i++) {
        vector[i] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static void addScaled(double factor, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
