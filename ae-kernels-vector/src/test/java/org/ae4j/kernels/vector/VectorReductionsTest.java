package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.Ranges.assertClose;
import static org.ae4j.kernels.vector.Ranges.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.api.Test;

class VectorReductionsTest {

  private final VectorKernels kernels = new VectorKernels();
  private final ReferenceKernels reference = new ReferenceKernels();
  private final SplittableRandom random = new SplittableRandom(4);

  @Test
  void columnSumsAreThoseOfTheReferenceBitForBit() {
    for (int columns = 0; columns <= 70; columns++) {
      for (int rows : new int[] {0, 1, 2, 3, 4, 5, 11}) {
        int ld = columns + 3;
        float[] x = Ranges.gaussian(random, rows * ld + columns, 1);
        float[] sums = Ranges.gaussian(random, columns, 1);
        float[] expected = sums.clone();
        boolean accumulate = columns % 2 == 0;
        reference.columnSums(rows, columns, x, 2, ld, expected, 3, accumulate);
        kernels.columnSums(rows, columns, x, 2, ld, sums, 3, accumulate);
        assertSameBits(sums, expected, rows + " x " + columns);
      }
    }
  }

  @Test
  void sumOfSquaresIsInDouble() {
    for (int length = 0; length <= 100; length++) {
      float[] x = Ranges.gaussian(random, length, 1e25);
      double expected = reference.sumOfSquares(x, 3, 3 + length);
      double actual = kernels.sumOfSquares(x, 3, 3 + length);
      assertClose(actual, expected, 1e-14, 0, "sum of " + length);
      System.arraycopy(x, 3, x, 1, length);
      assertThat(kernels.sumOfSquares(x, 1, 1 + length)).isEqualTo(actual);
      if (length > 0) {
        x[3 + random.nextInt(length)] = Float.NaN;
        assertThat(kernels.sumOfSquares(x, 3, 3 + length)).isNaN();
      }
    }
  }

  @Test
  void addsScaledLikeTheReferenceAndIndependentlyOfSplits() {
    for (int length = 0; length <= 100; length++) {
      float[] x = Ranges.gaussian(random, length, 1);
      float[] y = Ranges.gaussian(random, length, 1);
      float[] expected = y.clone();
      float[] split = y.clone();
      reference.addScaled(length, 0.3f, x, 3, expected, 3);
      int first = random.nextInt(length + 1);
      kernels.addScaled(first, 0.3f, x, 3, split, 3);
      kernels.addScaled(length - first, 0.3f, x, 3 + first, split, 3 + first);
      kernels.addScaled(length, 0.3f, x, 3, y, 3);
      assertClose(y, expected, 1e-6, 1e-6);
      assertSameBits(split, y, "split at " + first);
    }
  }

  @Test
  void readsBytesAsUnsigned() {
    byte[] bytes = new byte[108];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (37 * i);
    }
    for (int length = 0; length <= 100; length++) {
      float[] y = Ranges.gaussian(random, length, 1);
      float[] expected = y.clone();
      float[] split = y.clone();
      reference.fromBytes(length, bytes, 5, 1 / 255f, -0.5f, expected, 3);
      int first = random.nextInt(length + 1);
      kernels.fromBytes(first, bytes, 5, 1 / 255f, -0.5f, split, 3);
      kernels.fromBytes(length - first, bytes, 5 + first, 1 / 255f, -0.5f, split, 3 + first);
      kernels.fromBytes(length, bytes, 5, 1 / 255f, -0.5f, y, 3);
      assertClose(y, expected, 1e-6, 1e-7);
      assertSameBits(split, y, "split at " + first);
    }
  }
}
