package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a tile of 8 rows by 2 vectors of columns: 16 sums in registers, 2 for B, 1 for A, of
 * 32.
 *
 * <p>A is read where it lies, with any distance between rows and between depths, so it serves A,
 * its transpose and packed panels. For fewer than 8 rows the last one is repeated, and the caller
 * drops what comes of it: a clamp before the loop costs less than a second loop. There is one loop
 * and nothing in it but loads and fused multiply-adds: accumulators that live across two nested
 * loops are spilled to the heap by the JIT of JDK 17.
 */
final class MicroKernel8x2 {

  private MicroKernel8x2() {}

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
    int a4 = a0 + Math.min(4, rows - 1) * aRow;
    int a5 = a0 + Math.min(5, rows - 1) * aRow;
    int a6 = a0 + Math.min(6, rows - 1) * aRow;
    int a7 = a0 + Math.min(7, rows - 1) * aRow;
    FloatVector c00 = FloatVector.fromArray(species, start, s0);
    FloatVector c01 = FloatVector.fromArray(species, start, s0 + lanes);
    FloatVector c10 = FloatVector.fromArray(species, start, s0 + sRow);
    FloatVector c11 = FloatVector.fromArray(species, start, s0 + sRow + lanes);
    FloatVector c20 = FloatVector.fromArray(species, start, s0 + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(species, start, s0 + 2 * sRow + lanes);
    FloatVector c30 = FloatVector.fromArray(species, start, s0 + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(species, start, s0 + 3 * sRow + lanes);
    FloatVector c40 = FloatVector.fromArray(species, start, s0 + 4 * sRow);
    FloatVector c41 = FloatVector.fromArray(species, start, s0 + 4 * sRow + lanes);
    FloatVector c50 = FloatVector.fromArray(species, start, s0 + 5 * sRow);
    FloatVector c51 = FloatVector.fromArray(species, start, s0 + 5 * sRow + lanes);
    FloatVector c60 = FloatVector.fromArray(species, start, s0 + 6 * sRow);
    FloatVector c61 = FloatVector.fromArray(species, start, s0 + 6 * sRow + lanes);
    FloatVector c70 = FloatVector.fromArray(species, start, s0 + 7 * sRow);
    FloatVector c71 = FloatVector.fromArray(species, start, s0 + 7 * sRow + lanes);
    int ak = 0;
    int bk = b0;
    for (int k = 0; k < depth; k++) {
      FloatVector y0 = FloatVector.fromArray(species, b, bk);
      FloatVector y1 = FloatVector.fromArray(species, b, bk + lanes);
      FloatVector x0 = FloatVector.broadcast(species, a[a0 + ak]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      FloatVector x1 = FloatVector.broadcast(species, a[a1 + ak]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      FloatVector x2 = FloatVector.broadcast(species, a[a2 + ak]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      FloatVector x3 = FloatVector.broadcast(species, a[a3 + ak]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      FloatVector x4 = FloatVector.broadcast(species, a[a4 + ak]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      FloatVector x5 = FloatVector.broadcast(species, a[a5 + ak]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
      FloatVector x6 = FloatVector.broadcast(species, a[a6 + ak]);
      c60 = x6.fma(y0, c60);
      c61 = x6.fma(y1, c61);
      FloatVector x7 = FloatVector.broadcast(species, a[a7 + ak]);
      c70 = x7.fma(y0, c70);
      c71 = x7.fma(y1, c71);
      ak += aDepth;
      bk += bDepth;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + lanes);
    c10.intoArray(c, c0 + ldc);
    c11.intoArray(c, c0 + ldc + lanes);
    c20.intoArray(c, c0 + 2 * ldc);
    c21.intoArray(c, c0 + 2 * ldc + lanes);
    c30.intoArray(c, c0 + 3 * ldc);
    c31.intoArray(c, c0 + 3 * ldc + lanes);
    c40.intoArray(c, c0 + 4 * ldc);
    c41.intoArray(c, c0 + 4 * ldc + lanes);
    c50.intoArray(c, c0 + 5 * ldc);
    c51.intoArray(c, c0 + 5 * ldc + lanes);
    c60.intoArray(c, c0 + 6 * ldc);
    c61.intoArray(c, c0 + 6 * ldc + lanes);
    c70.intoArray(c, c0 + 7 * ldc);
    c71.intoArray(c, c0 + 7 * ldc + lanes);
  }
}
