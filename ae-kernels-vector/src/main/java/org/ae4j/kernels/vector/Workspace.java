package org.ae4j.kernels.vector;

/**
 * One thread's buffers: packed blocks of A and B, which grow to what the largest product so far
 * needed and no further than one block each, and a tile for what does not fill one.
 */
final class Workspace {

  private static final ThreadLocal<Workspace> CURRENT = ThreadLocal.withInitial(Workspace::new);

  /** A tile, or the sums of a {@link RowKernel}, that lies partly outside C. */
  final float[] tile =
      new float[Math.max(Tiling.ROWS * Tiling.COLUMNS, RowKernel.VECTORS * Tiling.LANES)];

  private float[] a = new float[0];
  private float[] b = new float[0];

  private Workspace() {}

  static Workspace current() {
    return CURRENT.get();
  }

  float[] a(int length) {
    if (a.length < length) {
      a = new float[length];
    }
    return a;
  }

  float[] b(int length) {
    if (b.length < length) {
      b = new float[length];
    }
    return b;
  }
}
