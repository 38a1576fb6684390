package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorActivations.SILU_LIMIT;
import static org.ae4j.kernels.vector.VectorMath.E2;
import static org.ae4j.kernels.vector.VectorMath.E3;
import static org.ae4j.kernels.vector.VectorMath.E4;
import static org.ae4j.kernels.vector.VectorMath.E5;
import static org.ae4j.kernels.vector.VectorMath.E6;
import static org.ae4j.kernels.vector.VectorMath.HIGHEST;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.LOG2_E;
import static org.ae4j.kernels.vector.VectorMath.LOWEST;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2_REST;
import static org.ae4j.kernels.vector.VectorMath.ROUND;
import static org.ae4j.kernels.vector.VectorMath.S;
import static org.ae4j.kernels.vector.VectorMath.expm1;

import jdk.incubator.vector.FloatVector;
import org.ae4j.api.kernels.Activation;

/**
 * The loops of the activations' derivatives: each computes d = g f' from the output y, or from the
 * input x, and g.
 */
final class VectorDerivatives {

  private VectorDerivatives() {}

  static void linear(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    pieces(1f, length, y, yo, g, go, d, dO);
  }

  static void relu(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    pieces(0f, length, y, yo, g, go, d, dO);
  }

  static void leakyRelu(
      float slope, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    pieces(flush(slope), length, y, yo, g, go, d, dO);
  }

  static void elu(
      float alpha, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    elu(1f, alpha, length, y, yo, g, go, d, dO);
  }

  static void selu(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    elu(Activation.SELU_SCALE, VectorActivations.SELU_BELOW, length, y, yo, g, go, d, dO);
  }

  /** Has the derivative 1 for y &gt; 0, slope otherwise. */
  private static void pieces(
      float slope, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i);
      FloatVector f = v.blend(slope, v.compare(LE, 0f)).blend(1f, v.compare(GT, 0f));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      float v = y[yo + i];
      d[dO + i] = g[go + i] * (v > 0f ? 1f : v <= 0f ? slope : v);
    }
  }

  /** Has the derivative above for y &gt; 0, y + below otherwise. */
  private static void elu(
      float above,
      float below,
      int length,
      float[] y,
      int yo,
      float[] g,
      int go,
      float[] d,
      int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i);
      FloatVector f = flush(v.add(below)).blend(above, v.compare(GT, 0f));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      float v = y[yo + i];
      d[dO + i] = g[go + i] * (v > 0f ? above : flush(v + below));
    }
  }

  /** Has the derivative s (1 + x (1 - s)) with s = sigmoid(x). */
  static void silu(
      float unused, int length, float[] x, int xo, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector x1 = v.blend(-SILU_LIMIT, v.compare(LT, -SILU_LIMIT));
      FloatVector x2 = x1.blend(SILU_LIMIT, v.compare(GT, SILU_LIMIT));
      FloatVector low = v.neg().blend(LOWEST, v.compare(GT, -LOWEST));
      FloatVector c = low.blend(HIGHEST, v.compare(LT, -HIGHEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector s = one.div(e.add(1f));
      FloatVector f = flush(x2.mul(one.sub(s)).fma(s, s));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      float v = x[xo + i];
      float x1 = v < -SILU_LIMIT ? -SILU_LIMIT : v;
      float s = VectorMath.sigmoid(v);
      float x2 = x1 > SILU_LIMIT ? SILU_LIMIT : x1;
      d[dO + i] = g[go + i] * flush(Math.fma(x2 * (1f - s), s, s));
    }
  }

  /** Has the derivative y (1 - y). */
  static void sigmoid(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i);
      FloatVector f = flush(v.mul(FloatVector.broadcast(S, 1f).sub(v)));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      float v = y[yo + i];
      d[dO + i] = g[go + i] * flush(v * (1f - v));
    }
  }

  /** Has the derivative 1 - y^2, as (1 - y) (1 + y), which keeps its precision near 1. */
  static void tanh(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i);
      FloatVector f = FloatVector.broadcast(S, 1f).sub(v).mul(v.add(1f));
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      float v = y[yo + i];
      d[dO + i] = g[go + i] * ((1f - v) * (v + 1f));
    }
  }

  /** Has the derivative sigmoid(x) = 1 - e^-y. */
  static void softplus(
      float unused, int length, float[] y, int yo, float[] g, int go, float[] d, int dO) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i).neg();
      FloatVector c = v.blend(LOWEST, v.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector f = flush(r.mul(r).fma(q, r).fma(power, power.sub(1f)).neg());
      FloatVector.fromArray(S, g, go + i).mul(f).intoArray(d, dO + i);
    }
    for (; i < length; i++) {
      d[dO + i] = g[go + i] * flush(-expm1(-y[yo + i]));
    }
  }

  /** Makes zero of what is below {@link Activation#LEAST_DERIVATIVE}. */
  static FloatVector flush(FloatVector f) {
    return f.blend(0f, f.abs().compare(LT, Activation.LEAST_DERIVATIVE));
  }

  /** Does the same for one derivative. */
  static float flush(float f) {
    return Math.abs(f) < Activation.LEAST_DERIVATIVE ? 0f : f;
  }
}
