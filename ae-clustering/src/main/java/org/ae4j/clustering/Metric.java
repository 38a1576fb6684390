package org.ae4j.clustering;

import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;

/**
 * How far codes are from each other: the square of a distance is d' A d for a difference d.
 *
 * <p>Where codes are whitened, A divides their variance along each principal axis by a power of it,
 * so that weak axes count more; in all, codes vary as much as before. The code itself stays as it
 * is. With 1 as the power of the deviations this is the distance of Mahalanobis, but for its scale.
 *
 * @param matrix A, or empty for the identity; read at each call
 * @param size of a code
 */
record Metric(float[] matrix, int size) {
  private static final float[] NO_MATRIX = {};

  /** Returns the plain distance of rows of so many values. */
  static Metric plain(int size) {
    return new Metric(NO_MATRIX, size);
  }

  /** Writes a matrix for the codes of components that are whitened. */
  static void write(PrincipalComponents components, float[] matrix) {
    int size = components.mean().length;
    FMatrixRMaj axes = components.axes();
    double all = 0;
    double whitened = 0;
    double[] factors = new double[size];
    for (int k = 0; k < size; k++) {
      double variance = components.variances()[k];
      factors[k] = variance > 0 ? StrictMath.pow(variance, -components.whitening()) : 0;
      all += variance;
      whitened += variance * factors[k];
    }
    for (int i = 0; i < size * size; i++) {
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += factors[k] * axes.get(k, i / size) * axes.get(k, i % size);
      }
      matrix[i] = (float) (sum * all / whitened);
    }
  }

  /** Returns the square of the distance between two codes. */
  double square(float[] codes, int at, float[] others, int otherAt) {
    double square = 0;
    for (int i = 0; i < size; i++) {
      double d = (double) codes[at + i] - others[otherAt + i];
      square += d * (isPlain() ? d : half(i, codes, at, others, otherAt));
    }
    return square;
  }

  private boolean isPlain() {
    return matrix.length == 0;
  }

  /** Returns half the slope of {@link #square} by an element of the first code. */
  double half(int i, float[] codes, int at, float[] others, int otherAt) {
    if (isPlain()) {
      return codes[at + i] - others[otherAt + i];
    }
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += matrix[i * size + j] * ((double) codes[at + j] - others[otherAt + j]);
    }
    return sum;
  }
}
