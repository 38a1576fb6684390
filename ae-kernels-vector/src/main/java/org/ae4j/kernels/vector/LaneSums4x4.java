package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Sums the taps of 4 channels at 4 pixels, 16 vectors of sums in all.
 *
 * <p>The tile for 32 vector registers: with a broadcast for each channel and a load for each pixel,
 * 16 fused multiply-adds cost 8 reads.
 */
final class LaneSums4x4 {

  private LaneSums4x4() {}

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
      int i2,
      int i3,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] out,
      int o0,
      int o1,
      int o2,
      int o3,
      int plane) {
    FloatVector a00 = FloatVector.broadcast(S, start[s0]);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a03 = a00;
    FloatVector a10 = FloatVector.broadcast(S, start[s0 + 1]);
    FloatVector a11 = a10;
    FloatVector a12 = a10;
    FloatVector a13 = a10;
    FloatVector a20 = FloatVector.broadcast(S, start[s0 + 2]);
    FloatVector a21 = a20;
    FloatVector a22 = a20;
    FloatVector a23 = a20;
    FloatVector a30 = FloatVector.broadcast(S, start[s0 + 3]);
    FloatVector a31 = a30;
    FloatVector a32 = a30;
    FloatVector a33 = a30;
    for (int t = 0; t < taps.length; t += 2) {
      int i = taps[t];
      int w = w0 + taps[t + 1];
      FloatVector x0 = FloatVector.fromArray(S, in, i0 + i);
      FloatVector x1 = FloatVector.fromArray(S, in, i1 + i);
      FloatVector x2 = FloatVector.fromArray(S, in, i2 + i);
      FloatVector x3 = FloatVector.fromArray(S, in, i3 + i);
      FloatVector v0 = FloatVector.broadcast(S, weights[w]);
      a00 = x0.fma(v0, a00);
      a01 = x1.fma(v0, a01);
      a02 = x2.fma(v0, a02);
      a03 = x3.fma(v0, a03);
      FloatVector v1 = FloatVector.broadcast(S, weights[w + 1]);
      a10 = x0.fma(v1, a10);
      a11 = x1.fma(v1, a11);
      a12 = x2.fma(v1, a12);
      a13 = x3.fma(v1, a13);
      FloatVector v2 = FloatVector.broadcast(S, weights[w + 2]);
      a20 = x0.fma(v2, a20);
      a21 = x1.fma(v2, a21);
      a22 = x2.fma(v2, a22);
      a23 = x3.fma(v2, a23);
      FloatVector v3 = FloatVector.broadcast(S, weights[w + 3]);
      a30 = x0.fma(v3, a30);
      a31 = x1.fma(v3, a31);
      a32 = x2.fma(v3, a32);
      a33 = x3.fma(v3, a33);
    }
    a00.intoArray(out, o0);
    a01.intoArray(out, o1);
    a02.intoArray(out, o2);
    a03.intoArray(out, o3);
    a10.intoArray(out, o0 + plane);
    a11.intoArray(out, o1 + plane);
    a12.intoArray(out, o2 + plane);
    a13.intoArray(out, o3 + plane);
    a20.intoArray(out, o0 + 2 * plane);
    a21.intoArray(out, o1 + 2 * plane);
    a22.intoArray(out, o2 + 2 * plane);
    a23.intoArray(out, o3 + 2 * plane);
    a30.intoArray(out, o0 + 3 * plane);
    a31.intoArray(out, o1 + 3 * plane);
    a32.intoArray(out, o2 + 3 * plane);
    a33.intoArray(out, o3 + 3 * plane);
  }
}
