package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Sums the taps of 8 channels at 3 pixels, 24 vectors of sums in all.
 *
 * <p>For channels by eights and 32 vector registers: 24 fused multiply-adds cost 11 reads, of which
 * the 8 weights, side by side, need a single bounds check.
 */
final class LaneSums8x3 {

  private LaneSums8x3() {}

  /** As {@link LaneSums4x4#run}. */
  static void run(
      int[] taps,
      float[] in,
      int i0,
      int i1,
      int i2,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] out,
      int o0,
      int o1,
      int o2,
      int plane) {
    FloatVector a00 = FloatVector.broadcast(S, start[s0]);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a10 = FloatVector.broadcast(S, start[s0 + 1]);
    FloatVector a11 = a10;
    FloatVector a12 = a10;
    FloatVector a20 = FloatVector.broadcast(S, start[s0 + 2]);
    FloatVector a21 = a20;
    FloatVector a22 = a20;
    FloatVector a30 = FloatVector.broadcast(S, start[s0 + 3]);
    FloatVector a31 = a30;
    FloatVector a32 = a30;
    FloatVector a40 = FloatVector.broadcast(S, start[s0 + 4]);
    FloatVector a41 = a40;
    FloatVector a42 = a40;
    FloatVector a50 = FloatVector.broadcast(S, start[s0 + 5]);
    FloatVector a51 = a50;
    FloatVector a52 = a50;
    FloatVector a60 = FloatVector.broadcast(S, start[s0 + 6]);
    FloatVector a61 = a60;
    FloatVector a62 = a60;
    FloatVector a70 = FloatVector.broadcast(S, start[s0 + 7]);
    FloatVector a71 = a70;
    FloatVector a72 = a70;
    for (int t = 0; t < taps.length; t += 2) {
      int i = taps[t];
      int w = w0 + taps[t + 1];
      FloatVector x0 = FloatVector.fromArray(S, in, i0 + i);
      FloatVector x1 = FloatVector.fromArray(S, in, i1 + i);
      FloatVector x2 = FloatVector.fromArray(S, in, i2 + i);
      FloatVector v0 = FloatVector.broadcast(S, weights[w]);
      a00 = x0.fma(v0, a00);
      a01 = x1.fma(v0, a01);
      a02 = x2.fma(v0, a02);
      FloatVector v1 = FloatVector.broadcast(S, weights[w + 1]);
      a10 = x0.fma(v1, a10);
      a11 = x1.fma(v1, a11);
      a12 = x2.fma(v1, a12);
      FloatVector v2 = FloatVector.broadcast(S, weights[w + 2]);
      a20 = x0.fma(v2, a20);
      a21 = x1.fma(v2, a21);
      a22 = x2.fma(v2, a22);
      FloatVector v3 = FloatVector.broadcast(S, weights[w + 3]);
      a30 = x0.fma(v3, a30);
      a31 = x1.fma(v3, a31);
      a32 = x2.fma(v3, a32);
      FloatVector v4 = FloatVector.broadcast(S, weights[w + 4]);
      a40 = x0.fma(v4, a40);
      a41 = x1.fma(v4, a41);
      a42 = x2.fma(v4, a42);
      FloatVector v5 = FloatVector.broadcast(S, weights[w + 5]);
      a50 = x0.fma(v5, a50);
      a51 = x1.fma(v5, a51);
      a52 = x2.fma(v5, a52);
      FloatVector v6 = FloatVector.broadcast(S, weights[w + 6]);
      a60 = x0.fma(v6, a60);
      a61 = x1.fma(v6, a61);
      a62 = x2.fma(v6, a62);
      FloatVector v7 = FloatVector.broadcast(S, weights[w + 7]);
      a70 = x0.fma(v7, a70);
      a71 = x1.fma(v7, a71);
      a72 = x2.fma(v7, a72);
    }
    a00.intoArray(out, o0);
    a01.intoArray(out, o1);
    a02.intoArray(out, o2);
    a10.intoArray(out, o0 + plane);
    a11.intoArray(out, o1 + plane);
    a12.intoArray(out, o2 + plane);
    a20.intoArray(out, o0 + 2 * plane);
    a21.intoArray(out, o1 + 2 * plane);
    a22.intoArray(out, o2 + 2 * plane);
    a30.intoArray(out, o0 + 3 * plane);
    a31.intoArray(out, o1 + 3 * plane);
    a32.intoArray(out, o2 + 3 * plane);
    a40.intoArray(out, o0 + 4 * plane);
    a41.intoArray(out, o1 + 4 * plane);
    a42.intoArray(out, o2 + 4 * plane);
    a50.intoArray(out, o0 + 5 * plane);
    a51.intoArray(out, o1 + 5 * plane);
    a52.intoArray(out, o2 + 5 * plane);
    a60.intoArray(out, o0 + 6 * plane);
    a61.intoArray(out, o1 + 6 * plane);
    a62.intoArray(out, o2 + 6 * plane);
    a70.intoArray(out, o0 + 7 * plane);
    a71.intoArray(out, o1 + 7 * plane);
    a72.intoArray(out, o2 + 7 * plane);
  }
}
