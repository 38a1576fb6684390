package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.I2F;
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
import static org.ae4j.kernels.vector.VectorMath.log1p;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Replaces elements by a function of theirs, under the rules of {@link VectorMath}: for what would
 * be too long in one loop. To be called by {@link OutOfLine}.
 */
final class VectorInPlace {

  private VectorInPlace() {}

  /** Computes e^x for x &lt;= 0. */
  static void exp(int length, float[] x, int xo) {
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
      r.mul(r).fma(q, r).add(1f).mul(power).intoArray(x, xo + i);
    }
    for (; i < length; i++) {
      x[xo + i] = VectorMath.exp(x[xo + i]);
    }
  }

  /** Computes log x for x that are not denormal. */
  static void log(int length, float[] x, int xo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xo + i);
      IntVector bits = v.reinterpretAsInts().sub(ROOT_HALF);
      FloatVector k = (FloatVector) bits.lanewise(ASHR, 23).convert(I2F, 0);
      FloatVector f = bits.and(MANTISSA).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
      FloatVector s = f.div(f.add(2f));
      FloatVector u = s.mul(s);
      FloatVector a = u.fma(A3, A2).lanewise(FMA, u, A1).lanewise(FMA, u, A0);
      FloatVector log1p = s.fma(u.mul(a), s.add(s));
      FloatVector y = k.lanewise(FMA, LN2, k.lanewise(FMA, LN2_REST, log1p));
      FloatVector y1 = v.blend(y, v.compare(LT, Float.POSITIVE_INFINITY));
      FloatVector y2 = y1.blend(Float.NaN, v.compare(LT, 0f));
      y2.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f)).intoArray(x, xo + i);
    }
    for (; i < length; i++) {
      x[xo + i] = VectorMath.log(x[xo + i]);
    }
  }

  static void tanh(int length, float[] x, int xo) {
    VectorActivations.tanh(0f, length, x, xo, x, xo);
  }
}
