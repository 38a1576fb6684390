package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Sums the taps of 4 channels at 2 pixels, 8 vectors of sums in all.
 *
 * <p>The tile for 16 vector registers.
 */
final class LaneSums4x2 {

  private LaneSums4x2() {}

  /**
   * Writes sums of channel c to {@code out} from {@code o + c * plane} on.
   *
   * @param taps for each tap its offset from a pixel's place in {@code in} and from {@code w0}
   * @param start what the channels' sums start from
   */
  static void run(
      int[] taps,
      float[] in,
      int i0,
      int i1,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] out,
      int o0,
      int o1,
      int plane) {
    FloatVector a00 = FloatVector.broadcast(S, start[s0]);
    FloatVector a01 = a00;
    FloatVector a10 = FloatVector.broadcast(S, start[s0 + 1]);
    FloatVector a11 = a10;
    FloatVector a20 = FloatVector.broadcast(S, start[s0 + 2]);
    FloatVector a21 = a20;
    FloatVector a30 = FloatVector.broadcast(S, start[s0 + 3]);
    FloatVector a31 = a30;
    for (int t = 0; t < taps.length; t += 2) {
      int i = taps[t];
      int w = w0 + taps[t + 1];
      FloatVector x0 = FloatVector.fromArray(S, in, i0 + i);
      FloatVector x1 = FloatVector.fromArray(S, in, i1 + i);
      FloatVector v0 = FloatVector.broadcast(S, weights[w]);
      a00 = x0.fma(v0, a00);
      a01 = x1.fma(v0, a01);
      FloatVector v1 = FloatVector.broadcast(S, weights[w + 1]);
      a10 = x0.fma(v1, a10);
      a11 = x1.fma(v1, a11);
      FloatVector v2 = FloatVector.broadcast(S, weights[w + 2]);
      a20 = x0.fma(v2, a20);
      a21 = x1.fma(v2, a21);
      FloatVector v3 = FloatVector.broadcast(S, weights[w + 3]);
      a30 = x0.fma(v3, a30);
      a31 = x1.fma(v3, a31);
    }
    a00.intoArray(out, o0);
    a01.intoArray(out, o1);
    a10.intoArray(out, o0 + plane);
    a11.intoArray(out, o1 + plane);
    a20.intoArray(out, o0 + 2 * plane);
    a21.intoArray(out, o1 + 2 * plane);
    a30.intoArray(out, o0 + 3 * plane);
    a31.intoArray(out, o1 + 3 * plane);
  }
}
