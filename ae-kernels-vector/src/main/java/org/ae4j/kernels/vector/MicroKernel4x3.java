package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a tile of 4 rows by 3 vectors of columns: 12 sums in registers, 3 for B, 1 for A, of
 * 16.
 *
 * <p>As {@link MicroKernel8x2}, for processors with 16 vector registers. There is no packed twin:
 * with constant distances the JIT unrolls the loop, runs out of registers and halves the speed.
 */
final class MicroKernel4x3 {

  private MicroKernel4x3() {}

  static void run(
      int depth,
      float[] a,
      int a0,
      int aRow,
      int aDepth,
      int rows,
      float[] b,
      int b0,
      int bDepth,
      float[] start,
      int s0,
      int sRow,
      float[] c,
      int c0,
      int ldc) {
    var species = Tiling.SPECIES;
    int lanes = Tiling.LANES;
    int a1 = a0 + Math.min(1, rows - 1) * aRow;
    int a2 = a0 + Math.min(2, rows - 1) * aRow;
    int a3 = a0 + Math.min(3, rows - 1) * aRow;
    FloatVector c00 = FloatVector.fromArray(species, start, s0);
    FloatVector c01 = FloatVector.fromArray(species, start, s0 + lanes);
    FloatVector c02 = FloatVector.fromArray(species, start, s0 + 2 * lanes);
    FloatVector c10 = FloatVector.fromArray(species, start, s0 + sRow);
    FloatVector c11 = FloatVector.fromArray(species, start, s0 + sRow + lanes);
    FloatVector c12 = FloatVector.fromArray(species, start, s0 + sRow + 2 * lanes);
    FloatVector c20 = FloatVector.fromArray(species, start, s0 + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(species, start, s0 + 2 * sRow + lanes);
    FloatVector c22 = FloatVector.fromArray(species, start, s0 + 2 * sRow + 2 * lanes);
    FloatVector c30 = FloatVector.fromArray(species, start, s0 + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(species, start, s0 + 3 * sRow + lanes);
    FloatVector c32 = FloatVector.fromArray(species, start, s0 + 3 * sRow + 2 * lanes);
    int ak = 0;
    int bk = b0;
    for (int k = 0; k < depth; k++) {
      FloatVector y0 = FloatVector.fromArray(species, b, bk);
      FloatVector y1 = FloatVector.fromArray(species, b, bk + lanes);
      FloatVector y2 = FloatVector.fromArray(species, b, bk + 2 * lanes);
      FloatVector x0 = FloatVector.broadcast(species, a[a0 + ak]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      c02 = x0.fma(y2, c02);
      FloatVector x1 = FloatVector.broadcast(species, a[a1 + ak]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      c12 = x1.fma(y2, c12);
      FloatVector x2 = FloatVector.broadcast(species, a[a2 + ak]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      c22 = x2.fma(y2, c22);
      FloatVector x3 = FloatVector.broadcast(species, a[a3 + ak]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      c32 = x3.fma(y2, c32);
      ak += aDepth;
      bk += bDepth;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + lanes);
    c02.intoArray(c, c0 + 2 * lanes);
    c10.intoArray(c, c0 + ldc);
    c11.intoArray(c, c0 + ldc + lanes);
    c12.intoArray(c, c0 + ldc + 2 * lanes);
    c20.intoArray(c, c0 + 2 * ldc);
    c21.intoArray(c, c0 + 2 * ldc + lanes);
    c22.intoArray(c, c0 + 2 * ldc + 2 * lanes);
    c30.intoArray(c, c0 + 3 * ldc);
    c31.intoArray(c, c0 + 3 * ldc + lanes);
    c32.intoArray(c, c0 + 3 * ldc + 2 * lanes);
  }
}
