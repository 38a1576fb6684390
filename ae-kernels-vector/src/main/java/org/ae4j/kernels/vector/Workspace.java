package org.ae4j.kernels.vector;

/**
 * One thread's description of the product at hand, and its buffers: packed blocks of A and B, which
 * grow to what the largest product so far needed and no further than a block each (512 KiB and 2
 * MiB).
 */
final class Workspace {

  private static final ThreadLocal<Workspace> CURRENT = ThreadLocal.withInitial(Workspace::new);

  /** The left-hand matrix by row and depth. */
  final Operand a = new Operand();

  /**
   * The right-hand matrix by panel and depth; a panel's columns lie side by side, readable to its
   * full width.
   */
  final Operand b = new Operand();

  /** What the sums start from, by row and column. */
  final Operand start = new Operand();

  /** The result by row and column. */
  final Operand c = new Operand();

  /** A tile, or the sums of a {@link RowKernel}, that lies partly outside C. */
  final float[] tile =
      new float
          [Math.max(PackedMicroKernel14x2.ROWS * Tiling.COLUMNS, RowKernel.VECTORS * Tiling.LANES)];

  private float[] rows = new float[0];
  private float[] packedA = new float[0];
  private float[] packedB = new float[0];

  private Workspace() {}

  static Workspace current() {
    return CURRENT.get();
  }

  /** Returns room for a few rows of A. */
  float[] rows(int length) {
    if (rows.length < length) {
      rows = new float[length];
    }
    return rows;
  }

  float[] packedA(int length) {
    if (packedA.length < length) {
      packedA = new float[length];
    }
    return packedA;
  }

  float[] packedB(int length) {
    if (packedB.length < length) {
      packedB = new float[length];
    }
    return packedB;
  }

  /** Lets go of the caller's arrays, which would otherwise live as long as the thread. */
  void release() {
    a.release();
    b.release();
    start.release();
    c.release();
  }
}
