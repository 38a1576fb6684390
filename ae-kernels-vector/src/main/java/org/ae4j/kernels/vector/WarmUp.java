package org.ae4j.kernels.vector;

import org.ae4j.api.kernels.Activation;

/**
 * Runs the loops of the matrix products on small operands, once a process.
 *
 * <p>Until the optimizing compiler has taken up a loop of vectors, each of its operations is a call
 * that makes an object, hundreds of times slower. The compiler looks at how often a method is
 * called besides how long it runs: a training step calls the tiles rarely and keeps them long, so
 * that whole seconds pass before it steps in. Many short calls are over in a fraction of one.
 */
final class WarmUp {
  /** With {@link #DEPTH} turns of a loop each, just beyond what the compiler waits for. */
  private static final int CALLS = 1300;

  private static final int DEPTH = 12;

  private static boolean done;

  private WarmUp() {}

  static synchronized void run() {
    if (done) {
      return;
    }
    int width = Math.max(Tiling.PACK_A, Tiling.COLUMNS);
    float[] a = new float[Tiling.ROW_PANEL * DEPTH];
    float[] c = new float[Tiling.ROW_PANEL * width];
    float[] packed = new float[VectorGemm.packedLength(DEPTH, width)];
    int tilesAcross = width / Tiling.COLUMNS * (Tiling.ROW_PANEL / Tiling.ROWS);
    for (int i = 0; i < CALLS; i++) {
      multiply(Tiling.ROWS, Tiling.COLUMNS, a, packed, c);
      if (i % tilesAcross == 0) {
        multiply(Tiling.ROW_PANEL, width, a, packed, c);
      }
    }
    done = true;
  }

  private static void multiply(int rows, int width, float[] a, float[] packed, float[] c) {
    VectorGemm.multiplyPacked(
        rows, width, DEPTH, a, 0, DEPTH, packed, null, Activation.LINEAR, 0, c, 0, width);
  }
}
