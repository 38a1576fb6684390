package org.ae4j.kernels.vector;

/**
 * Moves rows into the lanes of a block and back.
 *
 * <p>Whole blocks are transposed by vectors, as {@link Transposition} explains; some lanes of a
 * block, element by element.
 */
final class Interleaving {
  private static final int COLUMNS = Transposition.COLUMNS;

  private Interleaving() {}

  /** Writes {@code block[block0 + at[k] + lane] = x[x0 + (lane - fromLane) * ld + k]}. */
  static void interleave(
      int fromLane, int toLane, int[] at, float[] x, int x0, int ld, float[] block, int block0) {
    boolean whole = toLane - fromLane == Tiling.LANES && at.length >= COLUMNS;
    if (Transposition.AVAILABLE && whole) {
      Transposition.scatter(at, x, x0, ld, block, block0);
      return;
    }
    for (int lane = fromLane; lane < toLane; lane++) {
      int row = x0 + (lane - fromLane) * ld;
      int target = block0 + lane;
      for (int k = 0; k < at.length; k++) {
        block[target + at[k]] = x[row + k];
      }
    }
  }

  /** Writes {@code y[y0 + (lane - fromLane) * ld + k] = block[block0 + k * lanes + lane]}. */
  static void deinterleave(
      int fromLane, int toLane, int length, float[] block, int block0, float[] y, int y0, int ld) {
    int lanes = Tiling.LANES;
    if (Transposition.AVAILABLE && toLane - fromLane == lanes && length >= lanes) {
      for (int k = 0; k < length; k += lanes) {
        int at = Math.min(k, length - lanes);
        Transposition.run(lanes, block, block0 + at * lanes, lanes, y, y0 + at, ld);
      }
      return;
    }
    for (int lane = fromLane; lane < toLane; lane++) {
      int row = y0 + (lane - fromLane) * ld;
      for (int k = 0; k < length; k++) {
        y[row + k] = block[block0 + k * lanes + lane];
      }
    }
  }
}
