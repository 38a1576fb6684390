package org.ae4j.kernels.vector;

import java.util.Optional;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LaneKernels;
import org.ae4j.api.kernels.LossFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes every kernel with {@code jdk.incubator.vector}, as wide as the processor prefers.
 *
 * <p>Elements have the same bits wherever a range starts or ends: what does not fill a vector is
 * computed by the same operations one at a time. Sums of losses and squares are in an order that
 * depends on the length and the width alone.
 */
public final class VectorKernels implements Kernels {

  /** Creates the kernels; they hold no state. */
  public VectorKernels() {}

  @Override
  public String id() {
    return "vector";
  }

  @Override
  public String description() {
    return "Vector API, " + VectorMath.S.vectorBitSize() + " bits";
  }

  @Override
  public void warmUp() {
    WarmUp.run(this);
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
    VectorGemm.gemm(
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
    return VectorGemm.packedLength(depth, width);
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
    VectorGemm.pack(transposed, depth, width, source, sourceOffset, ld, fromRow, toRow, packed);
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
    VectorGemm.multiplyPacked(
        rows, width, depth, a, aOffset, lda, packed, bias, activation, parameter, c, cOffset, ldc);
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
    VectorGemm.multiplyTransposedPacked(
        rows, width, depth, a, aOffset, lda, packed, c, cOffset, ldc, accumulate);
  }

  @Override
  public void activate(
      Activation f, float parameter, int length, float[] x, int xOffset, float[] y, int yOffset) {
    VectorElementwise.activate(f, parameter, length, x, xOffset, y, yOffset);
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
    VectorElementwise.activateBackward(
        f, parameter, length, source, sourceOffset, gradOut, gradOutOffset, gradIn, gradInOffset);
  }

  @Override
  public void softmax(int length, float[] x, int xOffset, float[] y, int yOffset) {
    VectorSoftmax.softmax(length, x, xOffset, y, yOffset);
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
    return VectorLosses.loss(
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
    VectorOptimizers.sgd(w, g, gOffset, from, to, rate, decay);
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
    VectorOptimizers.momentum(w, g, gOffset, v, from, to, rate, momentum, nesterov, decay);
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
    VectorOptimizers.rmsprop(w, g, gOffset, s, from, to, rate, rho, epsilon, decay);
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
    VectorOptimizers.adagrad(w, g, gOffset, s, from, to, rate, epsilon, decay);
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
    VectorOptimizers.adam(
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
    VectorReductions.columnSums(rows, columns, x, xOffset, ld, sums, sumsOffset, accumulate);
  }

  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    return VectorReductions.sumOfSquares(x, from, to);
  }

  @Override
  public void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    VectorReductions.addScaled(length, factor, x, xOffset, y, yOffset);
  }

  @Override
  public void fromBytes(
      int length, byte[] bytes, int bytesOffset, float scale, float shift, float[] y, int yOffset) {
    VectorReductions.fromBytes(length, bytes, bytesOffset, scale, shift, y, yOffset);
  }

  @Override
  public Optional<LaneKernels> lanes() {
    return VectorLanes.AVAILABLE ? Optional.of(new VectorLanes()) : Optional.empty();
  }
}
