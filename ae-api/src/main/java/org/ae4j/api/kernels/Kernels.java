package org.ae4j.api.kernels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numerical loops of the engine over {@code float[]} ranges; matrices are row-major with an
 * offset and a leading dimension (the distance between two rows' starts).
 *
 * <p>Stateless and safe for concurrent use on disjoint outputs. Nothing is allocated per call after
 * a thread's first calls. No call checks its arguments beyond array bounds; callers validate. Each
 * element's result depends only on its own operands, in an order fixed by the depth of the sum:
 * never on how rows or columns are split into calls, nor on the thread. Outputs may alias inputs
 * only where said.
 */
public interface Kernels {

  /** Returns the id by which these kernels are chosen, for example {@code reference}. */
  String id();

  /** Says in a few words what these kernels run on, for example {@code "Vector API, 512 bits"}. */
  String description();

  /**
   * Lets the JIT compiler get to know the loops before there is much work for them; may be called
   * often and from any thread, and returns once the loops have been run in.
   *
   * <p>Training calls it before its first step. To start early, call it on a thread of its own
   * while data is read.
   */
  default void warmUp() {}

  /**
   * Multiplies C = op(A) op(B), or C += op(A) op(B) with {@code accumulate}; C is m x n, op(A) m x
   * k, op(B) k x n.
   *
   * <p>With {@code transposeA} the array holds A as k x m; with {@code transposeB} it holds B as n
   * x k. With k = 0 the product is zero.
   */
  void gemm(
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
      boolean accumulate);

  /** Returns how many floats a packed right-hand matrix of {@code depth} x {@code width} takes. */
  int packedLength(int depth, int width);

  /**
   * Packs a right-hand matrix of {@code depth} x {@code width} for {@link #multiplyPacked}, or
   * refreshes a part of it.
   *
   * <p>The source rows {@code fromRow} to {@code toRow} (exclusive) are read. With {@code
   * transposed} the source holds the matrix as width x depth, so that its rows are the packed
   * matrix's columns. Calls on disjoint row ranges may run concurrently. What stands in {@code
   * packed} beyond the matrix's columns is read, but no result depends on it.
   */
  void pack(
      boolean transposed,
      int depth,
      int width,
      float[] source,
      int sourceOffset,
      int ld,
      int fromRow,
      int toRow,
      float[] packed);

  /**
   * Multiplies C = f(A B + bias) with A rows x depth and a packed B of depth x width.
   *
   * @param bias one value a column, or null for none
   * @param activation applied to each element of the sum
   * @param parameter the activation's parameter, 0 where it has none
   */
  void multiplyPacked(
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
      int ldc);

  /**
   * Multiplies C = A' B, or C += A' B with {@code accumulate}, with a packed B of depth x width and
   * A held as depth x rows.
   */
  void multiplyTransposedPacked(
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
      boolean accumulate);

  /** Computes y = f(x) over {@code length} elements; y may be x at the same offset. */
  void activate(
      Activation f, float parameter, int length, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * Computes gradIn = gradOut * f'(x) over {@code length} elements; an f'(x) below {@link
   * Activation#LEAST_DERIVATIVE} is taken as zero.
   *
   * @param source the outputs y where {@link Activation#derivativeFromOutput()}, the inputs x
   *     otherwise
   * @param gradIn may be gradOut at the same offset
   */
  void activateBackward(
      Activation f,
      float parameter,
      int length,
      float[] source,
      int sourceOffset,
      float[] gradOut,
      int gradOutOffset,
      float[] gradIn,
      int gradInOffset);

  /**
   * Computes the softmax of one row of {@code length} elements without overflow; y may be x at the
   * same offset.
   */
  void softmax(int length, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * Returns the sum of a loss's terms over one row and writes {@code scale} times its derivative by
   * the prediction.
   *
   * @param parameter the loss's parameter, 0 where it has none
   * @param gradient may be the prediction at the same offset
   */
  double loss(
      LossFunction f,
      float parameter,
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset);

  /**
   * Updates w = (1 - decay) w - rate g over [from, to).
   *
   * @param gOffset where the gradient of {@code w[from]} stands in {@code g}; the same holds for
   *     the other optimizers
   */
  void sgd(float[] w, float[] g, int gOffset, int from, int to, float rate, float decay);

  /**
   * Updates v = momentum v + g, then w = (1 - decay) w - rate v, or with {@code nesterov} - rate (g
   * + momentum v), over [from, to) (Sutskever et al., 2013).
   *
   * <p>Here and in the other optimizers, what is remembered becomes zero where it gets nearer to
   * zero than {@link Float#MIN_NORMAL}: a mean that decays would otherwise end at a number so small
   * that some processors take a hundred times as long for it.
   */
  void momentum(
      float[] w,
      float[] g,
      int gOffset,
      float[] v,
      int from,
      int to,
      float rate,
      float momentum,
      boolean nesterov,
      float decay);

  /**
   * Updates s = rho s + (1 - rho) g^2, then w = (1 - decay) w - rate g / (sqrt(s) + epsilon), over
   * [from, to).
   */
  void rmsprop(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float rho,
      float epsilon,
      float decay);

  /**
   * Updates s = s + g^2, then w = (1 - decay) w - rate g / (sqrt(s) + epsilon), over [from, to)
   * (Duchi et al., 2011).
   */
  void adagrad(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float epsilon,
      float decay);

  /**
   * Updates m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g^2, then w = (1 - decay) w -
   * rate (m correction1) / (sqrt(v correction2) + epsilon), over [from, to) (Kingma and Ba, 2015;
   * decay as in Loshchilov and Hutter, 2019).
   *
   * @param correction1 1 / (1 - beta1^t)
   * @param correction2 1 / (1 - beta2^t)
   */
  void adam(
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
      float decay);

  /**
   * Sums each of {@code columns} columns over the rows in order, into {@code sums}, or onto it with
   * {@code accumulate}.
   */
  void columnSums(
      int rows,
      int columns,
      float[] x,
      int xOffset,
      int ld,
      float[] sums,
      int sumsOffset,
      boolean accumulate);

  /** Returns the sum of squares over [from, to), in double precision. */
  double sumOfSquares(float[] x, int from, int to);

  /** Computes y = y + factor x over {@code length} elements. */
  void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset);

  /** Computes y = scale b + shift over {@code length} unsigned bytes b. */
  void fromBytes(
      int length, byte[] bytes, int bytesOffset, float scale, float shift, float[] y, int yOffset);

  /** Returns the loops over blocks of rows, or empty where there are none. */
  default Optional<LaneKernels> lanes() {
    return Optional.empty();
  }
}
