package org.ae4j.core.kernels;

import java.util.Arrays;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LossFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes every kernel in plain Java: the fall-back that runs anywhere, and the yardstick for
 * faster ones.
 *
 * <p>Products add their terms one by one in the order of the depth, in float; activations and
 * losses are computed in double and rounded once. A packed matrix is stored row-major, depth x
 * width. Matrix products are loops of their own because EJML's take whole matrices, without offsets
 * and leading dimensions, and skip zero factors, which hides NaN.
 */
public final class ReferenceKernels implements Kernels {

  /** Creates the kernels; they hold no state. */
  public ReferenceKernels() {}

  @Override
  public String id() {
    return "reference";
  }

  @Override
  public String description() {
    return "plain Java";
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    ReferenceGemm.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        c,
        cOffset,
        ldc,
        accumulate);
  }

  @Override
  public int packedLength(int depth, int width) {
    return Math.multiplyExact(depth, width);
  }

  @Override
  public void pack(
      boolean transposed,
      int depth,
      int width,
      float[] source,
      int sourceOffset,
      int ld,
      int fromRow,
      int toRow,
      float[] packed) {
    for (int row = fromRow; row < toRow; row++) {
      int start = sourceOffset + row * ld;
      if (transposed) {
        for (int p = 0; p < depth; p++) {
          packed[p * width + row] = source[start + p];
        }
      } else {
        System.arraycopy(source, start, packed, row * width, width);
      }
    }
  }

  @Override
  public void multiplyPacked(
      int rows,
      int width,
      int depth,
      float[] a,
      int aOffset,
      int lda,
      float[] packed,
      float @Nullable [] bias,
      Activation activation,
      float parameter,
      float[] c,
      int cOffset,
      int ldc) {
    gemm(
        false, false, rows, width, depth, a, aOffset, lda, packed, 0, width, c, cOffset, ldc,
        false);
    for (int i = 0; i < rows; i++) {
      int cRow = cOffset + i * ldc;
      if (bias != null) {
        addScaled(width, 1f, bias, 0, c, cRow);
      }
      activate(activation, parameter, width, c, cRow, c, cRow);
    }
  }

  @Override
  public void multiplyTransposedPacked(
      int rows,
      int width,
      int depth,
      float[] a,
      int aOffset,
      int lda,
      float[] packed,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    gemm(
        true,
        false,
        rows,
        width,
        depth,
        a,
        aOffset,
        lda,
        packed,
        0,
        width,
        c,
        cOffset,
        ldc,
        accumulate);
  }

  @Override
  public void activate(
      Activation f, float parameter, int length, float[] x, int xOffset, float[] y, int yOffset) {
    ReferenceElementwise.activate(f, parameter, length, x, xOffset, y, yOffset);
  }

  @Override
  public void activateBackward(
      Activation f,
      float parameter,
      int length,
      float[] source,
      int sourceOffset,
      float[] gradOut,
      int gradOutOffset,
      float[] gradIn,
      int gradInOffset) {
    ReferenceElementwise.activateBackward(
        f, parameter, length, source, sourceOffset, gradOut, gradOutOffset, gradIn, gradInOffset);
  }

  @Override
  public void softmax(int length, float[] x, int xOffset, float[] y, int yOffset) {
    ReferenceElementwise.softmax(length, x, xOffset, y, yOffset);
  }

  @Override
  public double loss(
      LossFunction f,
      float parameter,
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset) {
    return ReferenceLosses.loss(
        f,
        parameter,
        length,
        prediction,
        predictionOffset,
        target,
        targetOffset,
        scale,
        gradient,
        gradientOffset);
  }

  @Override
  public void sgd(float[] w, float[] g, int gOffset, int from, int to, float rate, float decay) {
    ReferenceOptimizers.sgd(w, g, gOffset, from, to, rate, decay);
  }

  @Override
  public void momentum(
      float[] w,
      float[] g,
      int gOffset,
      float[] v,
      int from,
      int to,
      float rate,
      float momentum,
      boolean nesterov,
      float decay) {
    ReferenceOptimizers.momentum(w, g, gOffset, v, from, to, rate, momentum, nesterov, decay);
  }

  @Override
  public void rmsprop(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float rho,
      float epsilon,
      float decay) {
    ReferenceOptimizers.rmsprop(w, g, gOffset, s, from, to, rate, rho, epsilon, decay);
  }

  @Override
  public void adagrad(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float epsilon,
      float decay) {
    ReferenceOptimizers.adagrad(w, g, gOffset, s, from, to, rate, epsilon, decay);
  }

  @Override
  public void adam(
      float[] w,
      float[] g,
      int gOffset,
      float[] m,
      float[] v,
      int from,
      int to,
      float rate,
      float beta1,
      float beta2,
      float correction1,
      float correction2,
      float epsilon,
      float decay) {
    ReferenceOptimizers.adam(
        w,
        g,
        gOffset,
        m,
        v,
        from,
        to,
        rate,
        beta1,
        beta2,
        correction1,
        correction2,
        epsilon,
        decay);
  }

  @Override
  public void columnSums(
      int rows,
      int columns,
      float[] x,
      int xOffset,
      int ld,
      float[] sums,
      int sumsOffset,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
    }
    for (int i = 0; i < rows; i++) {
      addScaled(columns, 1f, x, xOffset + i * ld, sums, sumsOffset);
    }
  }

  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  @Override
  public void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += factor * x[xOffset + i];
    }
  }

  @Override
  public void fromBytes(
      int length, byte[] bytes, int bytesOffset, float scale, float shift, float[] y, int yOffset) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = scale * Byte.toUnsignedInt(bytes[bytesOffset + i]) + shift;
    }
  }
}
