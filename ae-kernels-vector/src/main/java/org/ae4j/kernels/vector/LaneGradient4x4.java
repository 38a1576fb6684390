package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Adds up images times maps for 4 taps and 4 filters, 16 vectors of sums in all.
 *
 * <p>For the filters that larger tiles leave over: 16 fused multiply-adds for 8 reads.
 */
final class LaneGradient4x4 {

  private LaneGradient4x4() {}

  /**
   * Adds to the sums of tap t and filter f, which stand at {@code s0 + (4 * t + f) * lanes}.
   *
   * @param positions for each position its offset in an image and in a map, read from {@code from}
   *     to {@code to} (exclusive)
   * @param images read at an offset i of each tap
   * @param maps read at an offset m of each filter
   */
  static void run(
      int[] positions,
      int from,
      int to,
      float[] images,
      int i0,
      int i1,
      int i2,
      int i3,
      float[] maps,
      int m0,
      int m1,
      int m2,
      int m3,
      float[] sums,
      int s0) {
    int lanes = S.length();
    FloatVector a00 = FloatVector.fromArray(S, sums, s0);
    FloatVector a01 = FloatVector.fromArray(S, sums, s0 + lanes);
    FloatVector a02 = FloatVector.fromArray(S, sums, s0 + 2 * lanes);
    FloatVector a03 = FloatVector.fromArray(S, sums, s0 + 3 * lanes);
    FloatVector a10 = FloatVector.fromArray(S, sums, s0 + 4 * lanes);
    FloatVector a11 = FloatVector.fromArray(S, sums, s0 + 5 * lanes);
    FloatVector a12 = FloatVector.fromArray(S, sums, s0 + 6 * lanes);
    FloatVector a13 = FloatVector.fromArray(S, sums, s0 + 7 * lanes);
    FloatVector a20 = FloatVector.fromArray(S, sums, s0 + 8 * lanes);
    FloatVector a21 = FloatVector.fromArray(S, sums, s0 + 9 * lanes);
    FloatVector a22 = FloatVector.fromArray(S, sums, s0 + 10 * lanes);
    FloatVector a23 = FloatVector.fromArray(S, sums, s0 + 11 * lanes);
    FloatVector a30 = FloatVector.fromArray(S, sums, s0 + 12 * lanes);
    FloatVector a31 = FloatVector.fromArray(S, sums, s0 + 13 * lanes);
    FloatVector a32 = FloatVector.fromArray(S, sums, s0 + 14 * lanes);
    FloatVector a33 = FloatVector.fromArray(S, sums, s0 + 15 * lanes);
    for (int p = from; p < to; p += 2) {
      int i = positions[p];
      int m = positions[p + 1];
      FloatVector x0 = FloatVector.fromArray(S, images, i0 + i);
      FloatVector x1 = FloatVector.fromArray(S, images, i1 + i);
      FloatVector x2 = FloatVector.fromArray(S, images, i2 + i);
      FloatVector x3 = FloatVector.fromArray(S, images, i3 + i);
      FloatVector y0 = FloatVector.fromArray(S, maps, m0 + m);
      a00 = x0.fma(y0, a00);
      a10 = x1.fma(y0, a10);
      a20 = x2.fma(y0, a20);
      a30 = x3.fma(y0, a30);
      FloatVector y1 = FloatVector.fromArray(S, maps, m1 + m);
      a01 = x0.fma(y1, a01);
      a11 = x1.fma(y1, a11);
      a21 = x2.fma(y1, a21);
      a31 = x3.fma(y1, a31);
      FloatVector y2 = FloatVector.fromArray(S, maps, m2 + m);
      a02 = x0.fma(y2, a02);
      a12 = x1.fma(y2, a12);
      a22 = x2.fma(y2, a22);
      a32 = x3.fma(y2, a32);
      FloatVector y3 = FloatVector.fromArray(S, maps, m3 + m);
      a03 = x0.fma(y3, a03);
      a13 = x1.fma(y3, a13);
      a23 = x2.fma(y3, a23);
      a33 = x3.fma(y3, a33);
    }
    a00.intoArray(sums, s0);
    a01.intoArray(sums, s0 + lanes);
    a02.intoArray(sums, s0 + 2 * lanes);
    a03.intoArray(sums, s0 + 3 * lanes);
    a10.intoArray(sums, s0 + 4 * lanes);
    a11.intoArray(sums, s0 + 5 * lanes);
    a12.intoArray(sums, s0 + 6 * lanes);
    a13.intoArray(sums, s0 + 7 * lanes);
    a20.intoArray(sums, s0 + 8 * lanes);
    a21.intoArray(sums, s0 + 9 * lanes);
    a22.intoArray(sums, s0 + 10 * lanes);
    a23.intoArray(sums, s0 + 11 * lanes);
    a30.intoArray(sums, s0 + 12 * lanes);
    a31.intoArray(sums, s0 + 13 * lanes);
    a32.intoArray(sums, s0 + 14 * lanes);
    a33.intoArray(sums, s0 + 15 * lanes);
  }
}
