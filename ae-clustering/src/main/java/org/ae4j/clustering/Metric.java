package org.ae4j.clustering;

import java.util.Arrays;
import org.ae4j.api.NumericalException;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F32;

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

  /**
   * Axes along which codes deviate by less than this part of the greatest deviation are whitened as
   * if they deviated by that much. Short pre-training leaves axes of a thousandth; whitened by
   * their own deviations, they would give gradients by which training diverges.
   */
  private static final double LEAST_DEVIATION = 0.1;

  /** Returns the plain distance of rows of so many values. */
  static Metric plain(int size) {
    return new Metric(NO_MATRIX, size);
  }

  /** Returns components whose weak axes are taken for stronger ones, as whitening them needs. */
  static PrincipalComponents bound(PrincipalComponents components) {
    double least = LEAST_DEVIATION * LEAST_DEVIATION * components.variances()[0];
    double[] variances =
        Arrays.stream(components.variances()).map(v -> Math.max(v, least)).toArray();
    return new PrincipalComponents(
        components.mean(),
        components.axes(),
        variances,
        components.totalVariance(),
        components.whitening());
  }

  /**
   * Writes a matrix for the codes of components that are whitened.
   *
   * @param components with a variance above 0 along each axis
   */
  static void write(PrincipalComponents components, float[] matrix) {
    int size = components.mean().length;
    FMatrixRMaj axes = components.axes();
    double all = 0;
    double whitened = 0;
    double[] factors = new double[size];
    for (int k = 0; k < size; k++) {
      double variance = components.variances()[k];
      factors[k] = StrictMath.pow(variance, -components.whitening());
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

  /** Returns rows whose plain distances are those of the codes by this metric. */
  FMatrixRMaj points(FMatrixRMaj codes) {
    if (isPlain()) {
      return codes;
    }
    CholeskyDecomposition_F32<FMatrixRMaj> root = DecompositionFactory_FDRM.chol(size, true);
    if (!root.decompose(new FMatrixRMaj(size, size, true, matrix.clone()))) {
      throw new NumericalException(
          "the metric of the clusters is no product of a matrix with itself; train the model again");
    }
    FMatrixRMaj points = new FMatrixRMaj(codes.numRows, size);
    CommonOps_FDRM.mult(codes, root.getT(null), points);
    return points;
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
