package org.ae4j.cli.compare;

import java.util.OptionalDouble;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F32;

/**
 * Codes in two dimensions: as they are if they have two, with zero for a second if they have one,
 * and otherwise on their first two principal components.
 *
 * @param x one value a code
 * @param y one value a code
 * @param labels one class index a code, or empty
 * @param firstShare the part of the codes' variance along x, where that is a principal component
 * @param secondShare the part along y
 */
public record CodePlane(
    float[] x, float[] y, int[] labels, OptionalDouble firstShare, OptionalDouble secondShare) {

  /** Lays codes, one a row, into the plane; {@code labels} has one a row or none. */
  public static CodePlane of(FMatrixRMaj codes, int[] labels) {
    int size = codes.numCols;
    float[] x = new float[codes.numRows];
    float[] y = new float[codes.numRows];
    if (size <= 2) {
      for (int row = 0; row < codes.numRows; row++) {
        x[row] = codes.get(row, 0);
        y[row] = size == 2 ? codes.get(row, 1) : 0;
      }
      return new CodePlane(x, y, labels, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double[] mean = mean(codes);
    FMatrixRMaj covariance = covariance(codes, mean);
    EigenDecomposition_F32<FMatrixRMaj> eigen = DecompositionFactory_FDRM.eig(size, true, true);
    if (!eigen.decompose(covariance)) {
      throw new IllegalStateException("the codes have no principal components");
    }
    double total = 0;
    int first = 0;
    for (int i = 0; i < size; i++) {
      total += Math.max(0, eigen.getEigenvalue(i).getReal());
      first = eigen.getEigenvalue(i).getReal() > eigen.getEigenvalue(first).getReal() ? i : first;
    }
    int second = first == 0 ? 1 : 0;
    for (int i = 0; i < size; i++) {
      boolean more = eigen.getEigenvalue(i).getReal() > eigen.getEigenvalue(second).getReal();
      second = i != first && more ? i : second;
    }
    project(codes, mean, eigen.getEigenVector(first), x);
    project(codes, mean, eigen.getEigenVector(second), y);
    double whole = Math.max(total, Double.MIN_NORMAL);
    return new CodePlane(
        x,
        y,
        labels,
        OptionalDouble.of(Math.max(0, eigen.getEigenvalue(first).getReal()) / whole),
        OptionalDouble.of(Math.max(0, eigen.getEigenvalue(second).getReal()) / whole));
  }

  private static double[] mean(FMatrixRMaj codes) {
    double[] mean = new double[codes.numCols];
    for (int i = 0; i < codes.numRows * codes.numCols; i++) {
      mean[i % codes.numCols] += codes.data[i] / (double) codes.numRows;
    }
    return mean;
  }

  private static FMatrixRMaj covariance(FMatrixRMaj codes, double[] mean) {
    int size = codes.numCols;
    double[] sums = new double[size * size];
    for (int row = 0; row < codes.numRows; row++) {
      for (int i = 0; i < size; i++) {
        double a = codes.get(row, i) - mean[i];
        for (int j = 0; j <= i; j++) {
          sums[i * size + j] += a * (codes.get(row, j) - mean[j]);
        }
      }
    }
    FMatrixRMaj covariance = new FMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = sums[Math.max(i, j) * size + Math.min(i, j)];
        covariance.set(i, j, (float) (sum / codes.numRows));
      }
    }
    return covariance;
  }

  /** An axis has no sign of its own: its greatest part points upwards, so that pictures repeat. */
  private static void project(FMatrixRMaj codes, double[] mean, FMatrixRMaj axis, float[] out) {
    int greatest = 0;
    for (int i = 0; i < mean.length; i++) {
      greatest = Math.abs(axis.data[i]) > Math.abs(axis.data[greatest]) ? i : greatest;
    }
    float sign = Math.signum(axis.data[greatest]);
    for (int row = 0; row < codes.numRows; row++) {
      double sum = 0;
      for (int i = 0; i < mean.length; i++) {
        sum += sign * axis.data[i] * (codes.get(row, i) - mean[i]);
      }
      out[row] = (float) sum;
    }
  }
}
