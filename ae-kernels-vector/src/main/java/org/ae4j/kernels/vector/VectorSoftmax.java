package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/** The softmax of a row, and its cross-entropy from logits. */
final class VectorSoftmax {

  private VectorSoftmax() {}

  static void softmax(int length, float[] x, int xo, float[] y, int yo) {
    double sum = exponentials(max(length, x, xo), length, x, xo, y, yo);
    VectorReductions.scale(length, (float) (1 / sum), y, yo);
  }

  /**
   * Returns the sum of (logsumexp(p) - p) t, and writes scale (sum(t) softmax(p) - t).
   *
   * <p>With p' = p - max(p) the sum is log(sum(e^p')) sum(t) - sum(p' t), two terms that are not
   * negative, so that nothing cancels.
   */
  static double loss(
      float unused,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    float max = max(length, p, po);
    double mass = 0;
    double chosen = 0;
    for (int i = 0; i < length; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, length - i);
      mass += VectorReductions.sum(n, t, to + i);
      chosen += chosen(max, n, p, po + i, t, to + i);
    }
    double sum = exponentials(max, length, p, po, g, go);
    gradient((float) (mass / sum), length, t, to, scale, g, go);
    return Math.log(sum) * mass - chosen;
  }

  private static float max(int length, float[] x, int xo) {
    FloatVector best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      best = FloatVector.fromArray(S, x, xo + i).max(best);
    }
    float max = best.reduceLanes(MAX);
    for (; i < length; i++) {
      max = Math.max(max, x[xo + i]);
    }
    return max;
  }

  /** Writes e^(x - max), and returns the sum. */
  private static double exponentials(float max, int length, float[] x, int xo, float[] y, int yo) {
    subtract(max, length, x, xo, y, yo);
    OutOfLine.exp(length, y, yo);
    double sum = 0;
    for (int i = 0; i < length; i += Scratch.BLOCK) {
      sum += VectorReductions.sum(Math.min(Scratch.BLOCK, length - i), y, yo + i);
    }
    return sum;
  }

  private static void subtract(float max, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector.fromArray(S, x, xo + i).sub(max).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] = x[xo + i] - max;
    }
  }

  /** Returns the sum of (p - max) t; a target of 0 counts 0 even if its logit is minus infinity. */
  private static double chosen(float max, int length, float[] p, int po, float[] t, int to) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector shifted = FloatVector.fromArray(S, p, po + i).sub(max);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      sums = shifted.mul(tv).blend(0f, tv.eq(0f)).add(sums);
    }
    Scratch scratch = Scratch.current();
    sums.intoArray(scratch.lanes, 0);
    double sum = scratch.sumOfLanes();
    for (; i < length; i++) {
      float ti = t[to + i];
      sum += ti == 0f ? 0f : (p[po + i] - max) * ti;
    }
    return sum;
  }

  /** Turns the exponentials in g into the gradient. */
  private static void gradient(
      float share, int length, float[] t, int to, float scale, float[] g, int go) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector probability = FloatVector.fromArray(S, g, go + i).mul(share);
      FloatVector difference = probability.sub(FloatVector.fromArray(S, t, to + i));
      difference.mul(scale).intoArray(g, go + i);
    }
    for (; i < length; i++) {
      g[go + i] = (g[go + i] * share - t[to + i]) * scale;
    }
  }
}
