package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.A0;
import static org.ae4j.kernels.vector.VectorMath.A1;
import static org.ae4j.kernels.vector.VectorMath.A2;
import static org.ae4j.kernels.vector.VectorMath.A3;
import static org.ae4j.kernels.vector.VectorMath.C0;
import static org.ae4j.kernels.vector.VectorMath.C1;
import static org.ae4j.kernels.vector.VectorMath.C2;
import static org.ae4j.kernels.vector.VectorMath.C3;
import static org.ae4j.kernels.vector.VectorMath.C4;
import static org.ae4j.kernels.vector.VectorMath.C5;
import static org.ae4j.kernels.vector.VectorMath.C6;
import static org.ae4j.kernels.vector.VectorMath.DENORMAL_EXPONENT;
import static org.ae4j.kernels.vector.VectorMath.DENORMAL_SCALE;
import static org.ae4j.kernels.vector.VectorMath.E2;
import static org.ae4j.kernels.vector.VectorMath.E3;
import static org.ae4j.kernels.vector.VectorMath.E4;
import static org.ae4j.kernels.vector.VectorMath.E5;
import static org.ae4j.kernels.vector.VectorMath.E6;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.LN2;
import static org.ae4j.kernels.vector.VectorMath.LN2_REST;
import static org.ae4j.kernels.vector.VectorMath.LOG2_E;
import static org.ae4j.kernels.vector.VectorMath.LOWEST;
import static org.ae4j.kernels.vector.VectorMath.MANTISSA;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2;
import static org.ae4j.kernels.vector.VectorMath.MINUS_LN2_REST;
import static org.ae4j.kernels.vector.VectorMath.ROOT_HALF;
import static org.ae4j.kernels.vector.VectorMath.ROUND;
import static org.ae4j.kernels.vector.VectorMath.S;
import static org.ae4j.kernels.vector.VectorMath.exp;
import static org.ae4j.kernels.vector.VectorMath.log1p;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** The losses that take logarithms, under the rules of {@link VectorMath}. */
final class VectorLogLosses {

  private static final float POISSON_SHIFT = 1e-7f;

  private VectorLogLosses() {}

  /** Has the term log(cosh(d)) and the derivative tanh(d) with d = p - t. */
  static double logCosh(
      int length, float[] p, int po, float[] t, int to, float scale, float[] g, int go) {
    double sum = logCoshOfDifference(length, p, po, t, to, g, go);
    VectorActivations.tanh(length, g, go, g, go);
    VectorReductions.scale(length, scale, g, go);
    return sum;
  }

  /** Returns the sum of log(cosh(d)), and writes d = p - t. */
  private static double logCoshOfDifference(
      int length, float[] p, int po, float[] t, int to, float[] g, int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector d = FloatVector.fromArray(S, p, po + i).sub(FloatVector.fromArray(S, t, to + i));
      d.intoArray(g, go + i);
      FloatVector a = d.abs();
      FloatVector twice = a.mul(-2f);
      FloatVector c = twice.blend(LOWEST, twice.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      FloatVector s = e.div(e.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a1 = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log = s.fma(u.mul(a1), s.add(s));
      FloatVector square = a.mul(a);
      FloatVector c4 = square.fma(C6, C5).lanewise(FMA, square, C4);
      FloatVector c2 = c4.lanewise(FMA, square, C3).lanewise(FMA, square, C2);
      FloatVector c0 = c2.lanewise(FMA, square, C1).lanewise(FMA, square, C0);
      sums = sums.add(a.add(log.sub(LN2)).blend(c0.mul(square), a.compare(LT, 1f)));
    }
    float[] lanes = LaneSums.lanes();
    sums.intoArray(lanes, 0);
    double sum = LaneSums.total(lanes);
    for (; i < length; i++) {
      float d = p[po + i] - t[to + i];
      g[go + i] = d;
      sum += VectorMath.logCosh(d);
    }
    return sum;
  }

  /** Has the term p - t log(p + 1e-7) and the derivative 1 - t / (p + 1e-7). */
  static double poisson(
      int length, float[] p, int po, float[] t, int to, float scale, float[] g, int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector v = pv.add(POISSON_SHIFT);
      FloatVector.broadcast(S, 1f).sub(tv.div(v)).mul(scale).intoArray(g, go + i);

      VectorMask<Float> denormal = v.compare(LT, Float.MIN_NORMAL);
      FloatVector normal = v.blend(v.mul(DENORMAL_SCALE), denormal);
      IntVector bits = normal.reinterpretAsInts().sub(ROOT_HALF);
      FloatVector whole = (FloatVector) bits.lanewise(ASHR, 23).convert(I2F, 0);
      FloatVector k = whole.blend(whole.sub(DENORMAL_EXPONENT), denormal);
      FloatVector f = bits.and(MANTISSA).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
      FloatVector s = f.div(f.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a1 = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log1p = s.fma(u.mul(a1), s.add(s));
      FloatVector y = k.lanewise(FMA, LN2, k.lanewise(FMA, LN2_REST, log1p));
      FloatVector log = v.blend(y, v.compare(LT, Float.POSITIVE_INFINITY));
      FloatVector log2 = log.blend(Float.NaN, v.compare(LT, 0f));
      FloatVector log3 = log2.blend(Float.NEGATIVE_INFINITY, v.eq(0f));
      sums = sums.add(pv.sub(tv.mul(log3)));
    }
    float[] lanes = LaneSums.lanes();
    sums.intoArray(lanes, 0);
    double sum = LaneSums.total(lanes);
    for (; i < length; i++) {
      float v = p[po + i] + POISSON_SHIFT;
      sum += p[po + i] - t[to + i] * VectorMath.log(v);
      g[go + i] = (1f - t[to + i] / v) * scale;
    }
    return sum;
  }

  /**
   * Has the term max(p, 0) - p t + log(1 + e^-|p|) and the derivative sigmoid(p) - t.
   *
   * <p>The first two are |p| times what the target lacks of the predicted side, which does not
   * cancel, and is 0 where nothing is lacking, even at infinity.
   */
  static double sigmoidCrossEntropy(
      int length, float[] p, int po, float[] t, int to, float scale, float[] g, int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector a = pv.abs();
      FloatVector minus = a.neg();
      FloatVector c = minus.blend(LOWEST, minus.compare(LT, LOWEST));
      FloatVector z = c.fma(LOG2_E, ROUND);
      FloatVector n = z.sub(ROUND);
      FloatVector r = n.lanewise(FMA, MINUS_LN2_REST, n.lanewise(FMA, MINUS_LN2, c));
      FloatVector q3 = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
      FloatVector q = q3.lanewise(FMA, r, E2);
      FloatVector power = z.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = r.mul(r).fma(q, r).add(1f).mul(power);
      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector above = one.div(e.add(1f));
      FloatVector sigmoid = above.blend(above.mul(e), pv.compare(LT, 0f));
      sigmoid.sub(tv).mul(scale).intoArray(g, go + i);

      FloatVector s = e.div(e.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a1 = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log = s.fma(u.mul(a1), s.add(s));
      FloatVector lacking = tv.blend(one.sub(tv), pv.compare(GT, 0f));
      FloatVector margin = a.mul(lacking).blend(0f, lacking.eq(0f));
      sums = sums.add(margin.add(log));
    }
    float[] lanes = LaneSums.lanes();
    sums.intoArray(lanes, 0);
    double sum = LaneSums.total(lanes);
    for (; i < length; i++) {
      float pi = p[po + i];
      float ti = t[to + i];
      float e = exp(-Math.abs(pi));
      float above = 1f / (e + 1f);
      float lacking = pi > 0f ? 1f - ti : ti;
      sum += (lacking == 0f ? 0f : Math.abs(pi) * lacking) + log1p(e);
      g[go + i] = ((pi < 0f ? above * e : above) - ti) * scale;
    }
    return sum;
  }
}
