package org.ae4j.core.latent;

import java.util.Arrays;
import java.util.Optional;
import org.ae4j.api.NumericalException;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F32;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The greatest eigenvalues of a symmetric matrix, and their vectors.
 *
 * @param values the greatest first
 * @param vectors one unit vector a row
 */
record Eigenpairs(float[] values, FMatrixRMaj vectors) {
  /** Smaller matrices are decomposed in a moment. */
  private static final int LARGE = 256;

  /**
   * Some iterations are enough where the values fall; where they do not, a hundred would not be.
   */
  private static final int MOST_ITERATIONS = 30;

  /** How long A v - t v may be, of the greatest value (more than floats leave) and of its own. */
  private static final float OF_GREATEST = 2e-6f;

  private static final float OF_OWN = 1e-4f;

  /**
   * Returns some of the pairs of a positive definite matrix: of few of many by iteration, of
   * others, and where that does not converge, by decomposing the whole.
   *
   * @throws NumericalException if they are not found
   */
  static Eigenpairs greatest(FMatrixRMaj matrix, int count, Kernels kernels, Workers workers) {
    int block = 2 * count + 8;
    Optional<Eigenpairs> some = Optional.empty();
    if (matrix.numCols >= LARGE && 4 * block <= matrix.numCols) {
      some = new Iteration(matrix, kernels, workers).run(count, block);
    }
    return some.orElseGet(() -> decompose(matrix, count));
  }

  private static Eigenpairs decompose(FMatrixRMaj matrix, int count) {
    int size = matrix.numCols;
    EigenDecomposition_F32<FMatrixRMaj> eigen = DecompositionFactory_FDRM.eig(size, true, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new NumericalException(
          "the principal components of rows of "
              + size
              + " columns were not found; scale the columns, or leave out constant ones");
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (a, b) -> Float.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real));
    float[] values = new float[count];
    FMatrixRMaj vectors = new FMatrixRMaj(count, size);
    for (int k = 0; k < count; k++) {
      values[k] = eigen.getEigenvalue(order[k]).real;
      System.arraycopy(eigen.getEigenVector(order[k]).data, 0, vectors.data, k * size, size);
    }
    return new Eigenpairs(values, vectors);
  }

  /**
   * Subspace iteration with a Rayleigh-Ritz step (Golub and Van Loan, Matrix Computations, 8.2.4
   * and 8.3): a block of vectors, more of them than are wanted, is multiplied by the matrix and
   * made orthonormal again until it holds the first vectors. The error of the last of them shrinks
   * by the ratio of the first value outside the block to its own.
   */
  private record Iteration(FMatrixRMaj matrix, Kernels kernels, Workers workers) {

    Optional<Eigenpairs> run(int count, int block) {
      int size = matrix.numCols;
      FMatrixRMaj start = new FMatrixRMaj(size, block);
      RandomStream random = RandomStream.of(1);
      for (int i = 0; i < start.data.length; i++) {
        start.data[i] = (float) random.normal(i);
      }
      FMatrixRMaj basis = orthonormal(start);
      for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
        FMatrixRMaj image = product(false, matrix, basis);
        Eigenpairs inner = decompose(symmetric(product(true, basis, image)), count);
        FMatrixRMaj mixture = transposed(inner.vectors);
        FMatrixRMaj vectors = product(false, basis, mixture);
        if (isNear(vectors, inner.values, product(false, image, mixture))) {
          return Optional.of(new Eigenpairs(inner.values, transposed(vectors)));
        }
        basis = orthonormal(image);
      }
      return Optional.empty();
    }

    private static boolean isNear(FMatrixRMaj vectors, float[] values, FMatrixRMaj images) {
      double[] squares = new double[values.length];
      for (int i = 0; i < vectors.data.length; i++) {
        int k = i % values.length;
        double rest = images.data[i] - values[k] * vectors.data[i];
        squares[k] += rest * rest;
      }
      for (int k = 0; k < values.length; k++) {
        if (!(Math.sqrt(squares[k]) <= OF_GREATEST * values[0] + OF_OWN * values[k])) {
          return false;
        }
      }
      return true;
    }

    private static FMatrixRMaj orthonormal(FMatrixRMaj columns) {
      QRDecomposition<FMatrixRMaj> qr =
          DecompositionFactory_FDRM.qr(columns.numRows, columns.numCols);
      if (!qr.decompose(columns.copy())) {
        throw new NumericalException("vectors of the matrix could not be made orthonormal");
      }
      return qr.getQ(null, true);
    }

    private FMatrixRMaj product(boolean transposed, FMatrixRMaj left, FMatrixRMaj right) {
      int rows = transposed ? left.numCols : left.numRows;
      int depth = right.numRows;
      int columns = right.numCols;
      FMatrixRMaj product = new FMatrixRMaj(rows, columns);
      workers.run(
          (part, parts) -> {
            int begin = Workers.begin(rows, 8, part, parts);
            int end = Workers.begin(rows, 8, part + 1, parts);
            if (end > begin) {
              kernels.gemm(
                  transposed,
                  false,
                  end - begin,
                  columns,
                  depth,
                  left.data,
                  transposed ? begin : begin * left.numCols,
                  left.numCols,
                  right.data,
                  0,
                  columns,
                  product.data,
                  begin * columns,
                  columns,
                  false);
            }
          });
      return product;
    }
  }

  private static FMatrixRMaj symmetric(FMatrixRMaj nearly) {
    FMatrixRMaj mean = transposed(nearly);
    for (int i = 0; i < mean.data.length; i++) {
      mean.data[i] = (mean.data[i] + nearly.data[i]) / 2;
    }
    return mean;
  }

  private static FMatrixRMaj transposed(FMatrixRMaj matrix) {
    return CommonOps_FDRM.transpose(matrix, null);
  }
}
