package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
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
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.LN2;
import static org.ae4j.kernels.vector.VectorMath.S;
import static org.ae4j.kernels.vector.VectorMath.log1p;

import jdk.incubator.vector.FloatVector;

/**
 * The losses that take logarithms, of up to {@link Scratch#BLOCK} elements, under the rules of
 * {@link VectorMath}.
 */
final class VectorLogLosses {

  private static final float POISSON_SHIFT = 1e-7f;

  private VectorLogLosses() {}

  /** Has the term log(cosh(d)) and the derivative tanh(d) with d = p - t. */
  static double logCosh(
      float unused,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    float[] terms = Scratch.current().block;
    differences(length, p, po, t, to, g, go, terms);
    OutOfLine.exp(length, terms, 0);
    logCoshTerms(length, g, go, terms);
    OutOfLine.tanh(length, g, go);
    VectorReductions.scale(length, scale, g, go);
    return VectorReductions.sum(length, terms, 0);
  }

  /** Writes d = p - t and a = -2 |d|. */
  private static void differences(
      int length, float[] p, int po, float[] t, int to, float[] d, int dO, float[] a) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, p, po + i).sub(FloatVector.fromArray(S, t, to + i));
      v.intoArray(d, dO + i);
      v.abs().mul(-2f).intoArray(a, i);
    }
    for (; i < length; i++) {
      float v = p[po + i] - t[to + i];
      d[dO + i] = v;
      a[i] = Math.abs(v) * -2f;
    }
  }

  /** Writes log(cosh(d)) in the place of e^(-2 |d|). */
  private static void logCoshTerms(int length, float[] d, int dO, float[] terms) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector a = FloatVector.fromArray(S, d, dO + i).abs();
      FloatVector e = FloatVector.fromArray(S, terms, i);
      FloatVector s = e.div(e.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a1 = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log = s.fma(u.mul(a1), s.add(s));
      FloatVector square = a.mul(a);
      FloatVector c4 = square.fma(C6, C5).lanewise(FMA, square, C4);
      FloatVector c2 = c4.lanewise(FMA, square, C3).lanewise(FMA, square, C2);
      FloatVector c0 = c2.lanewise(FMA, square, C1).lanewise(FMA, square, C0);
      FloatVector far = a.add(log.sub(LN2));
      far.blend(c0.mul(square), a.compare(LT, 1f)).intoArray(terms, i);
    }
    for (; i < length; i++) {
      terms[i] = VectorMath.logCosh(d[dO + i]);
    }
  }

  /** Has the term p - t log(p + 1e-7) and the derivative 1 - t / (p + 1e-7). */
  static double poisson(
      float unused,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    float[] terms = Scratch.current().block;
    shift(length, p, po, terms);
    OutOfLine.log(length, terms, 0);
    poissonTerms(length, p, po, t, to, scale, g, go, terms);
    return VectorReductions.sum(length, terms, 0);
  }

  private static void shift(int length, float[] p, int po, float[] y) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector.fromArray(S, p, po + i).add(POISSON_SHIFT).intoArray(y, i);
    }
    for (; i < length; i++) {
      y[i] = p[po + i] + POISSON_SHIFT;
    }
  }

  /** Writes the terms in the place of log(p + 1e-7). */
  private static void poissonTerms(
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go,
      float[] terms) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector log = FloatVector.fromArray(S, terms, i);
      FloatVector rest = FloatVector.broadcast(S, 1f).sub(tv.div(pv.add(POISSON_SHIFT)));
      rest.mul(scale).intoArray(g, go + i);
      pv.sub(tv.mul(log)).intoArray(terms, i);
    }
    for (; i < length; i++) {
      float pi = p[po + i];
      terms[i] = pi - t[to + i] * terms[i];
      g[go + i] = (1f - t[to + i] / (pi + POISSON_SHIFT)) * scale;
    }
  }

  /** Has the term max(p, 0) - p t + log(1 + e^-|p|) and the derivative sigmoid(p) - t. */
  static double sigmoidCrossEntropy(
      float unused,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    float[] terms = Scratch.current().block;
    minusMagnitudes(length, p, po, terms);
    OutOfLine.exp(length, terms, 0);
    crossEntropyTerms(length, p, po, t, to, scale, g, go, terms);
    return VectorReductions.sum(length, terms, 0);
  }

  private static void minusMagnitudes(int length, float[] p, int po, float[] y) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector.fromArray(S, p, po + i).abs().neg().intoArray(y, i);
    }
    for (; i < length; i++) {
      y[i] = -Math.abs(p[po + i]);
    }
  }

  /**
   * Writes the terms in the place of e^-|p|.
   *
   * <p>max(p, 0) - p t is |p| times what the target lacks of the predicted side, which does not
   * cancel, and is 0 where nothing is lacking, even at infinity.
   */
  private static void crossEntropyTerms(
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go,
      float[] terms) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector e = FloatVector.fromArray(S, terms, i);
      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector above = one.div(e.add(one));
      FloatVector sigmoid = above.blend(above.mul(e), pv.compare(LT, 0f));
      sigmoid.sub(tv).mul(scale).intoArray(g, go + i);

      FloatVector s = e.div(e.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log = s.fma(u.mul(a), s.add(s));
      FloatVector lacking = tv.blend(one.sub(tv), pv.compare(GT, 0f));
      FloatVector margin = pv.abs().mul(lacking).blend(0f, lacking.compare(EQ, 0f));
      margin.add(log).intoArray(terms, i);
    }
    for (; i < length; i++) {
      float pi = p[po + i];
      float ti = t[to + i];
      float e = terms[i];
      float above = 1f / (e + 1f);
      float lacking = pi > 0f ? 1f - ti : ti;
      terms[i] = (lacking == 0f ? 0f : Math.abs(pi) * lacking) + log1p(e);
      g[go + i] = ((pi < 0f ? above * e : above) - ti) * scale;
    }
  }
}
