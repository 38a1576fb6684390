package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;

/** The loops of the optimizers; the formulas are those of the interface's documentation. */
final class VectorOptimizers {

  private static final float TINY = Float.MIN_NORMAL;

  private VectorOptimizers() {}

  static void sgd(float[] w, float[] g, int gOffset, int from, int to, float rate, float decay) {
    int shift = gOffset - from;
    float keep = 1f - decay;
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector kept = FloatVector.fromArray(S, w, i).mul(keep);
      FloatVector.fromArray(S, g, i + shift).lanewise(FMA, -rate, kept).intoArray(w, i);
    }
    for (; i < to; i++) {
      w[i] = Math.fma(g[i + shift], -rate, w[i] * keep);
    }
  }

  static void momentum(
      float[] w,
      float[] g,
      int gOffset,
      float[] v,
      int from,
      int to,
      float rate,
      float momentum,
      boolean nesterov,
      float decay) {
    if (nesterov) {
      nesterov(w, g, gOffset, v, from, to, rate, momentum, decay);
      return;
    }
    int shift = gOffset - from;
    float keep = 1f - decay;
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector gi = FloatVector.fromArray(S, g, i + shift);
      FloatVector sum = FloatVector.fromArray(S, v, i).lanewise(FMA, momentum, gi);
      FloatVector vi = sum.blend(0f, sum.abs().compare(LT, TINY));
      vi.intoArray(v, i);
      vi.lanewise(FMA, -rate, FloatVector.fromArray(S, w, i).mul(keep)).intoArray(w, i);
    }
    for (; i < to; i++) {
      v[i] = flush(Math.fma(v[i], momentum, g[i + shift]));
      w[i] = Math.fma(v[i], -rate, w[i] * keep);
    }
  }

  private static void nesterov(
      float[] w,
      float[] g,
      int gOffset,
      float[] v,
      int from,
      int to,
      float rate,
      float momentum,
      float decay) {
    int shift = gOffset - from;
    float keep = 1f - decay;
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector gi = FloatVector.fromArray(S, g, i + shift);
      FloatVector sum = FloatVector.fromArray(S, v, i).lanewise(FMA, momentum, gi);
      FloatVector vi = sum.blend(0f, sum.abs().compare(LT, TINY));
      vi.intoArray(v, i);
      FloatVector step = vi.lanewise(FMA, momentum, gi);
      step.lanewise(FMA, -rate, FloatVector.fromArray(S, w, i).mul(keep)).intoArray(w, i);
    }
    for (; i < to; i++) {
      v[i] = flush(Math.fma(v[i], momentum, g[i + shift]));
      w[i] = Math.fma(Math.fma(v[i], momentum, g[i + shift]), -rate, w[i] * keep);
    }
  }

  static void rmsprop(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float rho,
      float epsilon,
      float decay) {
    scaledByRoot(w, g, gOffset, s, from, to, rate, rho, 1f - rho, epsilon, 1f - decay);
  }

  static void adagrad(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float epsilon,
      float decay) {
    scaledByRoot(w, g, gOffset, s, from, to, rate, 1f, 1f, epsilon, 1f - decay);
  }

  /** Updates s = old s + fresh g^2, then w = keep w - rate g / (sqrt(s) + epsilon). */
  private static void scaledByRoot(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float old,
      float fresh,
      float epsilon,
      float keep) {
    int shift = gOffset - from;
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector gi = FloatVector.fromArray(S, g, i + shift);
      FloatVector aged = FloatVector.fromArray(S, s, i).mul(old);
      FloatVector sum = gi.mul(gi).lanewise(FMA, fresh, aged);
      FloatVector si = sum.blend(0f, sum.compare(LT, TINY));
      si.intoArray(s, i);
      FloatVector step = gi.div(si.sqrt().add(epsilon));
      step.lanewise(FMA, -rate, FloatVector.fromArray(S, w, i).mul(keep)).intoArray(w, i);
    }
    for (; i < to; i++) {
      s[i] = flush(Math.fma(g[i + shift] * g[i + shift], fresh, s[i] * old));
      w[i] = Math.fma(g[i + shift] / ((float) Math.sqrt(s[i]) + epsilon), -rate, w[i] * keep);
    }
  }

  static void adam(
      float[] w,
      float[] g,
      int gOffset,
      float[] m,
      float[] v,
      int from,
      int to,
      float rate,
      float beta1,
      float beta2,
      float correction1,
      float correction2,
      float epsilon,
      float decay) {
    int shift = gOffset - from;
    float keep = 1f - decay;
    float fresh1 = 1f - beta1;
    float fresh2 = 1f - beta2;
    float step = -rate * correction1;
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector gi = FloatVector.fromArray(S, g, i + shift);
      FloatVector mean = gi.lanewise(FMA, fresh1, FloatVector.fromArray(S, m, i).mul(beta1));
      FloatVector aged = FloatVector.fromArray(S, v, i).mul(beta2);
      FloatVector square = gi.mul(gi).lanewise(FMA, fresh2, aged);
      FloatVector mi = mean.blend(0f, mean.abs().compare(LT, TINY));
      FloatVector vi = square.blend(0f, square.compare(LT, TINY));
      mi.intoArray(m, i);
      vi.intoArray(v, i);
      FloatVector root = vi.mul(correction2).sqrt().add(epsilon);
      FloatVector kept = FloatVector.fromArray(S, w, i).mul(keep);
      mi.div(root).lanewise(FMA, step, kept).intoArray(w, i);
    }
    for (; i < to; i++) {
      m[i] = flush(Math.fma(g[i + shift], fresh1, m[i] * beta1));
      v[i] = flush(Math.fma(g[i + shift] * g[i + shift], fresh2, v[i] * beta2));
      float root = (float) Math.sqrt(v[i] * correction2) + epsilon;
      w[i] = Math.fma(m[i] / root, step, w[i] * keep);
    }
  }

  private static float flush(float x) {
    return Math.abs(x) < TINY ? 0f : x;
  }
}
