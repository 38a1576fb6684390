package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;
import static org.ae4j.kernels.vector.VectorMath.exp;

import jdk.incubator.vector.FloatVector;

/**
 * The loops of GELU, x times the normal distribution function at x, under the rules of {@link
 * VectorMath}.
 *
 * <p>The smaller tail is e^(-a^2/2) t P(t) with a = |x| and t = 1 / (1 + 0.24 a), the form of
 * Hastings (Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964, 26.2.17), P fitted
 * to 3.2e-9 for a &lt;= 14.5. What a^2 loses in rounding is added to the exponential to first
 * order.
 */
final class VectorGelu {

  /** Where the tail leaves the normal floats and e^(-a^2/2) becomes 0. */
  private static final float LIMIT = 13.27f;

  private static final float SLOPE = 0.24f;
  private static final float ROOT_2PI_INVERSE = 0.3989423f;

  private static final float P0 = 0.095742136f;
  private static final float P1 = 0.09585614f;
  private static final float P2 = 0.08894312f;
  private static final float P3 = 0.08772498f;
  private static final float P4 = 0.02825189f;
  private static final float P5 = 0.14128827f;
  private static final float P6 = -0.14409317f;
  private static final float P7 = 0.20535852f;
  private static final float P8 = -0.12458991f;
  private static final float P9 = 0.025518034f;

  private VectorGelu() {}

  static void gelu(float unused, int length, float[] x, int xo, float[] y, int yo) {
    float[] bell = Scratch.current().block;
    for (int i = 0; i < length; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, length - i);
      exponents(n, x, xo + i, bell);
      OutOfLine.exp(n, bell, 0);
      values(n, x, xo + i, bell, y, yo + i);
    }
  }

  /** Computes d = g f' with f' the distribution function plus x times the density. */
  static void backward(
      float unused, int length, float[] x, int xo, float[] g, int go, float[] d, int dO) {
    float[] bell = Scratch.current().block;
    for (int i = 0; i < length; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, length - i);
      exponents(n, x, xo + i, bell);
      OutOfLine.exp(n, bell, 0);
      derivatives(n, x, xo + i, bell, g, go + i, d, dO + i);
    }
  }

  /** Writes -a^2/2. */
  private static void exponents(int length, float[] x, int xo, float[] y) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i).abs();
      FloatVector a = v.blend(LIMIT, v.compare(GT, LIMIT));
      a.mul(a).mul(-0.5f).intoArray(y, i);
    }
    for (; i < length; i++) {
      float a = limited(Math.abs(x[xo + i]));
      y[i] = a * a * -0.5f;
    }
  }

  private static void values(int length, float[] x, int xo, float[] bell, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector x1 = v.blend(-LIMIT, v.compare(LT, -LIMIT));
      FloatVector a = x1.abs().blend(LIMIT, v.compare(GT, LIMIT));
      FloatVector lost = a.fma(a, a.mul(a).neg());
      FloatVector b = FloatVector.fromArray(S, bell, i);
      FloatVector b1 = b.mul(-0.5f).fma(lost, b);

      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector t = one.div(a.lanewise(FMA, SLOPE, one));
      FloatVector p7 = t.fma(P9, P8).lanewise(FMA, t, P7);
      FloatVector p4 = p7.lanewise(FMA, t, P6).lanewise(FMA, t, P5).lanewise(FMA, t, P4);
      FloatVector p2 = p4.lanewise(FMA, t, P3).lanewise(FMA, t, P2);
      FloatVector p = p2.lanewise(FMA, t, P1).lanewise(FMA, t, P0);
      FloatVector tail = p.mul(t).mul(b1);
      x1.mul(tail.blend(one.sub(tail), v.compare(GT, 0f))).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] = gelu(x[xo + i]);
    }
  }

  private static void derivatives(
      int length, float[] x, int xo, float[] bell, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector x1 = v.blend(-LIMIT, v.compare(LT, -LIMIT));
      FloatVector x2 = x1.blend(LIMIT, v.compare(GT, LIMIT));
      FloatVector a = x2.abs();
      FloatVector lost = a.fma(a, a.mul(a).neg());
      FloatVector b = FloatVector.fromArray(S, bell, i);
      FloatVector b1 = b.mul(-0.5f).fma(lost, b);

      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector t = one.div(a.lanewise(FMA, SLOPE, one));
      FloatVector p7 = t.fma(P9, P8).lanewise(FMA, t, P7);
      FloatVector p4 = p7.lanewise(FMA, t, P6).lanewise(FMA, t, P5).lanewise(FMA, t, P4);
      FloatVector p2 = p4.lanewise(FMA, t, P3).lanewise(FMA, t, P2);
      FloatVector p = p2.lanewise(FMA, t, P1).lanewise(FMA, t, P0);
      FloatVector tail = p.mul(t).mul(b1);
      FloatVector phi = tail.blend(one.sub(tail), v.compare(GT, 0f));
      FloatVector f = VectorDerivatives.flush(x2.mul(ROOT_2PI_INVERSE).fma(b1, phi));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      d[dO + i] = g[go + i] * VectorDerivatives.flush(derivative(x[xo + i]));
    }
  }

  /** Computes x times the distribution function to 8 ulp; below -13.27 the result is 0. */
  static float gelu(float x) {
    float a = limited(Math.abs(x));
    float x1 = x < -LIMIT ? -LIMIT : x;
    return x1 * distribution(x, a, bell(a));
  }

  /** Computes the derivative of {@link #gelu(float)} to 2.5e-7. */
  static float derivative(float x) {
    float x2 = limited(x < -LIMIT ? -LIMIT : x);
    float a = Math.abs(x2);
    float bell = bell(a);
    return Math.fma(x2 * ROOT_2PI_INVERSE, bell, distribution(x, a, bell));
  }

  private static float limited(float x) {
    return x > LIMIT ? LIMIT : x;
  }

  /** Returns e^(-a^2/2). */
  private static float bell(float a) {
    float square = a * a;
    float lost = Math.fma(a, a, -square);
    float e = exp(square * -0.5f);
    return Math.fma(e * -0.5f, lost, e);
  }

  /** Returns the normal distribution function at x from a = |x| and e^(-a^2/2). */
  private static float distribution(float x, float a, float bell) {
    float t = 1f / Math.fma(a, SLOPE, 1f);
    float p5 = Math.fma(Math.fma(Math.fma(Math.fma(t, P9, P8), t, P7), t, P6), t, P5);
    float p2 = Math.fma(Math.fma(Math.fma(p5, t, P4), t, P3), t, P2);
    float tail = Math.fma(Math.fma(p2, t, P1), t, P0) * t * bell;
    return x > 0f ? 1f - tail : tail;
  }
}
