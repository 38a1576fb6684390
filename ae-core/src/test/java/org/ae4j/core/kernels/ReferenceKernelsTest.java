package org.ae4j.core.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.kernels.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceKernelsTest {

  private final ReferenceKernels kernels = new ReferenceKernels();

  /** A = [1 2 3; 4 5 6] and B = [1 0; 2 1; 0 3], so that AB = [5 11; 14 23]. */
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void multipliesMatricesInsideLargerArrays(boolean transposeA, boolean transposeB) {
    float[] a =
        transposeA ? new float[] {9, 1, 4, 9, 2, 5, 9, 3, 6} : new float[] {9, 1, 2, 3, 9, 4, 5, 6};
    float[] b =
        transposeB
            ? new float[] {9, 9, 1, 2, 0, 9, 0, 1, 3}
            : new float[] {9, 9, 1, 0, 9, 2, 1, 9, 0, 3};
    int lda = transposeA ? 3 : 4;
    int ldb = transposeB ? 4 : 3;
    float[] c = {7, 1, 1, 7, 1, 1, 7};

    kernels.gemm(transposeA, transposeB, 2, 2, 3, a, 1, lda, b, 2, ldb, c, 1, 3, false);
    assertThat(c).containsExactly(7, 5, 11, 7, 14, 23, 7);

    kernels.gemm(transposeA, transposeB, 2, 2, 3, a, 1, lda, b, 2, ldb, c, 1, 3, true);
    assertThat(c).containsExactly(7, 10, 22, 7, 28, 46, 7);
  }

  @Test
  void aProductWithoutDepthIsZero() {
    float[] c = {1, 2, 3};
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, 0, new float[0], 0, 2, c, 1, 2, true);
    assertThat(c).containsExactly(1, 2, 3);
    kernels.gemm(false, false, 1, 2, 0, new float[0], 0, 0, new float[0], 0, 2, c, 1, 2, false);
    assertThat(c).containsExactly(1, 0, 0);
  }

  @Test
  void zerosDoNotHideNaN() {
    float[] c = new float[1];
    float[] nan = {Float.NaN};
    kernels.gemm(false, false, 1, 1, 1, new float[] {0}, 0, 1, nan, 0, 1, c, 0, 1, false);
    assertThat(c[0]).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void multipliesWithAPackedMatrixThatIsRefreshedInParts(boolean transposed) {
    float[] source =
        transposed ? new float[] {9, 1, 3, 5, 9, 2, 4, 6} : new float[] {9, 1, 2, 9, 3, 4, 9, 5, 6};
    int ld = transposed ? 4 : 3;
    int sourceRows = transposed ? 2 : 3;
    float[] packed = new float[kernels.packedLength(3, 2)];
    kernels.pack(transposed, 3, 2, source, 1, ld, 1, sourceRows, packed);
    kernels.pack(transposed, 3, 2, source, 1, ld, 0, 1, packed);
    float[] a = {9, 1, 1, 1, 9, -1, 0, -1};
    float[] bias = {0.5f, -10};
    float[] c = {7, 7, 7, 7, 7, 7, 7};

    kernels.multiplyPacked(2, 2, 3, a, 1, 4, packed, bias, Activation.RELU, 0, c, 1, 3);
    assertThat(c).containsExactly(7, 9.5f, 2, 7, 0, 0, 7);

    kernels.multiplyPacked(2, 2, 3, a, 1, 4, packed, null, Activation.LEAKY_RELU, 0.5f, c, 1, 3);
    assertThat(c).containsExactly(7, 9, 12, 7, -3, -4, 7);
  }

  @Test
  void sumsColumns() {
    float[] x = {9, 1, 2, 9, 3, 4, 9, 5, 6};
    float[] sums = {1, 1, 1};
    kernels.columnSums(3, 2, x, 1, 3, sums, 1, true);
    assertThat(sums).containsExactly(1, 10, 13);
    kernels.columnSums(3, 2, x, 1, 3, sums, 1, false);
    assertThat(sums).containsExactly(1, 9, 12);
  }

  @Test
  void sumsSquaresInDouble() {
    float[] x = {9, 3e30f, 4, 9};
    assertThat(kernels.sumOfSquares(x, 1, 3)).isCloseTo(9e60, within(1e54));
    assertThat(kernels.sumOfSquares(x, 2, 2)).isZero();
  }

  @Test
  void addsScaled() {
    float[] y = {1, 2, 3};
    kernels.addScaled(2, -2f, new float[] {9, 1, 2}, 1, y, 1);
    assertThat(y).containsExactly(1, 0, -1);
  }

  @Test
  void readsBytesAsUnsigned() {
    float[] y = new float[4];
    kernels.fromBytes(3, new byte[] {9, 0, 127, -1}, 1, 2f, -1f, y, 1);
    assertThat(y).containsExactly(0, -1, 253, 509);
  }
}
