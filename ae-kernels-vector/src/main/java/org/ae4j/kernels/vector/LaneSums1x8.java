package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/**
 * Sums the taps of 1 channel at 8 pixels, 8 vectors of sums in all.
 *
 * <p>For the channels that do not fill a larger tile: 8 chains of fused multiply-adds hide their
 * latency.
 */
final class LaneSums1x8 {

  private LaneSums1x8() {}

  /**
   * Writes the sums to {@code out}.
   *
   * @param taps for each tap its offset from a pixel's place in {@code in} and from {@code w0}
   * @param start what the sums start from
   */
  static void run(
      int[] taps,
      float[] in,
      int i0,
      int i1,
      int i2,
      int i3,
      int i4,
      int i5,
      int i6,
      int i7,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] out,
      int o0,
      int o1,
      int o2,
      int o3,
      int o4,
      int o5,
      int o6,
      int o7) {
    FloatVector a00 = FloatVector.broadcast(S, start[s0]);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a03 = a00;
    FloatVector a04 = a00;
    FloatVector a05 = a00;
    FloatVector a06 = a00;
    FloatVector a07 = a00;
    for (int t = 0; t < taps.length; t += 2) {
      int i = taps[t];
      int w = w0 + taps[t + 1];
      FloatVector v = FloatVector.broadcast(S, weights[w]);
      a00 = FloatVector.fromArray(S, in, i0 + i).fma(v, a00);
      a01 = FloatVector.fromArray(S, in, i1 + i).fma(v, a01);
      a02 = FloatVector.fromArray(S, in, i2 + i).fma(v, a02);
      a03 = FloatVector.fromArray(S, in, i3 + i).fma(v, a03);
      a04 = FloatVector.fromArray(S, in, i4 + i).fma(v, a04);
      a05 = FloatVector.fromArray(S, in, i5 + i).fma(v, a05);
      a06 = FloatVector.fromArray(S, in, i6 + i).fma(v, a06);
      a07 = FloatVector.fromArray(S, in, i7 + i).fma(v, a07);
    }
    a00.intoArray(out, o0);
    a01.intoArray(out, o1);
    a02.intoArray(out, o2);
    a03.intoArray(out, o3);
    a04.intoArray(out, o4);
    a05.intoArray(out, o5);
    a06.intoArray(out, o6);
    a07.intoArray(out, o7);
  }
}
