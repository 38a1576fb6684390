package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Adds up images times maps for 4 taps and 2 filters, 8 vectors of sums in all.
 *
 * <p>The tile for 16 vector registers.
 */
final class LaneGradient4x2 {

  private LaneGradient4x2() {}

  /**
   * Adds to the sums of tap t and filter f, which stand at {@code s0 + (2 * t + f) * lanes}.
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
      float[] sums,
      int s0) {
    int lanes = S.length();
    FloatVector a00 = FloatVector.fromArray(S, sums, s0);
    FloatVector a01 = FloatVector.fromArray(S, sums, s0 + lanes);
    FloatVector a10 = FloatVector.fromArray(S, sums, s0 + 2 * lanes);
    FloatVector a11 = FloatVector.fromArray(S, sums, s0 + 3 * lanes);
    FloatVector a20 = FloatVector.fromArray(S, sums, s0 + 4 * lanes);
    FloatVector a21 = FloatVector.fromArray(S, sums, s0 + 5 * lanes);
    FloatVector a30 = FloatVector.fromArray(S, sums, s0 + 6 * lanes);
    FloatVector a31 = FloatVector.fromArray(S, sums, s0 + 7 * lanes);
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
    }
    a00.intoArray(sums, s0);
    a01.intoArray(sums, s0 + lanes);
    a10.intoArray(sums, s0 + 2 * lanes);
    a11.intoArray(sums, s0 + 3 * lanes);
    a20.intoArray(sums, s0 + 4 * lanes);
    a21.intoArray(sums, s0 + 5 * lanes);
    a30.intoArray(sums, s0 + 6 * lanes);
    a31.intoArray(sums, s0 + 7 * lanes);
  }
}
