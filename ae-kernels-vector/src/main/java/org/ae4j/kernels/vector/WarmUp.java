package org.ae4j.kernels.vector;

import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LossFunction;

/**
 * Runs the loops that most trainings need on small operands, once a process.
 *
 * <p>Until the optimizing compiler has taken up a loop of vectors, each of its operations is a call
 * that makes an object, hundreds of times slower. By itself the compiler takes up the thousands of
 * small methods of the Vector API first, which are never called again once the loops are compiled.
 * It turns to the loops at once where the JVM is told so by {@code
 * -XX:CompileCommand=CompileThresholdScaling,org.ae4j.kernels.vector.*::*,0.003}; then some hundred
 * calls are enough.
 */
final class WarmUp {
  private static final int ROUNDS = 20;
  private static final int CALLS = 15;
  private static final int DEPTH = 8;
  private static final int LENGTH = 4 * VectorMath.L;

  private static boolean done;

  private final Kernels kernels;
  private final int rows = PackedMicroKernel14x2.ROWS + 2 * Tiling.ROWS;
  private final int width = Math.max(Tiling.PACK_A, Tiling.COLUMNS);
  private final float[] x = new float[rows * width];
  private final float[] y = new float[x.length];
  private final float[] z = new float[x.length];
  private final float[] packed = new float[VectorGemm.packedLength(DEPTH, width)];
  private final byte[] bytes = new byte[LENGTH];

  private WarmUp(Kernels kernels) {
    this.kernels = kernels;
  }

  static synchronized void run(Kernels kernels) {
    if (!done) {
      WarmUp warmUp = new WarmUp(kernels);
      for (int i = 0; i < ROUNDS; i++) {
        for (int call = 0; call < CALLS; call++) {
          warmUp.products();
        }
        for (int call = 0; call < CALLS; call++) {
          warmUp.elements();
        }
      }
      done = true;
    }
  }

  private void products() {
    kernels.multiplyPacked(
        Tiling.ROWS,
        Tiling.COLUMNS,
        DEPTH,
        x,
        0,
        DEPTH,
        packed,
        null,
        Activation.RELU,
        0,
        y,
        0,
        width);
    kernels.multiplyPacked(
        rows, width, DEPTH, x, 0, DEPTH, packed, null, Activation.SIGMOID, 0, y, 0, width);
    kernels.multiplyTransposedPacked(rows, width, DEPTH, x, 0, rows, packed, y, 0, width, false);
  }

  private void elements() {
    kernels.fromBytes(LENGTH, bytes, 0, 1, 0, x, 0);
    kernels.activateBackward(Activation.RELU, 0, LENGTH, x, 0, z, 0, y, 0);
    kernels.activateBackward(Activation.SIGMOID, 0, LENGTH, x, 0, z, 0, y, 0);
    kernels.loss(LossFunction.SQUARED_ERROR, 0, LENGTH, x, 0, z, 0, 1, y, 0);
    kernels.loss(LossFunction.SIGMOID_CROSS_ENTROPY, 0, LENGTH, x, 0, z, 0, 1, y, 0);
    kernels.columnSums(4, LENGTH, x, 0, LENGTH, y, 0, false);
    kernels.adam(x, packed, 0, y, z, 0, LENGTH, 0.001f, 0.9f, 0.999f, 1, 1, 1e-7f, 0);
  }
}
