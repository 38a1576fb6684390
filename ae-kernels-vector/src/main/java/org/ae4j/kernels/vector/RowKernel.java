package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies one row of A by 8 vectors of columns.
 *
 * <p>A single row has no reuse of B, so the speed is that of reading B once; 8 independent sums
 * hide the latency of the multiply-add. The vectors may lie in different panels, hence an offset
 * for each.
 */
final class RowKernel {

  static final int VECTORS = 8;

  private RowKernel() {}

  static void run(
      int depth,
      float[] a,
      int a0,
      int aDepth,
      float[] b,
      int b0,
      int bPanel,
      int bDepth,
      int first,
      int last,
      float[] start,
      int s0,
      float[] c,
      int c0) {
    var species = Tiling.SPECIES;
    int lanes = Tiling.LANES;
    int p0 = offset(b0, bPanel, first);
    int p1 = offset(b0, bPanel, Math.min(first + 1, last));
    int p2 = offset(b0, bPanel, Math.min(first + 2, last));
    int p3 = offset(b0, bPanel, Math.min(first + 3, last));
    int p4 = offset(b0, bPanel, Math.min(first + 4, last));
    int p5 = offset(b0, bPanel, Math.min(first + 5, last));
    int p6 = offset(b0, bPanel, Math.min(first + 6, last));
    int p7 = offset(b0, bPanel, Math.min(first + 7, last));
    FloatVector c00 = FloatVector.fromArray(species, start, s0);
    FloatVector c01 = FloatVector.fromArray(species, start, s0 + lanes);
    FloatVector c02 = FloatVector.fromArray(species, start, s0 + 2 * lanes);
    FloatVector c03 = FloatVector.fromArray(species, start, s0 + 3 * lanes);
    FloatVector c04 = FloatVector.fromArray(species, start, s0 + 4 * lanes);
    FloatVector c05 = FloatVector.fromArray(species, start, s0 + 5 * lanes);
    FloatVector c06 = FloatVector.fromArray(species, start, s0 + 6 * lanes);
    FloatVector c07 = FloatVector.fromArray(species, start, s0 + 7 * lanes);
    int ak = a0;
    int bk = 0;
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(species, a[ak]);
      c00 = x.fma(FloatVector.fromArray(species, b, p0 + bk), c00);
      c01 = x.fma(FloatVector.fromArray(species, b, p1 + bk), c01);
      c02 = x.fma(FloatVector.fromArray(species, b, p2 + bk), c02);
      c03 = x.fma(FloatVector.fromArray(species, b, p3 + bk), c03);
      c04 = x.fma(FloatVector.fromArray(species, b, p4 + bk), c04);
      c05 = x.fma(FloatVector.fromArray(species, b, p5 + bk), c05);
      c06 = x.fma(FloatVector.fromArray(species, b, p6 + bk), c06);
      c07 = x.fma(FloatVector.fromArray(species, b, p7 + bk), c07);
      ak += aDepth;
      bk += bDepth;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + lanes);
    c02.intoArray(c, c0 + 2 * lanes);
    c03.intoArray(c, c0 + 3 * lanes);
    c04.intoArray(c, c0 + 4 * lanes);
    c05.intoArray(c, c0 + 5 * lanes);
    c06.intoArray(c, c0 + 6 * lanes);
    c07.intoArray(c, c0 + 7 * lanes);
  }

  private static int offset(int b0, int bPanel, int vector) {
    return b0 + vector / Tiling.VECTORS * bPanel + vector % Tiling.VECTORS * Tiling.LANES;
  }
}
