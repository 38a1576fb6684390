package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.A0;
import static org.ae4j.kernels.vector.VectorMath.A1;
import static org.ae4j.kernels.vector.VectorMath.A2;
import static org.ae4j.kernels.vector.VectorMath.A3;
import static org.ae4j.kernels.vector.VectorMath.E2;
import static org.ae4j.kernels.vector.VectorMath.E3;
import static org.ae4j.kernels.vector.VectorMath.E4;
import static org.ae4j.kernels.vector.VectorMath.E5;
import static org.ae4j.kernels.vector.VectorMath.E6;
import static org.ae4j.kernels.vector.VectorMath.HIGHEST;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.LOG2_E;
import static org.ae4j.kernels.vector.VectorMath.LOWEST;
import static org.ae4j.kernels.vector.VectorMath.MAGNITUDE;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2_REST;
import static org.ae4j.kernels.vector.VectorMath.ROUND;
import static org.ae4j.kernels.vector.VectorMath.S;
import static org.ae4j.kernels.vector.VectorMath.SIGN;
import static org.ae4j.kernels.vector.VectorMath.exp;
import static org.ae4j.kernels.vector.VectorMath.expm1;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.ae4j.api.kernels.Activation;

/**
 * The loops of the activations; see {@link VectorMath} for the formulas and for their repetition.
 * All take what {@link VectorElementwise} hands to any of them, the parameter of the activation
 * first.
 */
final class VectorActivations {

  /** Below it x sigmoid(x) rounds to 0; keeps infinity from being multiplied by 0. */
  static final float SILU_LIMIT = 90f;

  /** Factor of e^x - 1 in SELU. */
  static final float SELU_BELOW = Activation.SELU_SCALE * Activation.SELU_ALPHA;

  private VectorActivations() {}

  static void linear(float unused, int length, float[] x, int xo, float[] y, int yo) {
    System.arraycopy(x, xo, y, yo, length);
  }

  static void relu(float unused, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      v.blend(0f, v.compare(LT, 0f)).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      float v = x[xo + i];
      y[yo + i] = v < 0f ? 0f : v;
    }
  }

  static void leakyRelu(float slope, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      v.blend(v.mul(slope), v.compare(LT, 0f)).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      float v = x[xo + i];
      y[yo + i] = v < 0f ? v * slope : v;
    }
  }

  static void elu(float alpha, int length, float[] x, int xo, float[] y, int yo) {
    elu(1f, alpha, length, x, xo, y, yo);
  }

  static void selu(float unused, int length, float[] x, int xo, float[] y, int yo) {
    elu(Activation.SELU_SCALE, SELU_BELOW, length, x, xo, y, yo);
  }

  /** Computes above x for x &gt; 0, below (e^x - 1) otherwise. */
  private static void elu(
      float above, float below, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector c = v.blend(LOWEST, v.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).fma(power, power.sub(1f));
      e.mul(below).blend(v.mul(above), v.compare(GT, 0f)).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      float v = x[xo + i];
      y[yo + i] = v > 0f ? v * above : expm1(v) * below;
    }
  }

  static void silu(float unused, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector x1 = v.blend(-SILU_LIMIT, v.compare(LT, -SILU_LIMIT));
      FloatVector low = v.neg().blend(LOWEST, v.compare(GT, -LOWEST));
      FloatVector c = low.blend(HIGHEST, v.compare(LT, -HIGHEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      x1.div(e.add(1f)).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      float v = x[xo + i];
      y[yo + i] = (v < -SILU_LIMIT ? -SILU_LIMIT : v) / (exp(-v) + 1f);
    }
  }

  static void sigmoid(float unused, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector low = v.neg().blend(LOWEST, v.compare(GT, -LOWEST));
      FloatVector c = low.blend(HIGHEST, v.compare(LT, -HIGHEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      FloatVector.broadcast(S, 1f).div(e.add(1f)).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] = VectorMath.sigmoid(x[xo + i]);
    }
  }

  static void tanh(float unused, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector a = v.abs().mul(-2f);
      FloatVector c = a.blend(LOWEST, a.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).fma(power, power.sub(1f));
      IntVector magnitude = e.div(e.add(2f)).reinterpretAsInts().and(MAGNITUDE);
      IntVector bits = magnitude.or(v.reinterpretAsInts().and(SIGN));
      bits.reinterpretAsFloats().intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] = VectorMath.tanh(x[xo + i]);
    }
  }

  static void softplus(float unused, int length, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      FloatVector a = v.abs().neg();
      FloatVector c = a.blend(LOWEST, a.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      FloatVector s = e.div(e.add(2f));
      FloatVector u = s.mul(s);
      FloatVector p = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log = s.fma(u.mul(p), s.add(s));
      v.blend(0f, v.compare(LT, 0f)).add(log).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] = VectorMath.softplus(x[xo + i]);
    }
  }
}
