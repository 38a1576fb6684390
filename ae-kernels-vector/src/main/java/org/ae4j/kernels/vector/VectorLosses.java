package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;

import jdk.incubator.vector.FloatVector;
import org.ae4j.api.kernels.LossFunction;

/** The losses; p is the prediction, t the target, g the gradient. */
final class VectorLosses {

  private VectorLosses() {}

  static double loss(
      LossFunction f,
      float parameter,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    if (f == LossFunction.SOFTMAX_CROSS_ENTROPY) {
      return VectorSoftmax.loss(length, p, po, t, to, scale, g, go);
    }
    double sum = 0;
    for (int i = 0; i < length; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, length - i);
      sum += block(f, parameter, n, p, po + i, t, to + i, scale, g, go + i);
    }
    return sum;
  }

  private static double block(
      LossFunction f,
      float parameter,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    return switch (f) {
      case SQUARED_ERROR -> squaredError(length, p, po, t, to, scale, g, go);
      case ABSOLUTE_ERROR -> absoluteError(length, p, po, t, to, scale, g, go);
      case HUBER -> huber(parameter, length, p, po, t, to, scale, g, go);
      case LOG_COSH -> VectorLogLosses.logCosh(length, p, po, t, to, scale, g, go);
      case POISSON -> VectorLogLosses.poisson(length, p, po, t, to, scale, g, go);
      case SIGMOID_CROSS_ENTROPY ->
          VectorLogLosses.sigmoidCrossEntropy(length, p, po, t, to, scale, g, go);
      case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError(f);
    };
  }

  private static double squaredError(
      int length, float[] p, int po, float[] t, int to, float scale, float[] g, int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector d = pv.sub(tv);
      sums = sums.add(d.mul(d));
      d.add(d).mul(scale).intoArray(g, go + i);
    }
    Scratch scratch = Scratch.current();
    sums.intoArray(scratch.lanes, 0);
    double sum = scratch.sumOfLanes();
    for (; i < length; i++) {
      float d = p[po + i] - t[to + i];
      sum += d * d;
      g[go + i] = (d + d) * scale;
    }
    return sum;
  }

  private static double absoluteError(
      int length, float[] p, int po, float[] t, int to, float scale, float[] g, int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector d = pv.sub(tv);
      sums = sums.add(d.abs());
      FloatVector sign = d.blend(1f, d.compare(GT, 0f)).blend(-1f, d.compare(LT, 0f));
      sign.mul(scale).intoArray(g, go + i);
    }
    Scratch scratch = Scratch.current();
    sums.intoArray(scratch.lanes, 0);
    double sum = scratch.sumOfLanes();
    for (; i < length; i++) {
      float d = p[po + i] - t[to + i];
      sum += Math.abs(d);
      g[go + i] = Math.signum(d) * scale;
    }
    return sum;
  }

  private static double huber(
      float delta,
      int length,
      float[] p,
      int po,
      float[] t,
      int to,
      float scale,
      float[] g,
      int go) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector pv = FloatVector.fromArray(S, p, po + i);
      FloatVector tv = FloatVector.fromArray(S, t, to + i);
      FloatVector d = pv.sub(tv);
      FloatVector a = d.abs();
      FloatVector linear = a.sub(0.5f * delta).mul(delta);
      sums = sums.add(d.mul(d).mul(0.5f).blend(linear, a.compare(GT, delta)));
      FloatVector low = d.blend(-delta, d.compare(LT, -delta));
      low.blend(delta, d.compare(GT, delta)).mul(scale).intoArray(g, go + i);
    }
    Scratch scratch = Scratch.current();
    sums.intoArray(scratch.lanes, 0);
    double sum = scratch.sumOfLanes();
    for (; i < length; i++) {
      float d = p[po + i] - t[to + i];
      float a = Math.abs(d);
      sum += a > delta ? (a - 0.5f * delta) * delta : d * d * 0.5f;
      g[go + i] = (d > delta ? delta : d < -delta ? -delta : d) * scale;
    }
    return sum;
  }
}
