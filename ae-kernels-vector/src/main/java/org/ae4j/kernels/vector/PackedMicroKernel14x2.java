package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a tile of 14 rows by 2 vectors of columns, A and B packed: 28 sums in registers, 2 for
 * B, 1 or 2 for A, of 32.
 *
 * <p>A processor that begins two multiply-adds a cycle is kept busy only if few other instructions
 * stand between them: here 16 loads for 28, and, since all distances are constant, no bounds check,
 * for which the JIT looks before the loop. The tile of 8 x 2 needs 10 loads for 16, and as many
 * checks where A lies anyhow, which takes up to twice as long there.
 */
final class PackedMicroKernel14x2 {

  /** Rows of the tile, and the width of a packed panel of A. */
  static final int ROWS = 14;

  private PackedMicroKernel14x2() {}

  static void run(
      int depth,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] start,
      int s0,
      int sRow,
      float[] c,
      int c0,
      int ldc) {
    var species = Tiling.SPECIES;
    int lanes = Tiling.LANES;
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
    FloatVector c80 = FloatVector.fromArray(species, start, s0 + 8 * sRow);
    FloatVector c81 = FloatVector.fromArray(species, start, s0 + 8 * sRow + lanes);
    FloatVector c90 = FloatVector.fromArray(species, start, s0 + 9 * sRow);
    FloatVector c91 = FloatVector.fromArray(species, start, s0 + 9 * sRow + lanes);
    FloatVector ca0 = FloatVector.fromArray(species, start, s0 + 10 * sRow);
    FloatVector ca1 = FloatVector.fromArray(species, start, s0 + 10 * sRow + lanes);
    FloatVector cb0 = FloatVector.fromArray(species, start, s0 + 11 * sRow);
    FloatVector cb1 = FloatVector.fromArray(species, start, s0 + 11 * sRow + lanes);
    FloatVector cc0 = FloatVector.fromArray(species, start, s0 + 12 * sRow);
    FloatVector cc1 = FloatVector.fromArray(species, start, s0 + 12 * sRow + lanes);
    FloatVector cd0 = FloatVector.fromArray(species, start, s0 + 13 * sRow);
    FloatVector cd1 = FloatVector.fromArray(species, start, s0 + 13 * sRow + lanes);
    for (int k = 0; k < depth; k++) {
      int ak = a0 + k * ROWS;
      int bk = b0 + k * Tiling.COLUMNS;
      FloatVector y0 = FloatVector.fromArray(species, b, bk);
      FloatVector y1 = FloatVector.fromArray(species, b, bk + lanes);
      FloatVector x0 = FloatVector.broadcast(species, a[ak]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      FloatVector x1 = FloatVector.broadcast(species, a[ak + 1]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      FloatVector x2 = FloatVector.broadcast(species, a[ak + 2]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      FloatVector x3 = FloatVector.broadcast(species, a[ak + 3]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      FloatVector x4 = FloatVector.broadcast(species, a[ak + 4]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      FloatVector x5 = FloatVector.broadcast(species, a[ak + 5]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
      FloatVector x6 = FloatVector.broadcast(species, a[ak + 6]);
      c60 = x6.fma(y0, c60);
      c61 = x6.fma(y1, c61);
      FloatVector x7 = FloatVector.broadcast(species, a[ak + 7]);
      c70 = x7.fma(y0, c70);
      c71 = x7.fma(y1, c71);
      FloatVector x8 = FloatVector.broadcast(species, a[ak + 8]);
      c80 = x8.fma(y0, c80);
      c81 = x8.fma(y1, c81);
      FloatVector x9 = FloatVector.broadcast(species, a[ak + 9]);
      c90 = x9.fma(y0, c90);
      c91 = x9.fma(y1, c91);
      FloatVector xa = FloatVector.broadcast(species, a[ak + 10]);
      ca0 = xa.fma(y0, ca0);
      ca1 = xa.fma(y1, ca1);
      FloatVector xb = FloatVector.broadcast(species, a[ak + 11]);
      cb0 = xb.fma(y0, cb0);
      cb1 = xb.fma(y1, cb1);
      FloatVector xc = FloatVector.broadcast(species, a[ak + 12]);
      cc0 = xc.fma(y0, cc0);
      cc1 = xc.fma(y1, cc1);
      FloatVector xd = FloatVector.broadcast(species, a[ak + 13]);
      cd0 = xd.fma(y0, cd0);
      cd1 = xd.fma(y1, cd1);
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
    c80.intoArray(c, c0 + 8 * ldc);
    c81.intoArray(c, c0 + 8 * ldc + lanes);
    c90.intoArray(c, c0 + 9 * ldc);
    c91.intoArray(c, c0 + 9 * ldc + lanes);
    ca0.intoArray(c, c0 + 10 * ldc);
    ca1.intoArray(c, c0 + 10 * ldc + lanes);
    cb0.intoArray(c, c0 + 11 * ldc);
    cb1.intoArray(c, c0 + 11 * ldc + lanes);
    cc0.intoArray(c, c0 + 12 * ldc);
    cc1.intoArray(c, c0 + 12 * ldc + lanes);
    cd0.intoArray(c, c0 + 13 * ldc);
    cd1.intoArray(c, c0 + 13 * ldc + lanes);
  }
}
