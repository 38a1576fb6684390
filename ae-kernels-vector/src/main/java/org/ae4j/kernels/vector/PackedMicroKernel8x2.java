package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The tile of {@link MicroKernel8x2} with A and B both packed.
 *
 * <p>With constant distances the JIT moves every bounds check out of the loop. Two depths a turn
 * halve what the loop itself costs, a quarter of its instructions otherwise; the JIT does not
 * unroll so large a body by itself.
 */
final class PackedMicroKernel8x2 {

  private PackedMicroKernel8x2() {}

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
    int even = depth / 2 * 2;
    pairs(even, a, a0, b, b0, start, s0, sRow, c, c0, ldc);
    if (even < depth) { // not within pairs: JDK 17 allocates sums that live across a condition too
      int a1 = a0 + even * Tiling.ROW_PANEL;
      int b1 = b0 + even * Tiling.COLUMNS;
      MicroKernel8x2.run(
          1,
          a,
          a1,
          1,
          Tiling.ROW_PANEL,
          Tiling.ROWS,
          b,
          b1,
          Tiling.COLUMNS,
          c,
          c0,
          ldc,
          c,
          c0,
          ldc);
    }
  }

  /** Multiplies an even number of depths. */
  private static void pairs(
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
    for (int k = 0; k < depth; k += 2) {
      int ak = a0 + k * Tiling.ROW_PANEL;
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
      FloatVector y0b = FloatVector.fromArray(species, b, bk + Tiling.COLUMNS);
      FloatVector y1b = FloatVector.fromArray(species, b, bk + Tiling.COLUMNS + lanes);
      FloatVector x0b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL]);
      c00 = x0b.fma(y0b, c00);
      c01 = x0b.fma(y1b, c01);
      FloatVector x1b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 1]);
      c10 = x1b.fma(y0b, c10);
      c11 = x1b.fma(y1b, c11);
      FloatVector x2b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 2]);
      c20 = x2b.fma(y0b, c20);
      c21 = x2b.fma(y1b, c21);
      FloatVector x3b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 3]);
      c30 = x3b.fma(y0b, c30);
      c31 = x3b.fma(y1b, c31);
      FloatVector x4b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 4]);
      c40 = x4b.fma(y0b, c40);
      c41 = x4b.fma(y1b, c41);
      FloatVector x5b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 5]);
      c50 = x5b.fma(y0b, c50);
      c51 = x5b.fma(y1b, c51);
      FloatVector x6b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 6]);
      c60 = x6b.fma(y0b, c60);
      c61 = x6b.fma(y1b, c61);
      FloatVector x7b = FloatVector.broadcast(species, a[ak + Tiling.ROW_PANEL + 7]);
      c70 = x7b.fma(y0b, c70);
      c71 = x7b.fma(y1b, c71);
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
