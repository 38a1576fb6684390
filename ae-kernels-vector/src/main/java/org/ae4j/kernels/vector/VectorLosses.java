package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.ae4j.api.kernels.LossFunction;

/**
 * The losses; p is the prediction, t the target, g the gradient.
 *
 * <p>Rows are cut into blocks, except for the softmax, whose elements depend on each other. Each
 * loop is called {@linkplain OutOfLine out of line}.
 */
final class VectorLosses {

  private static final MethodHandle[] LOOPS =
      Arrays.stream(LossFunction.values()).map(VectorLosses::loopOf).toArray(MethodHandle[]::new);

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
    int block = f == LossFunction.SOFTMAX_CROSS_ENTROPY ? length : Scratch.BLOCK;
    double sum = 0;
    try {
      for (int i = 0; i < length; i += block) {
        int n = Math.min(block, length - i);
        sum +=
            (double)
                LOOPS[f.ordinal()].invokeExact(
                    parameter, n, p, po + i, t, to + i, scale, g, go + i);
      }
    } catch (Throwable e) {
      throw OutOfLine.unchecked(e);
    }
    return sum;
  }

  private static MethodHandle loopOf(LossFunction f) {
    return switch (f) {
      case SQUARED_ERROR -> find(VectorLosses.class, "squaredError");
      case ABSOLUTE_ERROR -> find(VectorLosses.class, "absoluteError");
      case HUBER -> find(VectorLosses.class, "huber");
      case LOG_COSH -> find(VectorLogLosses.class, "logCosh");
      case POISSON -> find(VectorLogLosses.class, "poisson");
      case SIGMOID_CROSS_ENTROPY -> find(VectorLogLosses.class, "sigmoidCrossEntropy");
      case SOFTMAX_CROSS_ENTROPY -> find(VectorSoftmax.class, "loss");
    };
  }

  private static MethodHandle find(Class<?> owner, String name) {
    MethodType type =
        MethodType.methodType(
            double.class,
            float.class,
            int.class,
            float[].class,
            int.class,
            float[].class,
            int.class,
            float.class,
            float[].class,
            int.class);
    return OutOfLine.find(owner, name, type);
  }

  static double squaredError(
      float unused,
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
      sums = d.fma(d, sums); // a square below Float.MIN_NORMAL by itself would be slow
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

  static double absoluteError(
      float unused,
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
      sums = d.abs().add(sums);
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

  static double huber(
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
      sums = d.mul(d).mul(0.5f).blend(linear, a.compare(GT, delta)).add(sums);
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
